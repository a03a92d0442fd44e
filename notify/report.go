package notify

import (
	"fmt"
	"strconv"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// What of a list stands on one page: so many departments, and of what was left so many
// beside them, more where departments are fewer.
const (
	mostDepts   = 11
	leastLeft   = 4
	mostOfCause = 30 // characters of a reason
)

// reportLetter (督办报告) tells on one page how a list went: it greets nobody, names no way
// to answer, and can be passed on, or printed, as it is.
func reportLetter(p *page, l letter.Letter) {
	d, ended := l.Digest, l.Digest.Ended
	p.Unaddressed = true
	p.Subject = p.say("%s督办情况报告", "Report on %s", p.listName(l))
	p.add(strong(p.Subject), para(p.say("共%s，由%d个部门牵头，%s起督办，至%s全部了结。", "%[1]s, led by %[2]d {2:department|departments}, followed up from %[3]s; all settled by %[4]s.",
		p.items(d.Counts.Total), len(d.Depts), p.day(ended.From), p.date(l.On))))
	waived, carried, _ := d.Left()
	outcome := toScale(d.Counts.Total, share{Name: p.Of("按时办结", "on time "), N: ended.OnTime, Colour: colourGreen}, share{Name: p.Of("逾期办结", "late "), N: ended.Late, Colour: colourRed},
		share{Name: p.Of("免办", "waived "), N: waived, Colour: colourGrey}, share{Name: p.Of("转入其他清单", "carried over "), N: carried, Colour: colourBlue})
	var parts []string
	for _, s := range outcome {
		parts = append(parts, fmt.Sprintf("%s%d", s.Name, s.N)+p.Of("项", ""))
	}
	said := p.capital(p.clauses(parts))
	if ended.Extended > 0 {
		said += p.say("；经批准延期的%d项，按延期后的时限计算", "; %d with an extension, by the day that was granted", ended.Extended)
	}
	p.add(para(said+p.Of("。", ".")), block{Kind: "bar", Bar: outcome})
	if len(d.Course) > 0 {
		p.add(block{Kind: "course", Course: d.Course})
	}
	n, depts := p.numeral(), p.atMost(mostDepts, d.Depts)
	p.addOutcomes(depts, n)
	p.addLeft(d.Unfinished, leastLeft+(mostDepts-len(depts))/2, n) // two lines each
	p.add(block{Kind: "foot", Text: p.recordChain(d) + p.gap() + p.say("截至%s", "as of %s", p.moment(ended.HeadMs))})
}

// addOutcomes shows how departments did.
func (p *page) addOutcomes(depts []letter.Dept, n *numeral) {
	if len(depts) == 0 {
		return
	}
	rows, bars := [][]string{strings.Split(p.Of("部门|办结|按时|延期|退回", "Department|done|on time|extended|returned"), "|")}, [][]share{}
	for _, x := range depts {
		rows = append(rows, []string{x.Name, strconv.Itoa(x.Accepted), strconv.Itoa(x.OnTime), strconv.Itoa(x.Extended), strconv.Itoa(x.Returned)})
		bars = append(bars, inTime(x))
	}
	p.add(head(n.next(p.Of("部门办理情况", "Departments"))), block{Kind: "table", Rows: rows, Shares: bars})
}

// inTime is what a department has done, in time and late.
func inTime(d letter.Dept) []share {
	return toScale(d.Lead, share{N: d.OnTime, Colour: colourGreen}, share{N: d.Accepted - d.OnTime, Colour: colourRed})
}

// atMost are so many departments, of which the last stands for all behind it.
func (v voice) atMost(most int, all []letter.Dept) []letter.Dept {
	if len(all) <= most {
		return all
	}
	return append(all[:most-1:most-1], v.sumOf(all[most-1:]))
}

// sumOf takes departments together.
func (v voice) sumOf(all []letter.Dept) (rest letter.Dept) {
	for _, d := range all {
		rest.Add(d)
	}
	rest.Name = v.say("其余%d个部门", "%d others", len(all))
	return rest
}

// addLeft names so many of those that were not done, with short reasons.
func (p *page) addLeft(all []letter.Unfinished, most int, n *numeral) {
	var short []letter.Unfinished
	for _, u := range all[:min(len(all), most)] {
		if !checklist.Carried(u.Why) {
			u.Why = msg.Words(p.shorten(p.says(u.Why), mostOfCause))
		}
		short = append(short, u)
	}
	p.addUnfinished(short, n)
	if more := len(all) - most; more > 0 {
		p.add(para(p.say("另有%d项（份），见台账。", "%d more stand in the ledger.", more)))
	}
}
