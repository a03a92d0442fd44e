package notify

import (
	"slices"
	"strings"

	"duban/checklist/letter"
)

// review is what waits for a verdict, divided once for all that a letter says of it.
type review struct {
	look, alike []letter.Line // what shows a reason to look before one agrees, and what shows none
	late, rest  []letter.Line // what is late at another department and is counted there, and what is not
	among       []letter.Line // what an answer chooses from: requests for more time, too
	unproven    bool          // no sender of several is proven: it is said once
	readOnly    bool          // the reader may not decide
}

func reviewOf(d *letter.Digest) review {
	r := review{among: slices.Concat(d.Review, d.Asked), readOnly: d.ReadOnly}
	r.look, r.alike = wantsLook(d.Review)
	for _, x := range d.Review {
		if slices.ContainsFunc(d.Overdue, func(y letter.Line) bool { return isItemOf(y, x) }) {
			r.late = append(r.late, x)
		} else {
			r.rest = append(r.rest, x)
		}
	}
	r.unproven = len(d.Review) > 1 && len(only(d.Review, isUnproven)) == len(d.Review)
	return r
}

// isItemOf reports that two lines are of one item.
func isItemOf(a, b letter.Line) bool { return numbered(a) == numbered(b) && a.Content == b.Content }

func isUnproven(x letter.Line) bool { return x.Unproven }

