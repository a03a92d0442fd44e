package answer

import (
	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh/lexicon"
)

// withoutLabels drops what only names a field of a form before its value, 完成情况：, and
// reads 是否完成：是 as its value.
func withoutLabels(phrases []said) (kept []said, labelled bool) {
	for i := 0; i < len(phrases); i++ {
		p := phrases[i]
		next := i + 1
		for next < len(phrases) && phrases[next-1].end != colon && phrases[next].only(set(senses(lexicon.Yes, lexicon.Nothing), space)) && p.asks() {
			next++ // 完成情况（是/否）：
		}
		if next >= len(phrases) || phrases[next-1].end != colon || !p.isLabel() {
			kept = append(kept, p)
			continue
		}
		labelled = true
		value := phrases[next]
		if p.asks() && value.only(set(senses(lexicon.Yes), space)) && p.has[lexicon.Whether] {
			kept = append(kept, newSaid(phrase{"已完成", value.end, value.phrase.line}, Letter{}, nil, p.opt))
			next++
		}
		i = next - 1
	}
	return kept, labelled
}

// isLabel: nothing but the name of a field.
func (s said) isLabel() bool {
	return (s.has[lexicon.DoneNoun] || s.asks()) && s.only(filler.and(set(senses(lexicon.DoneNoun, lexicon.Whether, lexicon.Done, lexicon.Past, lexicon.Manner, lexicon.Nothing, lexicon.Work), own)))
}

func (s said) asks() bool {
	return s.has[lexicon.Whether] && s.has[lexicon.Done] || s.has[lexicon.DoneNoun]
}

// ballot reads boxes: ☑已完成 □未完成, 已完成（√） 未完成（）, 已完成/未完成. One that is
// ticked counts; where none or several are, it is asked.
func ballot(phrases []said, opt Options) (x reading, found bool) {
	options := ballotOptions(phrases)
	if len(options) < 2 {
		return reading{}, false
	}
	x = reading{verb: checklist.VerbProgress, denies: true}
	var ticked []said
	for _, o := range options {
		if o.ticked {
			ticked = append(ticked, o.said)
		}
	}
	if len(ticked) != 1 {
		x.mayBeDone, x.said, x.doubt = true, options[0].key, msg.New("which box is ticked")
		return x, true
	}
	if x.said = ticked[0].key; actOf(ticked[0], opt) == completes && !ticked[0].denies() {
		return reading{verb: checklist.VerbDone, said: x.said}, true
	}
	return x, true
}

type option struct {
	said
	ticked bool
}

// ballotOptions are the phrases beside boxes, brackets and strokes, if these are what the
// statement is made of.
func ballotOptions(phrases []said) (all []option) {
	marked, before, next := false, false, false // before: the brackets stand before their options
	for i, p := range phrases {
		tick := p.only(set(senses(lexicon.Done), space)) && p.end == shuts && (p.key == "√" || p.key == "✓" || p.key == "✔")
		empty := p.key == "" && p.end == shuts
		switch {
		case (tick || empty) && (before || len(all) == 0):
			before, next, marked = true, tick, true
		case tick || empty:
			all[len(all)-1].ticked, marked = tick, true
		case p.key != "" && (p.has[lexicon.Done] || p.has[lexicon.Part] || p.has[lexicon.Ongoing] || p.has[lexicon.Not]):
			box := stop
			if i > 0 {
				box = phrases[i-1].end
			}
			marked = marked || box == boxOn || box == boxOff || p.end == slash
			all, next = append(all, option{p, box == boxOn || next}), false
		}
	}
	if !marked {
		return nil
	}
	return all
}
