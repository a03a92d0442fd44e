package answer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh/lexicon"
)

// reading is what a statement says.
type reading struct {
	verb      checklist.Verb
	until     checklist.Day
	to        string
	of        checklist.Verb // what is taken back
	said      string         // the words that decided
	doubt     msg.Message
	denies    bool // says that the item is not done, or not to be struck off
	empty     bool // says nothing
	silent    bool // has no words: the files say it
	mayBeDone bool // the doubt is whether it is done
	again     bool // 同上
	all       bool // 全部, 均, without numbers
	sum       int  // 以上4项; the item of 同3
	idle      bool // asks for nothing: 很好
}

// report is what one who answers for an item says of it, phrase by phrase.
type report struct {
	phrases []said
	acts    []act
}

func newReport(phrases []said, opt Options) report {
	r := report{phrases: phrases}
	for _, p := range phrases {
		r.acts = append(r.acts, actOf(p, opt))
	}
	return r
}

func (r report) first(acts ...act) int {
	for _, want := range acts {
		for i, a := range r.acts {
			if a == want {
				return i
			}
		}
	}
	return -1
}

// responsible reads what one says who answers for the items.
func responsible(phrases []said, opt Options) reading {
	if x, found := ballot(phrases, opt); found {
		return x
	}
	if x, found := follow(phrases, opt); found {
		return x
	}
	phrases, labelled := withoutLabels(phrases)
	r := newReport(phrases, opt)
	for _, read := range []func() (reading, bool){r.withdrawal, r.extension, r.transfer, r.disowning, r.completion, r.help, r.acknowledgement, r.repetition} {
		if x, found := read(); found {
			return x
		}
	}
	return r.progress(opt, labelled)
}

func (r report) withdrawal() (reading, bool) {
	i := r.first(withdraws)
	if i < 0 {
		return reading{}, false
	}
	x := reading{verb: checklist.VerbWithdraw, of: r.phrases[i].takenBack(), said: r.phrases[i].key}
	j := r.first(extends, transfers)
	if x.of == checklist.VerbExtend { // a claim beside it is not taken back
		j = max(j, r.first(completes))
	}
	if j >= 0 {
		x.of, x.doubt = "", bothSaid(r.phrases[i], r.phrases[j])
	}
	return x, true
}

func (r report) extension() (reading, bool) {
	i := r.first(extends)
	if i < 0 {
		return reading{}, false
	}
	p := r.phrases[i].withoutReason(extending)
	x := reading{verb: checklist.VerbExtend, said: p.key}
	var words string
	var found bool
	for j, q := range slices.Concat([]said{p}, r.phrases[i+1:], r.phrases[:i]) {
		if !found && (j == 0 || j == 1 && p.end == colon || q.only(dayOfExtension)) {
			x.until, words, found = q.until()
		}
	}
	switch j := r.first(completes, transfers); {
	case j >= 0:
		x.doubt = bothSaid(p, r.phrases[j])
	case p.end == query && !p.has[lexicon.Ask] && !p.has[lexicon.Question]:
		x.doubt = msg.New("is an extension asked for")
	case !found:
		x.doubt = msg.New("until when is not said")
	case x.until == 0:
		x.doubt = msg.New("no definite day", words)
	case x.until < p.opt.Received:
		x.doubt = msg.New("an extension to a day before the mail", x.until.SaidFrom(p.line.Deadline))
	case p.line.Deadline != 0 && x.until <= p.line.Deadline:
		x.doubt = msg.New("an extension to a day not after the deadline", x.until.SaidFrom(p.line.Deadline), p.line.Deadline.SaidFrom(x.until))
	}
	return x, true
}

// dayOfExtension are the words of a phrase that may hold the day for 申请延期 beside it.
var dayOfExtension = filler.and(set(senses(lexicon.Extend, lexicon.To, lexicon.Plan, lexicon.Before, lexicon.Ask, lexicon.Done), date))

// unitEndings are how names of departments end.
var unitEndings = []string{"部", "部门", "科", "科室", "室", "中心", "处", "局", "办公室", "办", "组", "股", "队", "站", "所", "窗口", "大厅", "同志", "主任", "科长", "部长", "处长", "局长", "负责人", "委员会", "支部", "公司", "银行", "法院"}

