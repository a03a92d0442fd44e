package answer

import (
	"cmp"
	"fmt"

	"duban/checklist"
)

// reading is an answer and what of its reading others of the mail are held to.
type reading struct {
	checklist.Answer
	denies bool // says that the item is not done
}

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

func (r reading) opposes(other reading) bool {
	pair := [2]checklist.Verb{r.Verb, other.Verb}
	return opposed[pair] || opposed[[2]checklist.Verb{pair[1], pair[0]}] ||
		claims(r.Verb) && other.denies || r.denies && claims(other.Verb)
}

// claims reports a verb that what denies it opposes: 完成 and 未完成, 同意 and 再议.
func claims(v checklist.Verb) bool {
	return v == checklist.VerbDone || v == checklist.VerbAccept || v == checklist.VerbGrant
}

// settle puts a doubt on answers of one mail that oppose each other about one
// item, and files what is doubtful under a verb that closes nothing.
func settle(rs []reading, offered []int) []checklist.Answer {
	for i := range rs {
		rs[i].leaveToOthers(rs, offered)
	}
	seen := map[int][]int{} // item number: the answers that name it
	for i := range rs {
		for _, n := range rs[i].Nos {
			for _, j := range seen[n] {
				oppose(n, &rs[j], &rs[i])
			}
			if len(seen[n]) < mostCompared {
				seen[n] = append(seen[n], i)
			}
		}
	}
	answers := make([]checklist.Answer, len(rs))
	for i, r := range rs {
		answers[i] = r.Answer
		if r.Doubt != "" {
			answers[i].Verb = Harmless(r.Verb)
		}
	}
	return answers
}

// leaveToOthers takes from 全部完成 the items of which the same mail says otherwise:
// 全部完成，9未完成; 全部同意，7再议.
func (r *reading) leaveToOthers(all []reading, offered []int) {
	if !r.All || r.Doubt != "" || !closes(r.Verb) {
		return
	}
	var others []int
	for _, other := range all[:min(len(all), mostAnswers)] {
		if other.opposes(*r) || other.Verb == checklist.VerbRemark && !other.All {
			others = append(others, other.Nos...)
		}
	}
	switch left := without(offered, others); {
	case len(others) == 0:
	case len(left) == 0 || len(left) == len(offered):
		r.Doubt = "“全部”是否包括另外写到的各项？请按序号分行写明"
	default:
		r.All, r.Nos = false, left
	}
}

// mostCompared bounds how many answers for one item are held against each other.
const mostCompared = 8

func oppose(n int, a, b *reading) {
	if !a.opposes(*b) {
		return
	}
	doubt := fmt.Sprintf("第%d项既写%s，又写%s，以哪一个为准？", n, inWords(*a), inWords(*b))
	a.Doubt, b.Doubt = cmp.Or(a.Doubt, doubt), cmp.Or(b.Doubt, doubt)
}

func inWords(r reading) string {
	if r.denies && r.Verb == checklist.VerbRemark {
		return "“暂缓”"
	}
	if r.denies {
		return "“未办结”"
	}
	return "“" + string(r.Verb) + "”"
}

// Harmless is the verb under which doubtful words are filed until they are
// explained.
func Harmless(v checklist.Verb) checklist.Verb {
	switch v {
	case checklist.VerbDone:
		return checklist.VerbProgress
	case checklist.VerbAccept, checklist.VerbReturn, checklist.VerbGrant, checklist.VerbRefuse:
		return checklist.VerbRemark
	}
	return v
}
