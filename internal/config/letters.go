package config

import (
	"strings"
	"sync"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox"
	"duban/internal/msg"
	"duban/notify/wording"
)

// letterTable is [letters] or a table below it. What a kind's table leaves out is as in
// [letters]; what it leaves empty is as every letter says it.
type letterTable struct {
	Salutation *string `toml:"salutation"`
	Opening    *string `toml:"opening"`
	Closing    *string `toml:"closing"`
	Signature  *string `toml:"signature"`
}

// letterTables are the office's own words in letters, and those in letters of a kind that
// may have other ones (letter.Traits.Worded).
type letterTables struct {
	letterTable
	Assign   letterTable `toml:"assign"`
	Remind   letterTable `toml:"remind"`
	Escalate letterTable `toml:"escalate"`
	Overview letterTable `toml:"overview"`
	Review   letterTable `toml:"review"`
	Digest   letterTable `toml:"digest"`
	Outcome  letterTable `toml:"outcome"`
}

func (t letterTables) of(kind letter.Kind) letterTable {
	return map[letter.Kind]letterTable{letter.KindAssign: t.Assign, letter.KindRemind: t.Remind, letter.KindEscalate: t.Escalate,
		letter.KindOverview: t.Overview, letter.KindReview: t.Review, letter.KindDigest: t.Digest, letter.KindOutcome: t.Outcome}[kind]
}

// LetterWords are the office's own words by kind of letter. Every letter has its salutation
// and signature; a letter that answers a mail begins with the answer, and one that is only
// to be known of asks its reader for nothing, so neither has an opening or a closing.
func (c *Config) LetterWords() map[letter.Kind]wording.Words {
	all := map[letter.Kind]wording.Words{}
	for kind := range letter.Kinds() {
		t := c.Letters.of(kind)
		say := func(own, usual *string) string { return strings.TrimSpace(or(own, or(usual, ""))) }
		w := wording.Words{Salutation: withoutColon(say(t.Salutation, c.Letters.Salutation)), Signature: say(t.Signature, c.Letters.Signature)}
		if kind.Traits().Worded {
			w.Opening, w.Closing = say(t.Opening, c.Letters.Opening), say(t.Closing, c.Letters.Closing)
		}
		all[kind] = w
	}
	return all
}

// withoutColon: the letter sets one behind its salutation.
func withoutColon(s string) string { return strings.TrimRight(s, "：: 　") }

// letterProblems finds what could go wrong with the office's own words when a letter is due,
// or comes back.
func (c *Config) letterProblems() (ps checklist.Problems) {
	parties := sync.OnceValue(c.partyNames) // the directory is read where there are words to be compared with it
	ps = c.tableProblems("letters", c.Letters.letterTable, parties)
	for kind := range letter.KindsThat(func(t letter.Traits) bool { return t.Worded }) {
		ps = append(ps, c.tableProblems("letters."+string(kind), c.Letters.of(kind), parties)...)
	}
	for _, x := range []struct{ key, value string }{{"office.name", c.Office.Name}, {"office.sign", c.Office.Sign}, {"office.contact", c.Office.Contact}, {"office.phone", c.Office.Phone}} {
		for _, f := range wording.Seen(x.value) {
			ps = append(ps, wordingProblem(x.key, f, wording.Slot{}))
		}
	}
	return ps
}

func (c *Config) tableProblems(table string, t letterTable, parties func() []string) (ps checklist.Problems) {
	values := c.letterFields()
	for _, x := range []struct {
		key  string
		said *string
		slot wording.Slot
	}{{"salutation", t.Salutation, wording.Salutation}, {"opening", t.Opening, wording.Opening}, {"closing", t.Closing, wording.Closing}, {"signature", t.Signature, wording.Signature}} {
		text := strings.TrimSpace(or(x.said, ""))
		faults := x.slot.Faults(text, values)
		for _, f := range faults {
			ps = append(ps, wordingProblem(table+"."+x.key, f, x.slot))
		}
		if len(faults) == 0 {
			ps = append(ps, takenProblems(table+"."+x.key, wording.Fill(text, values), parties)...)
		}
	}
	return ps
}

