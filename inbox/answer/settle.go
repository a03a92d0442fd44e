package answer

import (
	"slices"

	"duban/checklist"
	"duban/internal/msg"
)

// opposed are verbs of which only one can hold for an item in one mail.
var opposed = map[[2]checklist.Verb]bool{
	{checklist.VerbDone, checklist.VerbExtend}:     true,
	{checklist.VerbDone, checklist.VerbTransfer}:   true,
	{checklist.VerbDone, checklist.VerbWithdraw}:   true,
	{checklist.VerbExtend, checklist.VerbTransfer}: true,
	{checklist.VerbExtend, checklist.VerbWithdraw}: true,
	{checklist.VerbAccept, checklist.VerbReturn}:   true,
	{checklist.VerbAccept, checklist.VerbRefuse}:   true,
	{checklist.VerbGrant, checklist.VerbRefuse}:    true,
	{checklist.VerbGrant, checklist.VerbReturn}:    true,
}

func (f finding) opposes(other finding) bool {
	return opposed[[2]checklist.Verb{f.Verb, other.Verb}] || opposed[[2]checklist.Verb{other.Verb, f.Verb}] ||
		claims(f.Verb) && other.denies || f.denies && claims(other.Verb) ||
		claims(f.Verb) && other.Verb == checklist.VerbRemark || f.Verb == checklist.VerbRemark && claims(other.Verb) ||
		f.Verb == checklist.VerbGrant && other.Verb == checklist.VerbGrant && f.Until != other.Until
}

// claims reports a verb that what denies it opposes: 完成 and 未完成, 同意 and 再议.
func claims(v checklist.Verb) bool {
	return v == checklist.VerbDone || v == checklist.VerbAccept || v == checklist.VerbGrant
}

// changes reports a verb that may change a state for good.
func changes(v checklist.Verb) bool { return Harmless(v) != v }

// Harmless is the verb under which doubtful words are filed.
func Harmless(v checklist.Verb) checklist.Verb {
	switch v {
	case checklist.VerbAccept, checklist.VerbReturn, checklist.VerbGrant, checklist.VerbRefuse, checklist.VerbRemark:
		return checklist.VerbRemark
	case checklist.VerbAcknowledge, checklist.VerbHelp, checklist.VerbAsk:
		return v
	}
	return checklist.VerbProgress
}

// settle holds the answers of one mail against each other: 全部 leaves out what is said
// otherwise by number, and what opposes each other about one item is asked.
func settle(all []finding, l Letter, opt Options) []checklist.Answer {
	leaveOut(all, l)
	byLine := map[int][]int{}
	for i := range all {
		for _, at := range all[i].Lines {
			for _, j := range byLine[at] {
				if all[i].opposes(all[j]) {
					doubt := msg.New("two things said of an item", l.Lines[at].No)
					all[i].Doubt, all[j].Doubt = all[i].Doubt.Or(doubt), all[j].Doubt.Or(doubt)
				}
			}
			if len(byLine[at]) < mostCompared {
				byLine[at] = append(byLine[at], i)
			}
		}
	}
	answers := make([]checklist.Answer, len(all))
	for i, f := range all {
		if answers[i] = f.Answer; !f.Doubt.IsZero() {
			answers[i].Verb = Harmless(f.Verb)
		}
	}
	return answers
}

// mostCompared bounds how many answers for one line are held against each other.
const mostCompared = 8

func leaveOut(all []finding, l Letter) {
	named := map[int]bool{}
	for _, f := range all {
		if f.named && f.Verb != checklist.VerbAcknowledge {
			for _, at := range f.Lines {
				named[at] = true
			}
		}
	}
	for i := range all {
		if !all[i].named && all[i].Verb != checklist.VerbAcknowledge && len(l.Lines) > 1 {
			left := slices.DeleteFunc(slices.Clone(all[i].Lines), func(at int) bool { return named[at] })
			if len(left) < len(all[i].Lines) {
				all[i].Lines, all[i].Nos, all[i].All = left, l.numbers(left), false
			}
		}
	}
}