func (r report) transfer() (reading, bool) {
	for i, p := range r.phrases {
		if r.acts[i] != transfers {
			continue
		}
		p = p.withoutReason(handing)
		at := p.first(lexicon.Transfer)
		to := p.recipient(at)
		if to == "" && p.end == colon && i+1 < len(r.phrases) {
			to = r.phrases[i+1].recipient(-1)
		}
		alone := p.only(set(senses(lexicon.Transfer, lexicon.Ask, lexicon.Past, lexicon.Handle)).and(filler)) && p.text(at) != "转" && p.text(at) != "属"
		if to == "" && !alone {
			continue
		}
		x := reading{verb: checklist.VerbTransfer, to: to, said: p.key}
		if to == "" {
			x.doubt = msg.New("to whom it goes is not said")
		}
		if j := r.first(completes); j >= 0 {
			x.doubt = bothSaid(p, r.phrases[j])
		}
		return x, true
	}
	return reading{}, false
}

var handing = set(senses(lexicon.Transfer))

// recipient is the department or person behind a word of handing over.
func (s said) recipient(at int) string {
	from := at + 1
	for from < len(s.toks) && (s.toks[from].is(lexicon.To) || s.toks[from].is(lexicon.Prep) || s.toks[from].kind == space) {
		from++
	}
	to := from
	for to < len(s.toks) && !s.toks[to].is(lexicon.Handle) && !s.toks[to].is(lexicon.Work) && !s.toks[to].is(lexicon.Prep) && !s.toks[to].is(lexicon.Courtesy) {
		to++
	}
	if from >= to {
		return ""
	}
	words := s.key[s.toks[from].from:s.toks[to-1].to]
	if s.latin(from) {
		return s.englishRecipient(words, from, to)
	}
	n := utf8.RuneCountInString(words)
	for _, end := range unitEndings {
		if strings.HasSuffix(words, end) && n > 1 && n <= 16 {
			return words
		}
	}
	if n >= 2 && n <= 3 && to-from == 1 && s.toks[from].kind == free && at >= 0 && s.text(at) != "转" && s.text(at) != "属" && to == len(s.toks) {
		return words // 转交张三
	}
	return ""
}

func (r report) disowning() (reading, bool) {
	if i := r.first(disowns); i >= 0 && r.first(completes) < 0 {
		return reading{verb: checklist.VerbProgress, said: r.phrases[i].key, denies: true, doubt: msg.New("not his, to whom should it go", r.phrases[i].key)}, true
	}
	return reading{}, false
}

// completion believes a closed form of 已完成 where nothing before it is unknown and
// nothing behind it denies.
func (r report) completion() (reading, bool) {
	i := r.first(completes, closes)
	if i < 0 {
		return reading{}, false
	}
	p := r.phrases[i]
	x := reading{verb: checklist.VerbProgress, said: p.key, mayBeDone: true}
	for j, q := range r.phrases[:i] {
		if r.acts[j] != completes && r.acts[j] != closes && !r.leadsUp(j, i) {
			x.doubt = bothSaid(p, q)
			return x, true
		}
	}
	for j, q := range r.phrases {
		if j > i && r.acts[j] != completes && r.acts[j] != closes &&
			(p.end == colon && r.isValue(i, j) || q.denies() || r.leftAlone(j) || r.acts[j] == promises && !p.has[lexicon.Past]) {
			x.doubt = bothSaid(p, q)
			return x, true
		}
	}
	if r.isSample(i) {
		x.doubt = msg.New("our own sample behind it", p.key)
		return x, true
	}
	x.verb, x.mayBeDone = checklist.VerbDone, false
	return x, true
}

// leadsUp reports what may stand before 已完成: what says nothing, or any words where the
// completion itself says that it is of the whole.
func (r report) leadsUp(j, i int) bool {
	q, p := r.phrases[j], r.phrases[i]
	if (q.has[lexicon.Basis] || q.has[lexicon.Because]) && q.end == comma && !q.saysAny(set(senses(lexicon.Not, lexicon.Done, lexicon.Part, lexicon.Unsure))) {
		return true
	}
	return !q.denies() && (q.neutral() || r.acts[j] == acknowledges || r.acts[j] == sounds ||
		p.has[lexicon.Past] && (p.has[lexicon.This] || p.has[lexicon.All]) && !q.has[lexicon.Done] && !q.has[quote] && q.end != colon)
}

// shortValue is how long words behind 完成： are at least that tell what was done.
const shortValue = 8

