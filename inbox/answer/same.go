package answer

import (
	"fmt"
	"slices"

	"duban/internal/zh"
)

// sameAs refers to what was said of another item: 7同3, 7 同上.
var sameAs = zh.NewPattern(`^(?:情况|进展|意见|也|亦|处理)*(?:同(?:上|前|样)?|同第? ?(\d{1,3}|` + cnOne + `)(?:项|条)?)$`)

// sameAsOther gives such an answer the reading of the one it refers to. Where
// that one leaves a doubt, so does this; where there is none, that is the doubt.
func (r *answerReader) sameAsOther(i int, rs []reading) {
	clauses := clausesOf(r.drafts[i].keys)
	if len(clauses) != 1 || len(rs[i].Nos) == 0 {
		return
	}
	m := sameAs.FindStringSubmatch(clauses[0])
	if m == nil {
		return
	}
	n, _ := zh.Number(m[1]) // none is 同上
	other, found := referent(n, i, rs)
	if !found {
		rs[i].Doubt = "“" + clauses[0] + "”指哪一项？请写明办理情况"
		return
	}
	rs[i].Verb, rs[i].Until, rs[i].To, rs[i].Doubt, rs[i].denies = other.Verb, other.Until, other.To, other.Doubt, other.denies
	rs[i].Reason += fmt.Sprintf("“%s”，即%s", clauses[0], other.Reason)
}

// referent is the answer about item n, or for 同上 (0) the one before.
func referent(n, i int, rs []reading) (reading, bool) {
	if n == 0 {
		if i == 0 || len(rs[i-1].Nos) == 0 {
			return reading{}, false
		}
		return rs[i-1], true
	}
	at := slices.IndexFunc(rs[:i], func(r reading) bool { return slices.Contains(r.Nos, n) && !slices.Equal(r.Nos, rs[i].Nos) })
	if at < 0 {
		return reading{}, false
	}
	return rs[at], true
}