// wantsLook divides claims. What all of them share tells none of them apart.
func wantsLook(all []letter.Line) (look, alike []letter.Line) {
	const none = 5
	bare := func(x letter.Line) bool { return x.Attachments == 0 }
	allUnproven, allBare := len(only(all, isUnproven)) == len(all), len(only(all, bare)) == len(all)
	reason := func(x letter.Line) int { // what weighs most comes first
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
	weight := func(group []letter.Line) int { // an item stands in one place
		return reason(slices.MinFunc(group, func(a, b letter.Line) int { return reason(a) - reason(b) }))
	}
	groups := byItem(all)
	slices.SortStableFunc(groups, func(a, b []letter.Line) int { return weight(a) - weight(b) })
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

// toJudge is what a claim does, to one who may decide on it and to one who may not.
func (v voice) toJudge(r review) string {
	if r.readOnly {
		return v.Of("待审核", "to be judged")
	}
	return v.Of("待您审核", "to judge")
}

// waiting says of what waits that it is late, too, at another department.
func (v voice) waiting(r review, x letter.Line) string {
	if slices.ContainsFunc(r.late, func(y letter.Line) bool { return isItemOf(y, x) }) {
		return v.Of("待审核，其他单位逾期", "to be judged, others overdue")
	}
	return v.Of("待审核", "to be judged")
}

// A claim is shown in full where few wait, and where one wants a look.
const (
	fewClaims  = 6
	mostOfLong = 300
	mostOfMany = 20
)

// addReview shows what waits for a verdict: first what wants a look, then what is alike.
func (p *page) addReview(r review, n *numeral) {
	all := slices.Concat(r.look, r.alike)
	if len(all) == 0 {
		return
	}
	how := p.say("（回复“%s同意”“%s退回：……”“全部同意”）", " (“%sapprove”, “%sreturn: …”, “approve all”)", p.callOf(all[0], r.among), p.callOf(all[len(all)-1], r.among))
	if r.readOnly {
		how = ""
	}
	section := func(title string, claims []letter.Line, many bool) {
		if len(claims) == 0 {
			return
		}
		p.add(head(n.next(title + p.amount(claims) + how)))
		how = ""
		var said []string
		if r.unproven && claims[0].Assignment == all[0].Assignment {
			said = append(said, p.Of("发件人均未核验。", "No sender is proven."))
		}
		if many && !p.aside {
			said = append(said, p.say("看全文：回复“%s 情况”。", "For the whole text reply “%s status”.", numbered(claims[0])))
		}
		if len(said) > 0 {
			p.add(para(strings.Join(said, p.Of("", " "))))
		}
		p.add(p.claims(r, claims, many)...)
	}
	rest := p.toJudge(r)
	if len(r.look) > 0 {
		rest = p.say("其余%s", "others %s", rest)
	}
	section(p.say("需要%s看的", "To be looked at by %s: ", p.you()), r.look, false)
	section(p.capital(rest+p.Of("", ": ")), r.alike, len(all) > fewClaims)
	if !r.readOnly && len(all) > 1 {
		p.add(taps(link{Label: p.Of("全部同意", "Approve all"), Line: p.Of("全部同意", "approve all")}))
	}
}

// claims are the items of a section; where they are many, shortened and under one mark.
func (v voice) claims(r review, all []letter.Line, many bool) (items []block) {
	most := mostOfLong
	if many {
		most = mostOfMany
	}
	for _, group := range byItem(all) {
		b := item(colourBlue, v.waiting(r, group[0]), v.titled(group[0]))
		for _, x := range group {
			x.Claim, x.Unproven = v.shorten(x.Claim, most), x.Unproven && !r.unproven
			if many {
				b.Lines = append(b.Lines, v.claim(x, "")+v.gap()+v.counted(x))
			} else {
				b.Lines = append(b.Lines, said(v.claim(x, v.dueOf(x)), v.attached(x), v.before(x))...)
			}
		}
		if many && group[0].Deadline != 0 {
			b.Mark += v.say("，时限%s", ", due %s", v.day(group[0].Deadline))
		}
		if !r.readOnly {
			b.Links = v.decisions(group, r.among, accept, reject)
		}
		items = append(items, b)
	}
	if many {
		return v.underOneMark(items)
	}
	return items
}

// underOneMark sets items that bear the same mark below it, in the order in which the
// marks appear.
func (v voice) underOneMark(items []block) (out []block) {
	for _, b := range items {
		at := slices.IndexFunc(out, func(g block) bool { return g.Mark == b.Mark })
		if at < 0 {
			at, out = len(out), append(out, block{Kind: "group", Colour: b.Colour, Mark: b.Mark})
		}
		b.Mark = ""
		out[at].Parts = append(out[at].Parts, b)
		out[at].Text = v.items(len(out[at].Parts))
	}
	return out
}

// claim is who says what, and what has to be known of his saying so.
func (v voice) claim(x letter.Line, due string) string {
	s := v.say("%s%s报办结", "%s, %s", x.Party, v.short(x.ClaimOn))
	unproven := ""
	if x.Unproven {
		unproven = v.Of("发件人未核验", "sender not proven")
	}
	s += v.beside(v.remarks(due, unproven, v.says(x.Recorded)))
	if x.Claim != "" {
		s += v.Of("：", ": ") + "“" + x.Claim + "”"
	}
	if x.Attachments == 0 {
		s += v.gap() + v.Of("无附件", "no files")
	}
	if x.Overtaken != 0 {
		s += v.say("（此前申请延期至%s，以报办结为准）", " (asked for an extension to %s before; that it is done counts)", v.short(x.Overtaken))
	}
	if x.Recalled {
		s += v.Of("（来信人其后要求撤回该邮件，请先与其核实）", " (the sender has since asked for the mail back; please make sure first)")
	}
	return s
}

// dueOf is the deadline as it stands beside a claim.
func (v voice) dueOf(x letter.Line) string {
	if x.Deadline == 0 {
		return ""
	}
	return v.say("时限%s%s", "due %[2]s %[1]s", v.day(x.Deadline), v.weekday(x.Deadline))
}

// counted is how many files there are.
func (v voice) counted(x letter.Line) string {
	if x.Attachments == 0 {
		return ""
	}
	s := v.say("附件%d", "%d {1:file|files}", x.Attachments)
	if n := countEnclosed(x.Files); n > 0 {
		s += v.say("（随信附上%d）", " (%d enclosed)", n)
	}
	return s
}

func countEnclosed(files []letter.Enclosure) (n int) {
	for _, f := range files {
		if f.Enclosed {
			n++
		}
	}
	return n
}

// attached names each file, what it is, and how large.
func (v voice) attached(x letter.Line) string {
	if len(x.Files) == 0 { // of a letter written before files were named
		return v.counted(x)
	}
	var names []string
	for _, f := range x.Files {
		of := said(v.says(letter.FileKind(f.Name)), v.size(f.Size), v.says(f.Note))
		if f.Enclosed {
			of = append(of, v.Of("随信附上", "enclosed"))
		}
		names = append(names, f.Name+v.beside(v.clauses(of)))
	}
	if more := len(names) - mostNamed; more > 0 {
		names = append(names[:mostNamed], v.say("另%d个", "%d more", more))
	}
	return v.Of("附件：", "files: ") + v.list(names)
}

// mostNamed files are named; whoever sends a hundred photographs is told so.
const mostNamed = 12

// before is what was promised and decided earlier.
func (v voice) before(x letter.Line) string {
	var all []string
	for _, b := range x.Before {
		if b.Day != 0 && b.Day == x.Overtaken { // stands beside the claim
			continue
		}
		s := v.say("%s%s", "%s %s", v.day(b.On), b.Event)
		if b.Day != 0 {
			s += v.say("至%s", " to %s", v.day(b.Day))
		}
		if said := v.says(b.Words); said != "" {
			s += v.Of("", " ") + "“" + v.shorten(said, 30) + "”"
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return ""
	}
	return v.Of("此前：", "before: ") + v.remarks(all...)
}

// addAsked shows the requests for more time.
func (p *page) addAsked(r review, asked []letter.Line, n *numeral) {
	if len(asked) == 0 {
		return
	}
	which, how := p.callOf(asked[0], r.among), ""
	if !r.readOnly {
		how = p.say("（回复“%s同意延期”“%s不同意延期”）", " (“%sapprove the extension”, “%sextension not approved”)", which, which)
	}
	p.add(head(n.next(p.say("延期申请%s%s", "Extensions asked for: %s%s", p.amount(asked), how))))
	for _, group := range byItem(asked) {
		b := item(colourBlue, p.Of("申请延期", "extension asked for"), p.titled(group[0]))
		for _, x := range group {
			b.Lines = append(b.Lines, said(append(p.request(x), p.attached(x), p.before(x))...)...)
		}
		if !r.readOnly {
			b.Links = p.decisions(group, r.among, grant, refuse)
		}
		p.add(b)
	}
}

// request is what is asked, and what he must know who decides on it.
func (v voice) request(x letter.Line) []string {
	asked := v.say("%s申请由%s延至%s", "%s asks to extend it from %s to %s", x.Party, v.date(x.Deadline), v.date(x.Asked))
	if x.Deadline == 0 {
		asked = v.say("%s申请时限定为%s", "%s asks for %s as its deadline", x.Party, v.date(x.Asked))
	}
	if why := v.shorten(x.AskedWhy, mostOfLong); why != "" {
		asked += v.Of("：", ": ") + "“" + why + "”"
	}
	var remarks []string
	if x.Waited > 0 {
		remarks = append(remarks, v.say("已等候%d个工作日", "has waited for %d {1:workday|workdays}", x.Waited))
	}
	if x.Late > 0 {
		remarks = append(remarks, v.say("时限已过%d个工作日，请尽快审定", "the deadline passed %d {1:workday|workdays} ago, please decide soon", x.Late))
	}
	if x.Asked < v.on {
		remarks = append(remarks, v.Of("申请的日期已过，同意的请另写日期", "the day asked for is past: if you agree, write another one"))
	}
	return append([]string{asked}, said(v.says(x.Remark), v.clauses(remarks))...)
}
