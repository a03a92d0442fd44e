package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh/lexicon"
)

// targeter finds the lines that statements are about, and makes answers of them.
type targeter struct {
	letter Letter
	opt    Options
	found  []finding
	named  []int // all numbers of the text
}

// finding is an answer with what others of the mail are held to.
type finding struct {
	checklist.Answer
	denies bool
	named  bool // by its numbers, and not as one of all
	which  []called
}

// resolve replaces 其余 and 除7外 by the numbers that are left.
func (t *targeter) resolve(all []*statement) {
	var named []int
	for _, s := range all {
		if s.above {
			s.nums = slices.Compact(slices.Sorted(slices.Values(named)))
		}
		named = append(named, s.nums...)
	}
	t.named = named
	everyone := t.letter.numbers(t.letter.printed())
	for _, s := range all {
		switch {
		case s.rest:
			s.nums = without(everyone, append(slices.Clone(named), s.except...))
		case s.all:
			s.nums = without(everyone, s.except)
		default:
			s.nums = without(s.nums, s.except)
		}
	}
}

// answer makes an answer of a statement; one that says nothing makes none, if other
// statements speak of its items.
func (t *targeter) answer(s *statement) {
	at := t.linesOf(s)
	opt := t.opt
	if opt.Writer == Judge && len(at) > 0 && !s.rest && !s.all && !slices.ContainsFunc(at, func(i int) bool { return !t.letter.Lines[i].Own }) {
		opt.Writer = Responsible // his own item, which he names; 其余 and 全部 are of what he judges
	}
	x := read(s, t.letter, at, opt)
	if s.asks(t.letter, opt) {
		x = reading{verb: checklist.VerbAsk, said: s.phrases[0].key}
	}
	if x.again {
		x = t.again(x)
	}
	if x.empty && (!s.named() || s.all || t.saidElsewhere(s) || opt.Writer != t.opt.Writer) {
		return // a judge's bare number is rather that of his paragraph than his own item's
	}
	f := finding{denies: x.denies, named: s.named() && !s.rest && !s.all, which: s.which}
	text := strings.Join(s.text, "\n")
	f.Answer = checklist.Answer{Nos: s.nums, Verb: x.verb, Text: text, Until: x.until, Idle: x.idle, To: asWritten(text, x.to), Of: x.of, Doubt: x.doubt.Or(s.doubt), Reason: reason(s, x)}
	if !s.named() {
		at = t.unnamed(&f, s, x)
	}
	t.aim(&f, s, at, opt, x)
	t.found = append(t.found, f)
}

// saidElsewhere: a statement without words may be the title of those below it.
func (t *targeter) saidElsewhere(s *statement) bool {
	if len(s.phrases) > 0 {
		return false
	}
	times := 0
	for _, n := range t.named {
		if slices.Contains(s.nums, n) {
			times++
		}
	}
	return times > len(s.nums)
}

// linesOf returns the lines that the numbers of a statement name; of one that names none,
// the only one that the letter has.
func (t *targeter) linesOf(s *statement) (at []int) {
	if every := t.letter.printed(); !s.named() && len(every) == 1 {
		return every
	}
	for _, n := range s.nums {
		at = append(at, t.letter.with(n)...)
	}
	if len(s.which) > 0 {
		at = slices.DeleteFunc(at, func(i int) bool { return !slices.ContainsFunc(s.which, t.letter.Lines[i].is) })
	}
	return at
}

// is reports whether a line bears all of some names.
func (l Line) is(names called) bool {
	for _, name := range names {
		party := slices.ContainsFunc(l.partyNames(), func(party string) bool { return foldWords(party) == name })
		if !party && foldWords(l.Part) != name && foldWords(l.List) != name {
			return false
		}
	}
	return true
}

// eachOnce reports whether several lines of a number are each named by itself.
func (t *targeter) eachOnce(which []called, at []int) bool {
	for _, names := range which {
		n := 0
		for _, i := range at {
			if t.letter.Lines[i].is(names) {
				n++
			}
		}
		if n > 1 {
			return false
		}
	}
	return len(which) > 1
}

// again takes over what was said of the item before: 同上.
func (t *targeter) again(x reading) reading {
	if len(t.found) == 0 || !t.found[len(t.found)-1].named || x.sum > 0 && !slices.Contains(t.found[len(t.found)-1].Nos, x.sum) {
		return reading{verb: x.verb, said: x.said, doubt: msg.New("as above, like which item")}
	}
	last := t.found[len(t.found)-1]
	return reading{verb: last.Verb, until: last.Until, to: last.To, of: last.Of, doubt: last.Doubt, denies: last.denies, said: x.said}
}