// isValue reports that words behind 完成： fill in a form rather than tell what was done.
func (r report) isValue(i, j int) bool {
	p, q := r.phrases[i], r.phrases[j]
	if j != i+1 || q.neutral() && q.has[lexicon.Attached] {
		return false
	}
	if q.only(set(senses(lexicon.Yes, lexicon.Done, lexicon.Past))) {
		return false
	}
	if q.only(filler.and(set(senses(lexicon.Nothing), count, date))) && (!p.told() || !q.has[date] || !q.past()) {
		return true
	}
	return !p.told() && (utf8.RuneCountInString(q.key) < shortValue || q.has[date])
}

// leftAlone reports a phrase of which nothing can be told, as an empty box is.
func (r report) leftAlone(j int) bool { return r.phrases[j].key == "" && r.phrases[j].end != query }

// isSample: 已完成：采取措施……；成效…… is our own example, sent back as it was.
func (r report) isSample(i int) bool {
	if r.phrases[i].opt.Files {
		return false
	}
	left := false
	for _, q := range r.phrases[i+1:] {
		left = left || q.end == dots
		if !q.only(set(senses(lexicon.Sample), space)) {
			return false
		}
	}
	return left
}

func (r report) help() (reading, bool) {
	if i := r.first(helps); i >= 0 {
		return reading{verb: checklist.VerbHelp, said: r.phrases[i].key}, true
	}
	if len(r.phrases) == 1 && r.phrases[0].key == "" && r.phrases[0].end == query {
		return reading{verb: checklist.VerbHelp, said: "？"}, true
	}
	return reading{}, false
}

// mostReceipt is how long an acknowledgement may be that says more than 收到.
const mostReceipt = 60

// unreceipt are words with which a text is more than an acknowledgement.
var unreceipt = set(senses(lexicon.Done, lexicon.Not, lexicon.Ongoing, lexicon.Left, lexicon.But, lexicon.Extend, lexicon.Withdraw, lexicon.Transfer), date, count, number)

func (r report) acknowledgement() (reading, bool) {
	i := r.first(acknowledges)
	if i < 0 {
		return reading{}, false
	}
	runes := 0
	for j, p := range r.phrases {
		runes += utf8.RuneCountInString(p.key)
		if r.acts[j] != acknowledges && r.acts[j] != promises && !p.neutral() && (p.saysAny(unreceipt) || p.end == query) || runes > mostReceipt {
			return reading{}, false
		}
	}
	return reading{verb: checklist.VerbAcknowledge, said: r.phrases[i].key}, true
}

func (r report) repetition() (reading, bool) {
	if len(r.phrases) != 1 {
		return reading{}, false
	}
	return reading{verb: checklist.VerbProgress, said: "同上", again: true, sum: r.sameAs()}, len(r.acts) == 1 && r.acts[0] == repeats
}

// sameAs is the item of 同3; 0 of 同上.
func (r report) sameAs() int {
	for _, t := range r.phrases[0].toks {
		if t.kind == number {
			return t.n
		}
	}
	return 0
}

// progress is all else. Where completion may have been meant, it is asked.
func (r report) progress(opt Options, labelled bool) reading {
	x := reading{verb: checklist.VerbProgress, empty: true}
	for i, p := range r.phrases {
		if p.neutral() && (p.key == "" || p.only(filler.and(set(senses(lexicon.Courtesy), dots)))) {
			continue
		}
		x.empty = false
		x.said = cmp.Or(x.said, p.key)
		x.denies = x.denies || p.denies()
		if x.doubt.IsZero() && (r.acts[i] == sounds || p.mayMeanDone()) {
			x.mayBeDone, x.said, x.doubt = true, p.key, msg.New("is the item done", p.key)
		}
	}
	if x.empty && opt.Files && !labelled {
		return reading{verb: checklist.VerbDone, silent: true}
	}
	return x
}

// mayMeanDone reports words of completion that nothing in the phrase denies or defers.
func (s said) mayMeanDone() bool {
	told := s.has[lexicon.Past]
	return (s.has[lexicon.Done] || told && s.has[lexicon.DoneNoun]) && !s.has[lexicon.Not] && !s.future() && (told || !s.has[lexicon.Plan] && !s.has[lexicon.Part])
}

func bothSaid(a, b said) msg.Message {
	if b.key == "" {
		return msg.New("other words not understood, is the item done", a.key)
	}
	return msg.New("both said, is the item done", a.key, b.key)
}
