package notify

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
)

// review is what waits for a verdict, divided once for all that a letter says of it.
type review struct {
	look, alike []checklist.Line // what shows a reason to look before one agrees, and what shows none
	late, rest  []checklist.Line // what is late at another department and is counted there, and what is not
	among       []checklist.Line // what an answer chooses from: requests for more time, too
	unproven    bool             // no sender of several is proven: it is said once
	readOnly    bool             // the reader may not decide
}

func reviewOf(d *checklist.Digest) review {
	r := review{among: slices.Concat(d.Review, d.Asked), readOnly: d.ReadOnly}
	r.look, r.alike = wantsLook(d.Review)
	for _, x := range d.Review {
		if slices.ContainsFunc(d.Overdue, func(y checklist.Line) bool { return isItemOf(y, x) }) {
			r.late = append(r.late, x)
		} else {
			r.rest = append(r.rest, x)
		}
	}
	r.unproven = len(d.Review) > 1 && len(only(d.Review, isUnproven)) == len(d.Review)
	return r
}

// isItemOf reports that two lines are of one item.
func isItemOf(a, b checklist.Line) bool { return numbered(a) == numbered(b) && a.Content == b.Content }

func isUnproven(x checklist.Line) bool { return x.Unproven }

// wantsLook divides claims. What all of them share tells none of them apart.
func wantsLook(all []checklist.Line) (look, alike []checklist.Line) {
	const none = 5
	bare := func(x checklist.Line) bool { return x.Attachments == 0 }
	allUnproven, allBare := len(only(all, isUnproven)) == len(all), len(only(all, bare)) == len(all)
	reason := func(x checklist.Line) int { // what weighs most comes first
		switch {
		case x.Returned():
			return 1
		case bare(x) && !allBare:
			return 2
		case x.Recalled || x.Overtaken != 0:
			return 3
		case x.Unproven && !allUnproven:
			return 4
		}
		return none
	}
	weight := func(group []checklist.Line) int { // an item stands in one place
		return reason(slices.MinFunc(group, func(a, b checklist.Line) int { return reason(a) - reason(b) }))
	}
	groups := byItem(all)
	slices.SortStableFunc(groups, func(a, b []checklist.Line) int { return weight(a) - weight(b) })
	for _, group := range groups {
		if weight(group) < none {
			look = append(look, group...)
		} else {
			alike = append(alike, group...)
		}
	}
	if len(look) == len(all) {
		return nil, look
	}
	return look, alike
}

// judge is what a claim does, to one who may decide on it and to one who may not.
func (r review) judge() string {
	if r.readOnly {
		return "待审核"
	}
	return "待您审核"
}

// mark says of what waits that it is late, too, at another department.
func (r review) mark(x checklist.Line) string {
	if slices.ContainsFunc(r.late, func(y checklist.Line) bool { return isItemOf(y, x) }) {
		return "待审核，其他单位逾期"
	}
	return "待审核"
}

// A claim is shown in full where few wait, and where one wants a look.
const (
	fewClaims  = 6
	mostOfLong = 300
	mostOfMany = 20
)

// addReview shows what waits for a verdict: first what wants a look, then what is alike.
func (p *page) addReview(r review, on checklist.Day, n *numeral) {
	all := slices.Concat(r.look, r.alike)
	if len(all) == 0 {
		return
	}
	how := fmt.Sprintf("（回复“%s同意”“%s退回：……”“全部同意”）", callOf(all[0], r.among), callOf(all[len(all)-1], r.among))
	if r.readOnly {
		how = ""
	}
	section := func(title string, claims []checklist.Line, many bool) {
		if len(claims) == 0 {
			return
		}
		p.add(head("%s、%s%s%s", n.next(), title, amount(claims), how))
		how = ""
		said := ""
		if r.unproven && claims[0].Assignment == all[0].Assignment {
			said = "发件人均未核验。"
		}
		if many {
			said += fmt.Sprintf("看全文：回复“%s 情况”。", numbered(claims[0]))
		}
		if said != "" {
			p.add(para("%s", said))
		}
		p.add(r.claims(claims, many, on)...)
	}
	rest := r.judge()
	if len(r.look) > 0 {
		rest = "其余" + rest
	}
	section("需要您看的", r.look, false)
	section(rest, r.alike, len(all) > fewClaims)
	if !r.readOnly && len(all) > 1 {
		p.add(taps(link{Label: "全部同意", Line: "全部同意"}))
	}
}

// claims are the items of a section; where they are many, shortened and under one mark.
func (r review) claims(all []checklist.Line, many bool, on checklist.Day) (items []block) {
	most := mostOfLong
	if many {
		most = mostOfMany
	}
	for _, group := range byItem(all) {
		b := item(colourBlue, r.mark(group[0]), titled(group[0]))
		for _, x := range group {
			x.Claim, x.Unproven = shorten(x.Claim, most), x.Unproven && !r.unproven
			if many {
				b.Lines = append(b.Lines, claim(x, "")+"　"+counted(x))
			} else {
				b.Lines = append(b.Lines, said(claim(x, dueOf(x, on)), attached(x), before(x, on))...)
			}
		}
		if many && group[0].Deadline != 0 {
			b.Mark += "，时限" + group[0].Deadline.ShortFrom(on)
		}
		if !r.readOnly {
			b.Links = decisions(group, r.among, "同意", "退回：")
		}
		items = append(items, b)
	}
	if many {
		return underOneMark(items)
	}
	return items
}

