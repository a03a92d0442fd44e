package words

import (
	"fmt"
	"strings"

	"duban/internal/msg"
)

// coded are the messages of lower layers, theme by theme, by the codes that arise there.
var coded = []map[string]Text{codedConfig, codedHolidays, codedDoctor}

// Say says a message of a lower layer.
func Say(l Language, m msg.Message) string {
	switch m.Code {
	case "":
		return Said(l, strings.Join(saidFacts(l, m), ""))
	case msg.Lines:
		return strings.Join(saidFacts(l, m), "\n")
	case msg.Clauses:
		return strings.Join(saidFacts(l, m), l.Of("；", "; "))
	case msg.Names:
		return strings.Join(saidFacts(l, m), l.Of("、", ", "))
	case msg.Places:
		return strings.Join(saidFacts(l, m), " ")
	}
	for _, theme := range coded {
		if t, ok := theme[m.Code]; ok {
			return t.In(l, m.Facts...)
		}
	}
	return m.String()
}

func saidFacts(l Language, m msg.Message) []string {
	all := make([]string, len(m.Facts))
	for i, f := range m.Facts {
		all[i] = fmt.Sprint(fact(l, f))
	}
	return all
}
