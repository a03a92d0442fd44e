package answer

import (
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// act is what a phrase does, all words of it known.
type act uint8

const (
	nothing act = iota
	completes
	sounds // 已落实: often stands for 已完成, and sometimes does not
	closes // 申请销号
	acknowledges
	promises
	extends
	withdraws
	transfers
	disowns
	helps
	repeats // 同上
	consents
	grants
	refuses
	returns
)

// actOf tells what a phrase does.
func actOf(s said, opt Options) act {
	forms := responsibleForms
	if opt.Writer == Judge {
		forms = judgeForms
	}
	for _, f := range forms {
		if f.fits(s) {
			return f.act
		}
	}
	if opt.Writer != Judge && extension(s) {
		return extends
	}
	return nothing
}

// form is a closed form: at least one of some words, and none but those and some others.
type form struct {
	act   act
	core  kinds
	with  kinds
	check func(said) bool // what order and days must be; may be nil
}

// reasoned are acts behind which a reason may stand in the same phrase.
var reasoned = map[act]bool{transfers: true, refuses: true, returns: true}

func (f form) fits(s said) bool {
	if reasoned[f.act] {
		s = s.withoutReason(f.core)
	}
	return s.saysAny(f.core) && s.only(f.core.and(f.with).and(filler)) && !s.inverted() && (s.end != query || f.act == helps) && (f.check == nil || f.check(s))
}

var whose = set(senses(lexicon.Above, lexicon.Self, lexicon.All, lexicon.When, lexicon.Lately, lexicon.Past), party)

var polite = set(senses(lexicon.Courtesy, lexicon.Attached, lexicon.Ask, lexicon.Close), count)

var responsibleForms = []form{
	{withdraws, set(senses(lexicon.Withdraw)), set(senses(lexicon.Ask, lexicon.Self, lexicon.Report, lexicon.Past, lexicon.Done, lexicon.When, lexicon.Wrong, lexicon.Courtesy, lexicon.Extend, lexicon.To, lexicon.Before, lexicon.Promise), date, party), isWithdrawal},
	{completes, set(senses(lexicon.Done)), whose.and(polite).and(set(senses(lexicon.Manner, lexicon.Well, lexicon.Work, lexicon.Praise, lexicon.Ack, lexicon.DoneNoun), own, date, boxOn)), isCompletion},
	{completes, set(senses(lexicon.Done)), whose.and(polite).and(set(senses(lexicon.Manner, lexicon.Well, lexicon.Work, lexicon.Help, lexicon.Handle), own, date, free)), isJoint},
	{closes, set(senses(lexicon.Close, lexicon.Done)), set(senses(lexicon.Ask, lexicon.Self, lexicon.All, lexicon.Courtesy, lexicon.Consent, lexicon.Work, lexicon.Past), party, own), isClosing},
	{sounds, set(senses(lexicon.Work, lexicon.Handed, lexicon.Close)), whose.and(set(senses(lexicon.Manner, lexicon.Well), own, date)), func(s said) bool { return s.has[lexicon.Past] && s.past() }},
	{acknowledges, set(senses(lexicon.Ack)), whose.and(set(senses(lexicon.Courtesy, lexicon.Report, lexicon.Promise, lexicon.Manner, lexicon.Work), date)), nil},
	{promises, set(senses(lexicon.Promise)), whose.and(set(senses(lexicon.Manner, lexicon.Work, lexicon.Done, lexicon.Courtesy, lexicon.Ack, lexicon.Plan, lexicon.Onward), own)), nil},
	{helps, set(senses(lexicon.Help)), set(senses(lexicon.Ask, lexicon.Courtesy, lexicon.Self, lexicon.Plan, lexicon.Work, lexicon.Question, lexicon.Plain), own, party, free, count, name), asksHelp},
	{transfers, set(senses(lexicon.Transfer)), set(senses(lexicon.Ask, lexicon.Handle, lexicon.Work, lexicon.Past, lexicon.Self, lexicon.Plan, lexicon.If, lexicon.Plain, lexicon.To), free, own, party, name), nil},
	{disowns, set(senses(lexicon.Disown, lexicon.Not)), set(senses(lexicon.Disown, lexicon.Handle, lexicon.Self), own, party), isDisowning},
	{repeats, set(senses(lexicon.Same)), set(nil, number), nil},
}

// isCompletion: of 已完成 the words may stand in any order, but a day stands before it and
// has come, what was completed follows only a word of the past, and 按期 needs one too.
func isCompletion(s said) bool {
	done := s.first(lexicon.Done)
	before, behind := kindsOf(s.toks[:done]), kindsOf(s.toks[done+1:])
	told := s.told() || s.text(done) == "办好" && len(s.toks[done+1:]) > 0
	switch {
	case !told && (behind[own] || behind[lexicon.Work] || s.has[lexicon.When] || s.has[lexicon.Manner]), behind[date] && !s.latin(done), behind[free],
		before[lexicon.Ask], before[count], s.has[count] && !s.has[lexicon.Attached], kindsOf(s.toks[1:])[lexicon.DoneNoun], s.has[lexicon.DoneNoun] && !namesField.MatchString(s.text(0)):
		return false
	}
	for i, t := range s.toks {
		if t.kind == date && limitsDay.MatchString(s.text(i)) {
			return false
		}
	}
	return s.past()
}

// namesField: 完成情况 names what a form asks; 完成时限 another thing.
var namesField = zh.NewPattern(`(?:情况|状态|结果|进展)$`)

// isJoint: 已配合业务受理部完成 is the answer of one who takes part.
func isJoint(s said) bool {
	return s.line.Role == checklist.Joint && s.has[lexicon.Help] && isCompletion(s)
}

func isClosing(s said) bool {
	at, word := s.first(lexicon.Ask), max(s.first(lexicon.Close), s.first(lexicon.Done))
	return kindsOf(s.toks[:word])[lexicon.Ask] && (s.toks[word].is(lexicon.Close) || s.text(at) == "申请" && s.text(word) == "办结")
}

// isWithdrawal: what is named beside the word is what is taken back, 撤回延期申请, and
// not another thing that is done or asked for: 撤回并延期到5月20日.
func isWithdrawal(s said) bool {
	switch {
	case s.has[lexicon.Report] || s.has[quote]: // 前报“已完成”
		return !s.has[lexicon.To]
	case s.has[lexicon.Extend]:
		return s.takesRequestBack()
	}
	return !s.has[lexicon.To] && (!s.has[lexicon.Done] || s.standsAt(lexicon.Withdraw, lexicon.Done))
}

// takesRequestBack: the extension is called a request, or the word of taking back stands
// at it with no day between: 延期到5月20日的申请撤回, 撤销延期.
func (s said) takesRequestBack() bool {
	extend := s.first(lexicon.Extend)
	if slices.ContainsFunc(s.toks[extend:], func(t token) bool { return t.is(lexicon.Ask) }) {
		return !s.has[lexicon.Done]
	}
	return !s.has[lexicon.To] && !s.has[lexicon.Done] && (s.standsAt(lexicon.Withdraw, lexicon.Extend) || s.standsAt(lexicon.Extend, lexicon.Withdraw))
}

// standsAt reports one word directly before another.
func (s said) standsAt(one, other lexicon.Sense) bool {
	at := s.first(one)
	return at >= 0 && at+1 < len(s.toks) && s.toks[at+1].is(other)
}

// takenBack is what a withdrawal names; "" where it names nothing.
func (s said) takenBack() checklist.Verb {
	switch {
	case s.has[lexicon.Extend], strings.Contains(s.text(s.first(lexicon.Withdraw)), "延期"):
		return checklist.VerbExtend
	case s.has[lexicon.Done]:
		return checklist.VerbDone
	}
	return ""
}

func asksHelp(s said) bool {
	return s.has[lexicon.Ask] || len(s.toks) == 1 || s.has[lexicon.Plan]
}

func isDisowning(s said) bool { return s.has[lexicon.Disown] }

var extending = set(senses(lexicon.Extend))

// extension reads 申请延期到5月20日: a word of extending that is asked for or has a day
// behind it, and is neither denied nor done.
func extension(s said) bool {
	s = s.withoutReason(extending)
	at := s.first(lexicon.Extend)
	if at >= 0 && !s.has[lexicon.Ask] && s.tellsOfExtension(at) {
		return false
	}
	if at < 0 || s.has[lexicon.Past] || kindsOf(s.toks[at:])[lexicon.DoneNoun] {
		return false
	}
	if blankDay.MatchString(s.key) {
		return true
	}
	if before := kindsOf(s.toks[max(0, at-2):at]); before[lexicon.Not] || before[lexicon.Forbid] {
		return false
	}
	last := kind(lexicon.Extend)
	for _, t := range s.toks[at+1:] {
		if t.kind == free && !s.has[lexicon.Because] {
			return last == date // what follows the day is why
		}
		last = t.kind
	}
	behind := slices.IndexFunc(s.toks[at+1:], func(t token) bool { return !filler[t.kind] && !t.is(lexicon.To) })
	return behind < 0 || s.toks[at+1+behind].kind == date || s.has[lexicon.Ask]
}

// blankDay is the line that our letters prepare, sent off without a day.
var blankDay = zh.NewPattern(`^申请延期到 ?月 ?日$`)

// tellsOfExtension: 上次延期到, 延期的话, 服务窗口延长至 ask for nothing.
func (s said) tellsOfExtension(at int) bool {
	if s.has[lexicon.If] && !s.has[lexicon.Because] || at > 0 && s.toks[at-1].is(lexicon.Report) {
		return true
	}
	return at > 0 && s.toks[at-1].kind == free && strings.HasPrefix(s.text(at), "延长") && !strings.HasSuffix(s.text(at-1), "限")
}

var verdictWords = set(senses(lexicon.Consent, lexicon.Reject, lexicon.Return, lexicon.Close))

var judgeForms = []form{
	{refuses, set(senses(lexicon.Reject, lexicon.Forbid)), set(senses(lexicon.Extend, lexicon.All, lexicon.Self, lexicon.Ask, lexicon.Review, lexicon.First, lexicon.Firm), own), hasExtension},
	{grants, set(senses(lexicon.Consent, lexicon.Until)), set(senses(lexicon.Extend, lexicon.All, lexicon.To, lexicon.Self, lexicon.Ask, lexicon.Review, lexicon.Before, lexicon.Courtesy), date, own), isGrant},
	{returns, set(senses(lexicon.Return)), set(senses(lexicon.Ask, lexicon.First, lexicon.Firm, lexicon.All, lexicon.Consent, lexicon.Work, lexicon.Self, lexicon.Courtesy, lexicon.Supply, lexicon.Attached, lexicon.Review, lexicon.Only), own, free), isReturn},
	{returns, set(senses(lexicon.Reject)), set(senses(lexicon.Close, lexicon.Firm, lexicon.All, lexicon.Self, lexicon.Done, lexicon.Review)), nil},
	{returns, set(senses(lexicon.Forbid)), set(senses(lexicon.Close, lexicon.Firm, lexicon.All)), func(s said) bool { return s.has[lexicon.Close] }},
	{consents, set(senses(lexicon.Consent, lexicon.Close), boxOn), set(senses(lexicon.Self, lexicon.All, lexicon.Review, lexicon.Praise, lexicon.Courtesy, lexicon.Past, lexicon.Done, lexicon.Above, lexicon.Only, lexicon.Ack), name, date), isConsent},
	{consents, set(senses(lexicon.Done)), kinds{}, func(s said) bool {
		return s.text(0) == "√" || s.text(0) == "✓" || s.text(0) == "✅" || s.text(0) == "✔"
	}},
	{repeats, set(senses(lexicon.Same)), set(nil, number), nil},
}

func hasExtension(s said) bool { return s.has[lexicon.Extend] }

// isGrant: 同意延期, 可延至6月10日, 最迟6月5日.
func isGrant(s said) bool {
	if s.has[lexicon.Until] {
		return s.has[date]
	}
	return s.has[lexicon.Extend]
}

// isReturn: nothing but what is to be supplied may stand free behind 退回.
func isReturn(s said) bool {
	at := s.first(lexicon.Return)
	for i, t := range s.toks {
		if (t.kind == free || t.is(lexicon.Attached)) && (i < at || !s.has[lexicon.Supply] || s.first(lexicon.Supply) != at+1) {
			return false
		}
	}
	return true
}

// isConsent: 已办结，同意 says both; 已办结 alone consents to nothing. A day stands behind
// a name.
func isConsent(s said) bool {
	for i, t := range s.toks {
		if t.kind == date && (i == 0 || s.future()) || t.is(lexicon.Past) && s.text(i) != "了" && !s.has[lexicon.Review] && !s.has[lexicon.Done] {
			return false
		}
	}
	if s.has[lexicon.Ack] && s.text(0) == "好的" {
		return false
	}
	return s.has[lexicon.Consent] || s.has[lexicon.Close] && !s.has[lexicon.Past] || s.has[boxOn]
}
