package answer

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"duban/checklist"
	"duban/internal/msg"
	catalogue "duban/internal/words"
)

var update = flag.Bool("update", false, "write testdata/readings.golden anew")

// TestRead_readingsAreGolden: what is read of each reply, with the question and the words
// that decided, so that a change of a rule is reviewed as a change of readings. That each of
// them is right is held by TestRead_whatOfficesWrite and the tables.
func TestRead_readingsAreGolden(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	read := func(reply string, l Letter, opt Options) {
		fmt.Fprintf(&b, "%q\n", reply)
		for _, a := range Read(reply, l, opt) {
			fmt.Fprintf(&b, "\t%s\n", told(a))
		}
	}
	for _, set := range corpora(t) {
		fmt.Fprintf(&b, "\n# %s\n", set.file)
		for _, c := range readCases(t, set.file) {
			opt := set.opt
			opt.Files = len(c.Attachments) > 0
			read(c.Words, set.letter, opt)
		}
	}
	fmt.Fprint(&b, "\n# in both languages\n")
	for _, tt := range inBoth {
		read(tt.english, reminder(t), department)
	}
	for _, tt := range inBothOfTheDirector {
		read(tt.english, digest(t), director)
	}
	const file = "testdata/readings.golden"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(b.String(), "\n"), strings.Split(string(golden), "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("line %d: got %s, want %s", i+1, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
}

// asked is a question as a Chinese reader is asked it.
func asked(m msg.Message) string { return catalogue.Say(catalogue.Chinese, m) }

// told writes an answer on one line.
func told(a checklist.Answer) string {
	s := fmt.Sprintf("%v %s %q %s", a.Nos, a.Verb, a.Text, asked(a.Reason))
	if a.All {
		s += " all"
	}
	for _, word := range []string{a.To, string(a.Of), asked(a.Doubt)} {
		if word != "" {
			s += " " + word
		}
	}
	if a.Until != 0 {
		s += " " + a.Until.String()
	}
	return fmt.Sprint(s, " ", a.Lines, a.Unlisted)
}
