package config

import (
	"fmt"
	"strings"

	"duban/checklist"
	"duban/inbox"
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
// may have other ones (checklist.Traits.Worded).
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

func (t letterTables) of(kind checklist.LetterKind) letterTable {
	return map[checklist.LetterKind]letterTable{checklist.LetterAssign: t.Assign, checklist.LetterRemind: t.Remind, checklist.LetterEscalate: t.Escalate,
		checklist.LetterOverview: t.Overview, checklist.LetterReview: t.Review, checklist.LetterDigest: t.Digest, checklist.LetterOutcome: t.Outcome}[kind]
}

// LetterWords are the office's own words by kind of letter. Every letter has its salutation
// and signature; a letter that answers a mail begins with the answer, and one that is only
// to be known of asks its reader for nothing, so neither has an opening or a closing.
func (c *Config) LetterWords() map[checklist.LetterKind]wording.Words {
	all := map[checklist.LetterKind]wording.Words{}
	for kind := range checklist.LetterKinds() {
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
	ps = c.tableProblems("letters", c.Letters.letterTable)
	for kind := range checklist.LetterKindsThat(func(t checklist.Traits) bool { return t.Worded }) {
		ps = append(ps, c.tableProblems("letters."+string(kind), c.Letters.of(kind))...)
	}
	for key, value := range map[string]string{"office.name": c.Office.Name, "office.sign": c.Office.Sign, "office.contact": c.Office.Contact, "office.phone": c.Office.Phone} {
		for _, f := range wording.Seen(value) {
			ps = append(ps, wordingProblem(key, f, wording.Slot{}))
		}
	}
	return ps
}

func (c *Config) tableProblems(table string, t letterTable) (ps checklist.Problems) {
	for _, x := range []struct {
		key  string
		said *string
		slot wording.Slot
	}{{"salutation", t.Salutation, wording.Salutation}, {"opening", t.Opening, wording.Opening}, {"closing", t.Closing, wording.Closing}, {"signature", t.Signature, wording.Signature}} {
		text := strings.TrimSpace(or(x.said, ""))
		faults := x.slot.Faults(text, c.letterFields())
		for _, f := range faults {
			ps = append(ps, wordingProblem(table+"."+x.key, f, x.slot))
		}
		if len(faults) == 0 {
			ps = append(ps, c.takenProblems(table+"."+x.key, wording.Fill(text, c.letterFields()))...)
		}
	}
	return ps
}

// letterFields are what words may name, as of some letter of this office.
func (c *Config) letterFields() wording.Fields {
	return wording.Fields{Reader: "技术服务部负责人", Department: "技术服务部", Day: "2027年4月27日", List: "《督办清单》", Items: "3",
		Office: c.Office.Name, Sign: c.Office.Sign, Contact: c.Office.Contact, Phone: c.Office.Phone}
}

func wordingProblem(key string, f wording.Fault, slot wording.Slot) checklist.Problem {
	p := checklist.Problem{Column: key}
	switch f.Code {
	case wording.Hidden:
		p.What, p.Mend = fmt.Sprintf("有看不见的字符（%s）", f.Name), "多半是从别处粘贴来的，请重新打一遍"
	case wording.Broken:
		p.What, p.Mend = "分成了几行", "写成一行"
	case wording.Long:
		p.What, p.Mend = fmt.Sprintf("写了%d字，太长", f.N), fmt.Sprintf("请写%d字以内", slot.Most)
	case wording.WideBraces:
		p.What, p.Mend = "用了中文花括号", "请写英文的，如 {收信人}"
	case wording.Unbalanced:
		p.What, p.Mend = "花括号没有配对", "字段写成 {收信人}，别处不用花括号"
	case wording.UnknownField:
		p.What, p.Mend = fmt.Sprintf("没有“{%s}”这个字段", f.Name), "可用的字段："+fieldNames(slot)
		if f.More != "" {
			p.Mend = fmt.Sprintf("是不是 {%s}？", f.More)
		}
	case wording.Unlisted:
		p.What, p.Mend = fmt.Sprintf("这里不能写“{%s}”：不是每封信都列有事项", f.Name), "可用的字段："+fieldNames(slot)
	case wording.Empty:
		p.What, p.Mend = fmt.Sprintf("写了“{%s}”，而 %s 空着", f.Name, f.More), fmt.Sprintf("填上 %s，或删去这个字段", f.More)
	}
	return p
}

func fieldNames(slot wording.Slot) string {
	return "{" + strings.Join(slot.Names(false), "}、{") + "}"
}

// takenProblems finds what a reader's program, or a reader, may send back so that it would
// count as his words.
func (c *Config) takenProblems(key, text string) checklist.Problems {
	p := checklist.Problem{Column: key}
	if text == "" {
		return nil
	}
	switch inbox.TakenFor(text, c.partyNames()...) {
	case inbox.TakenForAnswer:
		p.What, p.Mend = "是一句答复，收信人引用回来会当作他的答复", "写成完整的话，如“请于收到后三日内回复”"
	case inbox.TakenForTag:
		p.What, p.Mend = "像是督办编号，回信会对错信", "删去它，每封信的编号由程序写"
	case inbox.TakenForQuote:
		p.What, p.Mend = "像是引用原信的开头，回信里收信人自己的话会被略去", "换一种写法"
	case inbox.TakenForRobot:
		p.What, p.Mend = "像是自动回复，引用它的回信会当作自动来信", "换一种写法"
	default:
		return nil
	}
	return checklist.Problems{p}
}

// wordedLetters are the tables below [letters].
func wordedLetters() string {
	var tables []string
	for kind := range checklist.LetterKindsThat(func(t checklist.Traits) bool { return t.Worded }) {
		tables = append(tables, "letters."+string(kind))
	}
	return strings.Join(tables, ", ")
}

// partyNames are the names and aliases of the directory, as far as it can be read.
func (c *Config) partyNames() (names []string) {
	entries, _ := c.Entries() // a fault is told where the directory is read
	for _, e := range entries {
		names = append(append(names, e.Name), e.Aliases...)
	}
	return names
}