// unnamed finds the lines of words without a number: the only one that they can be about,
// or where they say so all.
func (t *targeter) unnamed(f *finding, s *statement, x reading) []int {
	lines := t.letter.Lines
	fit := t.letter.where(func(l Line) bool { return !l.Beyond && t.fits(l, x.verb) })
	every := t.letter.printed()
	switch {
	case len(every) == 0, len(every) == 1 && len(s.except) == 0:
		f.All = x.all && len(every) == 0
		return every
	case len(s.except) > 0:
		s.nums = without(t.letter.numbers(fit), s.except)
		f.Nos, f.named = s.nums, true
		return slices.DeleteFunc(fit, func(i int) bool { return !slices.Contains(s.nums, lines[i].No) })
	case x.sum > 0 && changes(f.Verb):
		if x.sum == len(t.letter.numbers(fit)) {
			f.All = true
			return fit
		}
		f.Doubt = f.Doubt.Or(msg.New("which so many items", x.sum))
		return nil
	case x.all && f.Doubt.IsZero():
		f.All = true
		return fit
	case f.Verb == checklist.VerbAcknowledge:
		f.All = true
		return every
	case t.opt.Writer == Judge && changes(f.Verb):
		if f.Verb == checklist.VerbAccept || f.Verb == checklist.VerbReturn {
			fit = t.letter.where(func(l Line) bool { return !l.Beyond && (l.Waiting || l.Asked != 0) })
		}
		if len(fit) == 1 {
			return fit
		}
		f.Doubt = f.Doubt.Or(t.whichOf(fit, x.said))
	case t.opt.Writer == Responsible && Harmless(f.Verb) != f.Verb:
		f.Doubt = msg.New("which item is not said")
	}
	if !f.Doubt.IsZero() {
		at := t.mentioned(f, s)
		if len(at) == 0 && f.Doubt.Code == passedOn {
			f.Doubt = msg.New("decides nothing, write the number", f.Doubt.Facts...)
		}
		return at
	}
	return nil
}

// mentioned finds the items that doubtful words speak of in passing: it is asked of them.
func (t *targeter) mentioned(f *finding, s *statement) (at []int) {
	for _, p := range s.phrases {
		for _, tok := range (lexer{key: p.key}).tokens() {
			if tok.kind == number && !tok.han && t.letter.has(tok.n) && !slices.Contains(f.Nos, tok.n) && len(f.Nos) < mostListed {
				f.Nos = append(f.Nos, tok.n)
				at = append(at, t.letter.with(tok.n)...)
			}
		}
	}
	return at
}

// fits reports the lines that a verb without a number may be about: of a judge's verdict
// those that the letter showed as waiting for it.
func (t *targeter) fits(l Line, v checklist.Verb) bool {
	switch v {
	case checklist.VerbAccept, checklist.VerbReturn:
		return l.Waiting
	case checklist.VerbGrant, checklist.VerbRefuse:
		return l.Asked != 0
	}
	return t.opt.Writer != Judge && !l.Closed
}

func (t *targeter) whichOf(fit []int, said string) msg.Message {
	if len(fit) == 0 {
		return msg.New("nothing waits in the letter that was answered")
	}
	return msg.New("which of some items", said, checklist.SaidItems(t.letter.numbers(fit)))
}

// aim settles which of the lines an answer is about, and asks where a number fits none of
// them, or several of which only one can be meant.
func (t *targeter) aim(f *finding, s *statement, at []int, opt Options, x reading) {
	for _, n := range f.Nos {
		if !t.letter.has(n) {
			f.Unlisted = append(f.Unlisted, n)
		}
	}
	if len(f.Unlisted) > 0 && len(t.letter.Lines) > 0 {
		f.Doubt = f.Doubt.Or(msg.New("not in the letter that was answered", checklist.SaidItems(f.Unlisted)))
	}
	if opt.Writer == Judge {
		at = t.verdictLines(f, at, s.rest || s.all || f.All)
	}
	if opt.Writer == Responsible && f.Verb != checklist.VerbAcknowledge && f.Verb != checklist.VerbProgress && f.Verb != checklist.VerbAsk && !f.All {
		at = t.openLines(f, at)
	}
	if !x.doubt.IsZero() && f.Doubt.Code == x.doubt.Code {
		f.Doubt = t.withHow(f.Doubt, at, opt, x)
	}
	f.Lines = at
}

// withHow adds to a question, in the person's own numbers, how to say what he may have meant.
func (t *targeter) withHow(doubt msg.Message, at []int, opt Options, x reading) msg.Message {
	if len(at) == 0 {
		return doubt
	}
	nos := joinNumbers(t.letter.numbers(at))
	waits := slices.ContainsFunc(at, func(i int) bool { return t.letter.Lines[i].Waiting })
	switch {
	case opt.Writer == Judge && waits:
		return msg.Together(msg.Clauses, doubt, msg.New("how to approve", nos))
	case opt.Writer == Responsible && x.mayBeDone:
		return msg.New("asked, and how to say yes", doubt, nos)
	}
	return doubt
}