// underOneMark sets items that bear the same mark below it, in the order in which the
// marks appear.
func underOneMark(items []block) (out []block) {
	for _, b := range items {
		at := slices.IndexFunc(out, func(g block) bool { return g.Mark == b.Mark })
		if at < 0 {
			at, out = len(out), append(out, block{Kind: "group", Colour: b.Colour, Mark: b.Mark})
		}
		b.Mark = ""
		out[at].Parts = append(out[at].Parts, b)
		out[at].Text = fmt.Sprintf("%d项", len(out[at].Parts))
	}
	return out
}

// claim is who says what, and what has to be known of his saying so.
func claim(x checklist.Line, due string) string {
	s := fmt.Sprintf("%s%s报办结", x.Party, x.ClaimOn.Short())
	unproven := ""
	if x.Unproven {
		unproven = "发件人未核验"
	}
	if of := said(due, unproven, x.Recorded); len(of) > 0 {
		s += "（" + strings.Join(of, "；") + "）"
	}
	if x.Claim != "" {
		s += "：“" + x.Claim + "”"
	}
	if x.Attachments == 0 {
		s += "　无附件"
	}
	if x.Overtaken != 0 {
		s += "（此前申请延期至" + x.Overtaken.Short() + "，以报办结为准）"
	}
	if x.Recalled {
		s += "（来信人其后要求撤回该邮件，请先与其核实）"
	}
	return s
}

// dueOf is the deadline as it stands beside a claim.
func dueOf(x checklist.Line, on checklist.Day) string {
	if x.Deadline == 0 {
		return ""
	}
	return "时限" + x.Deadline.ShortFrom(on) + x.Deadline.WeekdayName()
}

// counted is how many files there are.
func counted(x checklist.Line) string {
	if x.Attachments == 0 {
		return ""
	}
	s := fmt.Sprintf("附件%d", x.Attachments)
	if n := countEnclosed(x.Files); n > 0 {
		s += fmt.Sprintf("（随信附上%d）", n)
	}
	return s
}

func countEnclosed(files []checklist.Enclosure) (n int) {
	for _, f := range files {
		if f.Enclosed {
			n++
		}
	}
	return n
}

// attached names each file, what it is, and how large.
func attached(x checklist.Line) string {
	if len(x.Files) == 0 { // of a letter written before files were named
		return counted(x)
	}
	var names []string
	for _, f := range x.Files {
		of := said(checklist.FileKind(f.Name), size(f.Size), f.Note)
		if f.Enclosed {
			of = append(of, "随信附上")
		}
		names = append(names, fmt.Sprintf("%s（%s）", f.Name, strings.Join(of, "，")))
	}
	if more := len(names) - mostNamed; more > 0 {
		names = append(names[:mostNamed], fmt.Sprintf("另%d个", more))
	}
	return "附件：" + strings.Join(names, "、")
}

// mostNamed files are named; whoever sends a hundred photographs is told so.
const mostNamed = 12

// before is what was promised and decided earlier.
func before(x checklist.Line, on checklist.Day) string {
	var all []string
	for _, b := range x.Before {
		if b.Day != 0 && b.Day == x.Overtaken { // stands beside the claim
			continue
		}
		s := b.On.ShortFrom(on) + b.Event.Chinese()
		if b.Day != 0 {
			s += "至" + b.Day.ShortFrom(on)
		}
		if b.Words != "" {
			s += "“" + shorten(b.Words, 30) + "”"
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return ""
	}
	return "此前：" + strings.Join(all, "；")
}

// addAsked shows the requests for more time.
func (p *page) addAsked(r review, asked []checklist.Line, on checklist.Day, n *numeral) {
	if len(asked) == 0 {
		return
	}
	which, how := callOf(asked[0], r.among), ""
	if !r.readOnly {
		how = fmt.Sprintf("（回复“%s同意延期”“%s不同意延期”）", which, which)
	}
	p.add(head("%s、延期申请%s%s", n.next(), amount(asked), how))
	for _, group := range byItem(asked) {
		b := item(colourBlue, "申请延期", titled(group[0]))
		for _, x := range group {
			b.Lines = append(b.Lines, said(append(request(x, on), attached(x), before(x, on))...)...)
		}
		if !r.readOnly {
			b.Links = decisions(group, r.among, "同意延期", "不同意延期")
		}
		p.add(b)
	}
}

// request is what is asked, and what he must know who decides on it.
func request(x checklist.Line, on checklist.Day) []string {
	asked := fmt.Sprintf("%s申请由%s延至%s", x.Party, x.Deadline.LongFrom(on), x.Asked.LongFrom(on))
	if x.Deadline == 0 {
		asked = fmt.Sprintf("%s申请时限定为%s", x.Party, x.Asked.LongFrom(on))
	}
	if why := shorten(x.AskedWhy, mostOfLong); why != "" {
		asked += "：“" + why + "”"
	}
	var remarks []string
	if x.Waited > 0 {
		remarks = append(remarks, fmt.Sprintf("已等候%d个工作日", x.Waited))
	}
	if x.Late > 0 {
		remarks = append(remarks, fmt.Sprintf("时限已过%d个工作日，请尽快审定", x.Late))
	}
	if x.Asked < on {
		remarks = append(remarks, "申请的日期已过，同意的请另写日期")
	}
	return append([]string{asked}, said(x.Remark, strings.Join(remarks, "，"))...)
}
