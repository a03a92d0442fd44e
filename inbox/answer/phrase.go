package answer

import (
	"slices"

	"duban/checklist"
	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// said is a phrase with the kinds of its words, once it is known whose items it is about.
type said struct {
	phrase
	toks []token
	has  kinds
	line Line // the only one spoken of; zero where there are several
	opt  Options
}

func newSaid(p phrase, l Letter, at []int, opt Options) said {
	lex := lexer{key: p.key, own: l.own(at), parties: l.parties(at)}
	for _, n := range opt.Names {
		lex.names = append(lex.names, foldWords(n))
	}
	s := said{phrase: p, toks: lex.tokens(), opt: opt}
	for i, t := range s.toks {
		if i > 0 && (t.kind == number || t.kind == count) && (s.toks[i-1].is(lexicon.Above) || s.toks[i-1].is(lexicon.This)) {
			s.toks[i].kind = kind(lexicon.Thing) // 以上4项
		}
		s.has[s.toks[i].kind] = true
	}
	if len(at) == 1 {
		s.line = l.Lines[at[0]]
	}
	return s
}

func (s said) saysAny(k kinds) bool {
	for i, yes := range s.has {
		if yes && k[i] {
			return true
		}
	}
	return false
}

// only reports whether all words are of some kinds: nothing is left over.
func (s said) only(k kinds) bool {
	for i, yes := range s.has {
		if yes && !k[i] {
			return false
		}
	}
	return true
}

// first returns where the first word of a sense stands, -1 where none does.
func (s said) first(sense lexicon.Sense) int {
	for i, t := range s.toks {
		if t.is(sense) {
			return i
		}
	}
	return -1
}

func (s said) text(i int) string { return s.key[s.toks[i].from:s.toks[i].to] }

// kindsOf are the kinds of some tokens.
func kindsOf(toks []token) (k kinds) {
	for _, t := range toks {
		k[t.kind] = true
	}
	return k
}

// filler are words that change nothing wherever they stand.
var filler = set(senses(lexicon.This, lexicon.Thing, lexicon.Prep, lexicon.And, lexicon.Yes), space, enum, quote)

// neutral reports a phrase that says nothing of an item's standing: courtesies, the
// item's own words, the department, the deadline as printed.
func (s said) neutral() bool {
	return s.only(filler.and(set(senses(lexicon.Courtesy, lexicon.Attached, lexicon.Self, lexicon.When, lexicon.Plain, lexicon.Review, lexicon.Praise, lexicon.Basis, lexicon.Manner, lexicon.Well, lexicon.Work, lexicon.Sample),
		own, party, name, date, dots, count))) && !(s.has[date] && s.future())
}

// against are words that deny, limit, defer or doubt: beside a completion they make a
// question of it.
var against = set(senses(lexicon.Not, lexicon.Forbid, lexicon.Plan, lexicon.Ongoing, lexicon.Left, lexicon.But, lexicon.Wrong, lexicon.Question,
	lexicon.Whether, lexicon.Except, lexicon.Outside, lexicon.Only, lexicon.Reject, lexicon.Nothing, lexicon.Extend, lexicon.Withdraw, lexicon.Disown), boxOff)

// denies reports words that keep a completion beside them from being believed.
func (s said) denies() bool {
	if s.has[lexicon.Onward] && !s.saysAny(set(senses(lexicon.Not, lexicon.Part, lexicon.Left, lexicon.But, lexicon.Unsure, lexicon.Done))) && !s.future() && s.end != query {
		return false // 将持续巩固
	}
	return s.saysAny(against) || s.end == query || s.future() || s.has[lexicon.If] && s.has[lexicon.Done] || s.limits()
}

// limits reports words that limit, defer or doubt the completion itself: 部分窗口,
// 计划上线, 基本完成. What was done may tell of plans, shares and findings: 制定了计划,
// 投诉量下降40%, 群众反映良好.
func (s said) limits() bool {
	if !s.saysAny(limiting) {
		return false
	}
	if !s.has[free] && !s.has[own] && !s.saysAny(narrated) {
		return true
	}
	first := slices.IndexFunc(s.toks, func(t token) bool { return !beforeLimit[t.kind] })
	for i, t := range s.toks {
		switch {
		case t.is(lexicon.Unsure) && s.saysAny(completion), t.is(lexicon.Part) && s.saysAny(completion):
			return true
		case (t.is(lexicon.Part) || t.is(lexicon.Intent)) && i == first:
			return true
		case t.is(lexicon.Intent) && slices.ContainsFunc(s.toks[i:], func(t token) bool { return completion[t.kind] }):
			return true
		}
	}
	return false
}

var (
	limiting    = set(senses(lexicon.Part, lexicon.Unsure, lexicon.Scheme, lexicon.Intent))
	completion  = set(senses(lexicon.Done, lexicon.Close, lexicon.Work))
	narrated    = set(senses(lexicon.Praise, lexicon.Well))
	beforeLimit = filler.and(set(senses(lexicon.Self, lexicon.When, lexicon.Lately, lexicon.Manner), party, own, date, enum, dots))
)

// future reports a day or a period that has not begun, nor ends on the deadline as printed.
func (s said) future() bool {
	for _, t := range s.toks {
		if t.kind != date || t.date.Unit == zh.Span {
			continue
		}
		p, ok := s.period(t.date)
		if !ok || checklist.FromCivil(p.First) > s.opt.Received && checklist.FromCivil(p.Last) != s.line.Deadline {
			return true
		}
	}
	return false
}

// past reports that all days of the phrase have come. Where nothing tells of the past, they
// are single days with no 前 behind; 已 lets 本月, 4月底前 and the like be believed.
func (s said) past() bool {
	told := s.has[lexicon.Past]
	for i, t := range s.toks {
		if t.kind != date {
			continue
		}
		p, ok := s.period(t.date)
		before := t.date.Mark != zh.Plain || i+1 < len(s.toks) && s.toks[i+1].is(lexicon.Before)
		over := ok && (checklist.FromCivil(p.Last) < s.opt.Received || told && checklist.FromCivil(p.Last) == s.opt.Received)
		switch {
		case over && !before && (p.First == p.Last || t.date.Relative):
		case told && over && (t.date.Unit == zh.Day || t.date.Unit == zh.Month):
		case told && ok && t.date.Relative && checklist.FromCivil(p.First) <= s.opt.Received:
		case told && ok && t.date.Mark == zh.Before && checklist.FromCivil(p.Last) <= max(s.opt.Received, s.line.Deadline):
		default:
			return false
		}
	}
	return true
}

func (s said) period(d zh.Date) (zh.Period, bool) {
	p, err := d.Resolve(s.opt.facts(s.opt.Received))
	return p, err == nil
}

// facts are what days are resolved against, counted from a day.
func (o Options) facts(from checklist.Day) zh.Facts {
	f := checklist.DeadlineBase{Year: o.year(), Start: from, AddWorkdays: o.AddWorkdays, Festival: o.Festival}.Facts()
	f.Near = true
	return f
}

// until returns the day that a request to extend names: a span from the deadline on,
// any other from the day of receipt. words are the phrase's, as folded.
func (s said) until() (day checklist.Day, words string, found bool) {
	for _, t := range s.toks {
		if t.kind != date {
			continue
		}
		words = s.key[t.from:t.to]
		from := s.opt.Received
		if t.date.Unit == zh.Span && t.date.Since == zh.Unsaid {
			from = s.line.Deadline
		}
		p, err := t.date.Resolve(s.opt.facts(from))
		if err != nil || !t.date.Exact() && t.date.Last().Unit != zh.Third || t.date.Unit == zh.Span && from == 0 {
			return 0, words, true
		}
		return s.behindDeadline(t.date, checklist.FromCivil(p.Last)), words, true
	}
	return 0, "", false
}

// mostExtended is how many days behind the deadline a day without a year may lie, to be
// taken for one of a later year.
const mostExtended = 180

// behindDeadline is the day that an extension means by a date without a year: 6月10日 asked
// for in November of a deadline of next May is next June's. A day that is no later than the
// deadline in each year that may be meant stays as it was read, to be asked about.
func (s said) behindDeadline(d zh.Date, day checklist.Day) checklist.Day {
	if s.line.Deadline == 0 || day > s.line.Deadline || d.Relative || d.Year != 0 || d.YearSaid || d.Unit == zh.Span || d.Unit == zh.Weekday {
		return day
	}
	for _, ahead := range []int{0, 1} {
		opt := s.opt
		opt.Year = s.line.Deadline.Year() + ahead
		f := opt.facts(s.opt.Received)
		f.Near = false
		p, err := d.Resolve(f)
		if err != nil {
			return day
		}
		if later := checklist.FromCivil(p.Last); later > s.line.Deadline && later <= s.line.Deadline+mostExtended {
			return later
		}
	}
	return day
}