func joinNumbers(nos []int) msg.Message {
	all := make([]any, len(nos))
	for i, n := range nos {
		all[i] = n
	}
	return msg.Together(msg.Names, all...)
}

// verdictLines leaves the lines that a verdict can be about. 同意 of an item that asks for
// an extension grants it.
func (t *targeter) verdictLines(f *finding, at []int, generous bool) []int {
	if !changes(f.Verb) || len(at) == 0 {
		return at
	}
	lines := t.letter.Lines
	fit := slices.DeleteFunc(slices.Clone(at), func(i int) bool { return !t.fits(lines[i], f.Verb) })
	if !generous && len(fit) == 0 {
		if v := (map[checklist.Verb]checklist.Verb{checklist.VerbAccept: checklist.VerbGrant, checklist.VerbReturn: checklist.VerbRefuse})[f.Verb]; v != "" {
			if asked := slices.DeleteFunc(slices.Clone(at), func(i int) bool { return lines[i].Asked == 0 }); len(asked) > 0 {
				f.Verb, fit = v, asked
			}
		}
	}
	missing := without(t.letter.numbers(at), t.letter.numbers(fit))
	switch {
	case generous:
		return fit
	case len(missing) > 0:
		f.Doubt = f.Doubt.Or(t.noSuch(f.Verb, checklist.SaidItems(missing)))
		return nil
	case len(fit) > len(t.letter.numbers(fit)) && !t.eachOnce(f.which, fit):
		f.Doubt = f.Doubt.Or(t.ambiguous(fit))
		return nil
	case f.Verb == checklist.VerbGrant && f.Until != 0 && slices.ContainsFunc(fit, func(i int) bool { return f.Until <= lines[i].Deadline }):
		f.Doubt = f.Doubt.Or(msg.New("not after the deadline, please check", f.Until.SaidFrom(lines[fit[0]].Deadline)))
	}
	return fit
}

func (t *targeter) noSuch(v checklist.Verb, items msg.Message) msg.Message {
	if v == checklist.VerbGrant || v == checklist.VerbRefuse {
		return msg.New("no extension in the letter that was answered", items)
	}
	return msg.New("not to be judged in the letter that was answered", items)
}

// openLines leaves the lines on which something is to be done still.
func (t *targeter) openLines(f *finding, at []int) []int {
	lines := t.letter.Lines
	open := slices.DeleteFunc(slices.Clone(at), func(i int) bool {
		if f.Verb == checklist.VerbWithdraw {
			return !lines[i].takesBack(f.Of)
		}
		return lines[i].Closed || lines[i].Waiting
	})
	if len(open) == 0 {
		open = at
	}
	if !t.oneDuty(open) && !t.eachOnce(f.which, open) {
		f.Doubt = f.Doubt.Or(t.ambiguous(open))
		return nil
	}
	return open
}

// takesBack reports whether something of a line waits that can be taken back.
func (l Line) takesBack(of checklist.Verb) bool {
	return !l.Closed && (l.Waiting && of != checklist.VerbExtend || l.Asked != 0 && !l.Waiting && of != checklist.VerbDone)
}

// oneDuty: nothing tells the lines apart for the writer.
func (t *targeter) oneDuty(at []int) bool {
	first := map[int]Line{}
	for _, i := range at {
		l := t.letter.Lines[i]
		other, seen := first[l.No]
		if seen && (other.Part != l.Part || other.List != l.List || other.Party != l.Party) {
			return false
		}
		first[l.No] = l
	}
	return true
}

func (t *targeter) ambiguous(at []int) msg.Message {
	var names []any
	for _, i := range at {
		l := t.letter.Lines[i]
		if len(t.letter.with(l.No)) > 1 {
			name := cmp.Or(strings.Trim(l.List+" "+l.Party+" "+l.Part, " "), l.Content)
			names = append(names, msg.New("one of an item", l.No, name))
		}
	}
	return msg.New("more than one is meant", msg.Together(msg.Names, slices.CompactFunc(names, func(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) })...))
}

// everything reports whether words without a number are meant of all items, and of how
// many they say so: 以上4项.
func everything(phrases []said) (all bool, sum int) {
	for i, p := range phrases {
		for j, tok := range p.toks {
			if (tok.is(lexicon.All) && i == 0 || tok.is(lexicon.Above)) && (!p.latin(j) || actOf(p, p.opt) != nothing) {
				all = true // of English an act says so: thanks all, done
			}
			if tok.is(lexicon.Thing) && all && sum == 0 {
				sum = tok.n
			}
		}
		if i == 0 && !all && !p.neutral() {
			return false, 0
		}
	}
	return all, sum
}
