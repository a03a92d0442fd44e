package notify

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/words"
)

// voice is how a letter speaks: in a language, on the day for which it is written, in the
// office's zone. What it says stands in both languages where it is said, so that a
// renderer reads as the letter does; what lower layers have said in Chinese, it
// translates by the catalogue (told). The office's own words (contents, parties, names,
// what people wrote) it leaves as they are.
type voice struct {
	words.Language
	on    checklist.Day
	zone  *time.Location
	aside bool   // nothing in it is for its reader to answer
	to    string // of a copy: whom the letter was written to that it shows
}

func voiceOf(l checklist.Letter, o Office) voice {
	v := voice{Language: o.Language, on: l.On, zone: o.Zone, aside: l.Kind.Traits().Aside}
	if l.Copied != nil {
		v.to = l.Copied.To
	}
	return v
}

// you is how the letter speaks of whom it was written to.
func (v voice) you() string { return cmp.Or(v.to, v.Of("您", "you")) }

// your begins what is his: 您分管的部门, your departments.
func (v voice) your() string {
	if v.to != "" {
		return v.to + v.Of("", "’s")
	}
	return v.Of("您", "your")
}

// how says how something is answered, if its reader is to answer.
func (v voice) how(zh, en string, facts ...any) string {
	if v.aside {
		return ""
	}
	return v.say(zh, en, facts...)
}

// ifAsked are blocks that say how a letter is answered.
func (v voice) ifAsked(how ...block) []block {
	if v.aside {
		return nil
	}
	return how
}

// say says a sentence with its facts, as words.Text does.
func (v voice) say(zh, en string, facts ...any) string {
	return words.Text{Zh: zh, En: en}.In(v.Language, facts...)
}

// says says what a lower layer has to say.
func (v voice) says(m msg.Message) string { return words.Say(v.Language, m) }

// quoted is what stands in quotation marks: somebody's words as they are, or what is ours.
func (v voice) quoted(m msg.Message) string {
	if theirs, own := m.Own(); own {
		return theirs
	}
	return v.says(m)
}

// allQuoted are lines of which some may be somebody's own words, each as quoted says it.
func (v voice) allQuoted(all []msg.Message) (out []string) {
	for _, m := range all {
		out = append(out, v.quoted(m))
	}
	return out
}

func (v voice) allSaid(all []msg.Message) (out []string) {
	for _, m := range all {
		out = append(out, words.Say(v.Language, m))
	}
	return out
}

// actor is who did something: a title, or the clerk.
func (v voice) actor(by string) string {
	if by == "clerk" {
		return v.Of("督办员", "clerk")
	}
	return by
}

// pace is the name of a part that has no day.
func (v voice) pace(name string) string {
	switch name {
	case checklist.PartOngoing:
		return v.Of(name, "standing task")
	case checklist.PartVague:
		return v.Of(name, "by progress")
	}
	return name
}

// list joins names: 、 or a comma.
func (v voice) list(names []string) string { return strings.Join(names, v.Of("、", ", ")) }

// clauses joins parts of a sentence: ， or a comma.
func (v voice) clauses(parts []string) string { return strings.Join(parts, v.Of("，", ", ")) }

// remarks joins what is said beside each other: ； or a semicolon.
func (v voice) remarks(parts ...string) string {
	return strings.Join(said(parts...), v.Of("；", "; "))
}

// gap parts what stands beside each other on a line.
func (v voice) gap() string { return v.Of("　", "  ") }

// beside puts a remark behind something, in brackets of its language.
func (v voice) beside(remark string) string {
	if remark == "" {
		return ""
	}
	return v.Of("（", " (") + remark + v.Of("）", ")")
}

// titleOf is a list by its title.
func (v voice) titleOf(list string) string { return v.Of("《", "“") + list + v.Of("》", "”") }

// nameOf is an item by its short name.
func (v voice) nameOf(content string) string {
	return strings.ReplaceAll(checklist.ShortName(content), "……", v.Of("……", "…"))
}

// short is a day: 4月30日, 30 April.
func (v voice) short(d checklist.Day) string { return v.shortFrom(d, 0) }

// shortFrom is a day as it is said on another one: with its year where that differs.
func (v voice) shortFrom(d, on checklist.Day) string {
	return v.Of(d.ShortFrom(on), d.EnglishFrom(on))
}

// day is a day as it is said on that of the letter.
func (v voice) day(d checklist.Day) string { return v.shortFrom(d, v.on) }

// date is day with its weekday: 4月30日（周四）, Thu 30 April.
func (v voice) date(d checklist.Day) string {
	if v.Language != words.English {
		return d.LongFrom(v.on)
	}
	if d == 0 {
		return v.short(d)
	}
	return v.weekday(d) + " " + v.day(d)
}

// weekday is 周四, or Thu.
func (v voice) weekday(d checklist.Day) string { return words.Weekday(v.Language, d.Weekday()) }

// moment is when something happened: 4月27日15:02, 27 April 15:02.
func (v voice) moment(ms int64) string {
	return time.UnixMilli(ms).In(v.zone).Format(v.Of("1月2日15:04", "2 January 15:04"))
}

// dayOf is the day of a moment.
func (v voice) dayOf(ms int64) string {
	return time.UnixMilli(ms).In(v.zone).Format(v.Of("1月2日", "2 January"))
}

// itemNumbers names items in a line: 第14项、第29项, items 14, 29.
func (v voice) itemNumbers(nos []int) string {
	if v.Language != words.English {
		return checklist.ItemNumbers(nos)
	}
	var names []string
	for _, no := range slices.Compact(slices.Sorted(slices.Values(nos))) {
		names = append(names, strconv.Itoa(no))
	}
	return englishNumbers(names)
}

// filedNumbers names the items of a receipt or transcript.
func (v voice) filedNumbers(filed []checklist.Filed) string {
	if v.Language != words.English {
		return checklist.FiledNumbers(filed)
	}
	filed = slices.SortedFunc(slices.Values(filed), func(a, b checklist.Filed) int {
		return cmp.Or(cmp.Compare(a.Mark, b.Mark), cmp.Compare(a.No, b.No))
	})
	var names []string
	for _, f := range filed {
		names = append(names, checklist.Numbered(f.Mark, f.No))
	}
	return englishNumbers(slices.Compact(names))
}

// englishNumbers names items; where they are too many for a subject, the first of them.
func englishNumbers(names []string) string {
	const most = 5
	switch n := len(names); {
	case n == 1:
		return "item " + names[0]
	case n > most:
		return fmt.Sprintf("item %s and others (%d in all)", names[0], n)
	}
	return "items " + strings.Join(names, ", ")
}

// capital begins a sentence.
func (v voice) capital(s string) string {
	if v.Language != words.English || s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
