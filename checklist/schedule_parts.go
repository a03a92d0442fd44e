package checklist

import (
	"fmt"
	"slices"
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

var (
	atOncePhrase  = zh.NewPattern(`^(?:[立即边].[立即边]改|[即立]改|(?:立即|即时|马上|立刻)(?:办理)?|immediately)$`)
	ongoingPhrase = zh.NewPattern(`长期|持续|常态|经常|日常|动态|贯穿|常年|全年|即日起|^ongoing$|^on-going$|^continuous$`)
	isDone        = zh.NewPattern(`^已`)
	partBorder    = zh.NewPattern(`[,;、。/]+|并且?|且`)

	// depends are words that make a date beside them another one, or none.
	depends = zh.NewPattern(`每|后|原|延|或|起|除|若|如|待|收到|接到|次$|^[-~—至到]`)
)

// partsReader reads a phrase of dates, each with the words about it: 4月底前启动，9月底前
// 完成，并长期坚持.
type partsReader struct {
	phrase
	dues   []Due
	from   []*zh.Found // of each due its date, nil for words
	doubts []msg.Message
	lost   bool // there are words that may move a day
	err    error
}

// dateMark stands for the n-th date of a phrase while its words are cut.
const dateMark = '\uE000'

// parts reads one date with words that do not move it, several milestones, windows, and
// what is kept up after the last of them.
func (p phrase) parts() (Schedule, bool, error) {
	r := partsReader{phrase: p}
	masked, from := "", 0
	for i, f := range p.dates {
		masked += p.whole[from:f.Start] + string(dateMark+rune(i))
		from = f.End
	}
	for _, clause := range partBorder.Split(masked+p.whole[from:], -1) {
		r.clause(clause)
	}
	switch {
	case r.err != nil && !isAsked(r.err):
		return Schedule{}, false, r.err
	case r.lost || len(r.dues) == 0:
		return Schedule{}, false, nil
	case r.err != nil:
		return p.asked(r.err), true, nil
	}
	return r.schedule(), true, nil
}

// clause reads what stands between two commas.
func (r *partsReader) clause(text string) {
	words := strings.FieldsFunc(text, isDateMark)
	var dates []int
	for _, c := range text {
		if isDateMark(c) {
			dates = append(dates, int(c-dateMark))
		}
	}
	if len(dates) == 0 {
		r.undated(strings.Trim(text, "() :和及与"))
		return
	}
	if isDateMark([]rune(text)[0]) {
		words = append([]string{""}, words...)
	}
	words = append(words, "", "")
	words[0] = beforeManners(words[0])
	explained := strings.HasSuffix(words[0], "(") // 汛期前（5月底）
	first := words[0] != "" && strings.Trim(words[len(dates)], ")") == "" && (explained || !depends.MatchString(words[0]))
	for i, n := range dates {
		label := words[i+1]
		if first {
			label = words[i]
		} else if i == 0 {
			r.undated(words[0])
		}
		r.date(&r.dates[n], strings.Trim(label, "():和及与"), first)
	}
}

func withoutDateMarks(c rune) rune {
	if isDateMark(c) {
		return -1
	}
	return c
}

func isDateMark(c rune) bool { return c >= dateMark && c < dateMark+longestPhrase }

// undated reads words without a date.
func (r *partsReader) undated(words string) {
	switch {
	case afterManners(words) == "":
	case atOncePhrase.MatchString(afterManners(words)):
		n := max(r.base.AtOnce, 1)
		d, err := r.day(zh.Date{Unit: zh.Span, Count: n, Of: zh.Workday, Mark: zh.Within})
		r.add(nil, Due{Day: d.Day}, msg.Message{}, err)
	case ongoingPhrase.MatchString(words) && words != "全年":
		r.add(nil, Due{Part: PartOngoing}, msg.Message{}, nil)
	case isDone.MatchString(words) && len(r.dates) == 0:
		r.doubts = append(r.doubts, msg.New("words that are a status", words))
	default:
		r.lost = r.lost || len(r.dates) == 0 || depends.MatchString(words) || isDone.MatchString(words) || vaguePhrase.MatchString(words)
		r.doubts = append(r.doubts, msg.New("words that are no deadline", words))
	}
}

// add keeps what falls due. Of the errors the one that stands counts before those that
// only ask.
func (r *partsReader) add(from *zh.Found, due Due, doubt msg.Message, err error) {
	if err != nil && (r.err == nil || !isAsked(err)) {
		r.err = err
	}
	r.dues, r.from = append(r.dues, due), append(r.from, from)
	if !doubt.IsZero() {
		r.doubts = append(r.doubts, doubt)
	}
}

// date keeps a date with the words about it.
func (r *partsReader) date(f *zh.Found, label string, first bool) {
	words := afterManners(label)
	switch {
	case f.Mark == zh.After && (words == "" || ongoingPhrase.MatchString(words)), isWholeYear(f.Date) && ongoingPhrase.MatchString(words):
		r.undated(words) // 7月起常态化运行, 全年持续推进
		return
	case !first && depends.MatchString(words), !f.Exact() && strings.HasSuffix(words, "前"), // 9月开学前
		f.Unit == zh.Year && f.Mark == zh.Plain && !f.Exact() && words != "" && len(r.dates) == 1: // 2023年春季学期
		r.lost = true
	}
	reading, err := r.day(f.Date)
	r.add(f, Due{Part: label, Day: reading.Day}, reading.Doubt, err)
}

// window names a stretch of time by its first and last day, with their years where they
// are not the list's.
func (r *partsReader) window(d zh.Date) string {
	at, _ := d.Resolve(r.base.Facts()) // resolved before
	name := func(c zh.Civil) string {
		if at.First.Year == at.Last.Year && c.Year == r.base.Year {
			return FromCivil(c).Short()
		}
		return fmt.Sprintf("%d年%s", c.Year, FromCivil(c).Short())
	}
	return name(at.First) + "至" + name(at.Last)
}

func (r *partsReader) schedule() Schedule {
	for i, f := range r.from {
		if f != nil {
			r.dues[i].Part = r.part(r.dues[i], *f)
		}
	}
	return Schedule{Dues: undatedLast(r.dues), Doubt: doubts(r.doubts...)}
}

// doubts are several in one, each once.
func doubts(all ...msg.Message) msg.Message {
	var said []any
	for i, m := range all {
		if again := slices.ContainsFunc(all[:i], func(x msg.Message) bool { return x.String() == m.String() }); !m.IsZero() && !again {
			said = append(said, m)
		}
	}
	if said == nil {
		return msg.Message{}
	}
	return msg.Together(msg.Clauses, said...)
}

// part names one of several parts, by the words about it or by its date; a single one
// needs a name only where it lasts.
func (r *partsReader) part(due Due, f zh.Found) string {
	alone := len(r.dues) == 1
	switch {
	case f.Until != nil && (alone || due.Part == ""):
		return r.window(f.Date)
	case alone && isWholeYear(f.Date):
		return partWholeYear
	case alone:
		if afterManners(due.Part) != "" && len(r.doubts) == 0 {
			r.doubts = append(r.doubts, msg.New("read as a day", r.written, due.Day.String()))
		}
		return ""
	case due.Part != "":
		return due.Part
	}
	name := f.In(r.whole)
	if _, whole := zh.ParseDate(name); !whole {
		return due.Day.Short() // 4 of 4、5月
	}
	return strings.TrimSuffix(name, "前")
}

// undatedLast puts what has no day behind what has, and lets it begin the day after.
func undatedLast(dues []Due) []Due {
	var dated, rest []Due
	for _, d := range dues {
		if d.Day != 0 {
			dated = append(dated, d)
			continue
		}
		rest = append(rest, d)
	}
	slices.SortStableFunc(dated, func(a, b Due) int { return int(a.Day - b.Day) })
	for i := range rest {
		if len(dated) > 0 {
			rest[i].Opens = dated[len(dated)-1].Day + 1
		}
	}
	return append(dated, rest...)
}
