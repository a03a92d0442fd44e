package notify

import (
	"cmp"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
	"duban/internal/words"
)

// voice is how a letter speaks: in a language, on the day for which it is written, in the
// office's zone. What it says stands in both languages where it is said, so that a
// renderer reads as the letter does; what lower layers have to say has its sentences in the
// catalogue (says). The office's own words (contents, parties, names, what people wrote)
// it leaves as they are.
type voice struct {
	words.Language
	on    checklist.Day
	zone  *time.Location
	aside bool   // nothing in it is for its reader to answer
	to    string // of a copy: whom the letter was written to that it shows
}

func voiceOf(l letter.Letter, o Office) voice {
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

func (v voice) allSaid(all []msg.Message) (out []string) {
	for _, m := range all {
		out = append(out, v.says(m))
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
	return v.Shortened(checklist.ShortName(content))
}

// short is a day: 4月30日, 30 April.
func (v voice) short(d checklist.Day) string { return v.says(d.Said()) }

// day is a day as it is said on that of the letter: with its year where that differs.
func (v voice) day(d checklist.Day) string { return v.says(d.SaidFrom(v.on)) }

// date is day with its weekday: 4月30日（周四）, Thu 30 April.
func (v voice) date(d checklist.Day) string { return v.says(d.SaidLongFrom(v.on)) }

// weekday is 周四, or Thu.
func (v voice) weekday(d checklist.Day) string { return words.Weekday(v.Language, d.Weekday()) }

// moment is when something happened: 4月27日15:02, 27 April 15:02.
func (v voice) moment(ms int64) string {
	return v.says(checklist.SaidMoment(time.UnixMilli(ms), v.zone))
}

// dayOf is the day of a moment.
func (v voice) dayOf(ms int64) string {
	return v.short(checklist.DayOf(time.UnixMilli(ms), v.zone))
}

// capital begins a sentence.
func (v voice) capital(s string) string {
	if v.Language != words.English || s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
