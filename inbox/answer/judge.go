package answer

import (
	"cmp"
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh/lexicon"
)

// sentence is phrases up to a full stop.
type sentence struct{ report }

func sentences(phrases []said, opt Options) (all []sentence) {
	from := 0
	for i, p := range phrases {
		if p.end == stop || p.end == query || i == len(phrases)-1 {
			all = append(all, sentence{newReport(phrases[from:i+1], opt)})
			from = i + 1
		}
	}
	return all
}

// judge reads what one says who decides on the items. A verdict is a sentence in which
// nothing is left over; what the other sentences say is passed on with it, unless they
// take it back.
func judge(phrases []said, opt Options) reading {
	x := reading{verb: checklist.VerbRemark, empty: true}
	verdict := reading{}
	for _, s := range sentences(phrases, opt) {
		v := s.verdict()
		if verdict.verb == checklist.VerbReturn && v.verb == "" && !s.speaksOf(lexicon.Consent) && !s.speaksOf(lexicon.Close) {
			continue // 退回。限5月5日前重报。
		}
		x.empty = x.empty && s.empties()
		switch {
		case v.again:
			return v
		case v.verb == "" && !v.doubt.IsZero(), verdict.verb != "" && v.verb == "" && s.takesBack():
			x.doubt = x.doubt.Or(v.doubt).Or(s.unsettled())
			x.said, x.denies = s.phrases[0].key, true
		case v.verb == "":
			x.said = cmp.Or(x.said, s.phrases[0].key)
		case verdict.verb == "":
			verdict = v
		case verdict.verb != v.verb && !(verdict.verb == checklist.VerbAccept && v.verb == checklist.VerbGrant):
			x.doubt = x.doubt.Or(msg.New("two verdicts", verdict.said, v.said))
		}
	}
	if !x.doubt.IsZero() || verdict.verb == "" {
		return x
	}
	return verdict
}

// verdict reads one sentence; a doubt without a verb is a verdict that is none.
func (s sentence) verdict() reading {
	if s.acts[0] == repeats && len(s.acts) == 1 {
		return reading{verb: checklist.VerbRemark, said: "同上", again: true, sum: s.sameAs()}
	}
	if i := s.first(refuses); i >= 0 && s.first(consents, grants) < 0 {
		return reading{verb: checklist.VerbRefuse, said: s.phrases[i].key}
	}
	if i := s.first(returns); i >= 0 && s.first(consents, grants) < 0 && !s.conditional() {
		return reading{verb: checklist.VerbReturn, said: s.phrases[i].key}
	}
	i := s.first(grants, consents)
	if i < 0 || !s.nothingLeft() {
		return reading{doubt: s.nearly()}
	}
	x := reading{verb: checklist.VerbAccept, said: s.phrases[i].key}
	for j, p := range s.phrases {
		if s.acts[j] == grants || p.isDayOf(lexicon.Extend) {
			x.verb = checklist.VerbGrant
		}
	}
	if x.verb == checklist.VerbGrant {
		for j := range s.phrases {
			if day, words, found := s.phrases[j].until(); found && (s.acts[j] == grants || s.phrases[j].isDayOf(lexicon.Extend) || s.phrases[j].isDayOf(lexicon.To)) {
				if x.until = day; day == 0 {
					return reading{doubt: msg.New("no definite day, until when is it extended", words)}
				}
			}
		}
	}
	return x
}

// isDayOf: 延期至5月20日, 至5月20日 beside 同意.
func (s said) isDayOf(sense lexicon.Sense) bool {
	return s.has[sense] && s.only(filler.and(set(senses(lexicon.Extend, lexicon.To), date)))
}

// nothingLeft reports that beside the consent a sentence holds only courtesies, the
// writer's name and the day, a finding, or what the item is called.
func (s sentence) nothingLeft() bool {
	for j, p := range s.phrases {
		consented := s.acts[j] == consents || s.acts[j] == grants
		if !consented && !p.isDayOf(lexicon.Extend) && !p.isDayOf(lexicon.To) && !p.only(besideConsent) || p.end == query {
			return false
		}
		if !consented && p.key == "" {
			return false
		}
	}
	return true
}

var besideConsent = filler.and(set(senses(lexicon.Courtesy, lexicon.Praise, lexicon.Review, lexicon.Attached, lexicon.Past, lexicon.Done, lexicon.DoneNoun, lexicon.Ack, lexicon.Self), own, party, name, date))

func (s sentence) conditional() bool {
	for _, p := range s.phrases {
		if p.only(filler.and(set(senses(lexicon.Plan, lexicon.First)))) && p.has[lexicon.Plan] || // 再议
			p.has[lexicon.If] && p.end == comma || p.end == query || p.has[lexicon.Question] {
			return true
		}
	}
	return false
}

// nearly asks what is meant where a word of a verdict stands with words that are left
// over; zero where there is none.
func (s sentence) nearly() msg.Message {
	if s.speaksOf(lexicon.Consent) || s.speaksOf(lexicon.Reject) || s.speaksOf(lexicon.Return) || s.speaksOf(lexicon.Close) || s.speaksOf(lexicon.Extend) {
		return s.unsettled()
	}
	return msg.Message{}
}

func (s sentence) speaksOf(sense lexicon.Sense) bool {
	return slices.ContainsFunc(s.phrases, func(p said) bool { return p.has[sense] })
}

const passedOn = "passed on as an instruction, decides nothing"

// unsettled says that words on an item are passed on as an instruction, and decide nothing; of
// none, nobody is told (targeter.unnamed).
func (s sentence) unsettled() msg.Message {
	var words []string
	for _, p := range s.phrases {
		words = append(words, p.key)
	}
	return msg.New(passedOn, msg.Shortened(strings.Join(words, "，"), mostQuoted))
}

// takesBack reports a sentence that limits the verdict before it: 但……, 补齐后再销号.
func (s sentence) takesBack() bool {
	for _, p := range s.phrases {
		if p.saysAny(set(senses(lexicon.But, lexicon.If, lexicon.Wrong, lexicon.Except, lexicon.Withdraw))) || p.has[lexicon.Not] && p.saysAny(verdictWords) {
			return true
		}
	}
	return false
}

func (s sentence) empties() bool { return s.only(lexicon.Courtesy) }

// only reports that nothing is said but words of these senses, and asked nothing.
func (s sentence) only(of ...lexicon.Sense) bool {
	return !slices.ContainsFunc(s.phrases, func(p said) bool {
		return p.end == query || !p.only(filler.and(set(of, name, dots)))
	})
}