// exampleParty stands for a department in what is tried.
const exampleParty = "技术服务部"

// letterFields are what words may name, as of some letter of this office: one that is late,
// so that 延期到{日期} is seen to ask for something.
func (c *Config) letterFields() wording.Fields {
	return wording.Fields{Reader: "技术服务部负责人", Department: exampleParty, Day: "2027年5月27日", List: "《督办清单》", Items: "3",
		Office: c.Office.Name, Sign: c.Office.Sign, Contact: c.Office.Contact, Phone: c.Office.Phone}
}

func wordingProblem(key string, f wording.Fault, slot wording.Slot) checklist.Problem {
	p := checklist.Problem{Column: key}
	switch f.Code {
	case wording.Hidden:
		p.What, p.Mend = msg.New("a hidden character", f.Name), msg.New("type it anew")
	case wording.Broken:
		p.What, p.Mend = msg.New("more than one line"), msg.New("write it in one line")
	case wording.Long:
		p.What, p.Mend = msg.New("too many characters", f.N), msg.New("at most so many characters", slot.Most)
	case wording.WideBraces:
		p.What, p.Mend = msg.New("wide braces"), msg.New("write ASCII braces")
	case wording.Unbalanced:
		p.What, p.Mend = msg.New("a lone brace"), msg.New("how fields are written")
	case wording.UnknownField:
		p.What, p.Mend = msg.New("no such field", "{"+f.Name+"}"), msg.New("the fields", fieldsOf(slot))
		if f.More != "" {
			p.Mend = msg.New("did you mean", "{"+f.More+"}")
		}
	case wording.Unlisted:
		p.What, p.Mend = msg.New("a field of letters with items", "{"+f.Name+"}"), msg.New("the fields", fieldsOf(slot))
	case wording.Empty:
		p.What, p.Mend = msg.New("a field of an empty key", "{"+f.Name+"}", f.More), msg.New("set the key or leave the field out", f.More)
	}
	return p
}

// fieldsOf are the fields that a slot may name.
func fieldsOf(slot wording.Slot) fields { return fields{slot.Names(false), slot.Names(true)} }

type fields struct{ chinese, english []string }

func (f fields) Chinese() string { return "{" + strings.Join(f.chinese, "}、{") + "}" }
func (f fields) English() string { return "{" + strings.Join(f.english, "}, {") + "}" }

// takenProblems finds what a reader's program, or a reader, may send back so that it would
// count as his words, in an office with such parties.
func takenProblems(key, text string, parties func() []string) checklist.Problems {
	p := checklist.Problem{Column: key}
	if text == "" {
		return nil
	}
	switch inbox.TakenFor(text, parties()...) {
	case inbox.TakenForAnswer:
		p.What, p.Mend = msg.New("taken for an answer"), msg.New("write a whole sentence")
	case inbox.TakenForTag:
		p.What, p.Mend = msg.New("taken for a tag"), msg.New("leave it to the program")
	case inbox.TakenForQuote:
		p.What, p.Mend = msg.New("taken for the head of a quote"), msg.New("write it otherwise")
	case inbox.TakenForRobot:
		p.What, p.Mend = msg.New("taken for an automatic reply"), msg.New("write it otherwise")
	default:
		return nil
	}
	return checklist.Problems{p}
}

// wordedLetters are the tables below [letters].
func wordedLetters() (tables []string) {
	for kind := range letter.KindsThat(func(t letter.Traits) bool { return t.Worded }) {
		tables = append(tables, "letters."+string(kind))
	}
	return tables
}

// partyNames are the names and aliases of the directory, as far as it can be read, and that
// of letterFields.
func (c *Config) partyNames() []string {
	names := []string{exampleParty}
	entries, _ := c.Entries() // a fault is told where the directory is read
	for _, e := range entries {
		names = append(append(names, e.Name), e.Aliases...)
	}
	return names
}
