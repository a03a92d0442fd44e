package db

import (
	"strings"

	"duban/checklist"
)

// The kinds of letters with a trait, as a list for IN.
var (
	remindingKinds = kindsThat(func(t checklist.Traits) bool { return t.Reminds })
	answeringKinds = kindsThat(func(t checklist.Traits) bool { return t.Answers })
)

func kindsThat(has func(checklist.Traits) bool) string {
	var names []string
	for k := range checklist.LetterKindsThat(has) {
		names = append(names, "'"+string(k)+"'")
	}
	return "(" + strings.Join(names, ", ") + ")"
}
