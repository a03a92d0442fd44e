package answer

import (
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// follow reads what one who answers for an item says of an instruction on it: 批示：已落实……,
// instruction: carried out, ….
// It is believed as a completion is: where it says that something was done, and nothing
// in it denies, limits or defers that. It never says that the item itself is done.
func follow(phrases []said, opt Options) (reading, bool) {
	if len(phrases) == 0 {
		return reading{}, false
	}
	label := strings.TrimSpace(phrases[0].key)
	own := phrases
	switch {
	case slices.Contains(followLabels, label) && phrases[0].end == colon:
		own = phrases[1:]
	case strings.HasPrefix(label, "批示已"), strings.HasPrefix(label, "已落实批示"), strings.HasPrefix(label, "已按批示"), followed.MatchString(label):
	default:
		return reading{}, false
	}
	x := reading{verb: checklist.VerbFollow, said: phrases[0].key}
	r, done := newReport(own, opt), opt.Files
	for i, p := range own {
		if p.denies() || p.end == query || p.end == dots || slices.Contains(unfollowed, r.acts[i]) && !p.has[lexicon.Past] {
			x.doubt = msg.New("words that do not say that the instruction was carried out", msg.Shortened(p.key, mostQuoted))
			return x, true
		}
		done = done || p.has[lexicon.Past] || p.has[lexicon.Done] || carriedOut.MatchString(p.key) || followed.MatchString(p.key)
	}
	if !done {
		x.doubt = msg.New("not said that the instruction was carried out")
	}
	return x, true
}

var (
	followLabels = []string{"批示", "批示落实", "批示落实情况", "落实批示", "答复批示", "批示答复", "批示办理情况", "批示回复", "回复批示", "关于批示",
		"instruction", "instructions", "the instruction", "your instruction", "regarding the instruction", "on the instruction", "answer to the instruction"}

	// In English what was carried out is told by a participle alone, and stands first:
	// carried out the day before, not the plan was carried out in part.
	carriedOut = zh.NewPattern(`^(?:(?:has|have) been |was |were )?(?:carried out|implemented|fulfilled|complied with)\b`)
	followed   = zh.NewPattern(`^(?:the |your )?instructions? (?:(?:has|have) been |was |were )?(?:done|completed|carried out|implemented|fulfilled|complied with)\b|^(?:carried out|implemented|fulfilled|complied with) (?:as instructed|(?:the|your) instructions?)\b`)

	unfollowed = []act{promises, extends, transfers, withdraws, helps, disowns}
)

// dueIn is the day that an instruction names: the last that is still to come, one with 前
// before others.
func dueIn(phrases []said) (due checklist.Day) {
	before := false
	for _, p := range phrases {
		for i, t := range p.toks {
			if t.kind != date {
				continue
			}
			at, ok := p.period(t.date)
			marked := t.date.Mark == zh.Before || i+1 < len(p.toks) && p.toks[i+1].is(lexicon.Before)
			if day := checklist.FromCivil(at.Last); ok && day >= p.opt.Received && day <= p.opt.Received+mostExtended && (marked || !before) {
				due, before = day, marked
			}
		}
	}
	return due
}

// idle reports words that ask for nothing: 很好, 辛苦了, 已阅, and a mere yes.
func idle(phrases []said) bool {
	var keys []string
	asks := false
	for _, p := range phrases {
		keys = append(keys, strings.TrimSpace(p.key))
		asks = asks || p.end == query ||
			!p.only(filler.and(set(senses(lexicon.Courtesy, lexicon.Praise, lexicon.Review, lexicon.Ack, lexicon.Consent, lexicon.Well, lexicon.Self), own, name, party, dots)))
	}
	return !asks || confirming.MatchString(strings.Join(keys, ","))
}
