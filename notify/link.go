package notify

import (
	"net/url"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/words"
)

// link opens a reply with its first line ready. What it opens is an ordinary reply: the
// reader of answers knows no difference, and whoever uses no links answers as ever.
type link struct {
	Label string
	Line  string // of the reply
	About string // 第14项: what its subject says behind the tag
}

// href is the link as RFC 6068 has it: all but unreserved characters are percent-encoded,
// in UTF-8. There is no field by which a program would know the letter that is answered,
// so re, what the subject begins with, holds the tag.
func (l link) href(to, re string) string {
	local, domain, _ := strings.Cut(to, "@")
	return "mailto:" + percent(local) + "@" + percent(domain) + "?subject=" + percent(strings.TrimSpace(re+l.About)) + "&body=" + percent(l.Line)
}

// percent encodes as RFC 3986, section 2.3 has it; a space is %20 and never a plus sign.
func percent(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// about is a link of an item.
func (v voice) about(x letter.Line, label, line string) link {
	return link{Label: label, Line: line, About: v.itemNo(numbered(x))}
}

// answers are the links below an item that is owed.
func (v voice) answers(x letter.Line, all []letter.Line) []link {
	call := v.callOf(x, all)
	if x.Role == checklist.Joint {
		return []link{v.about(x, v.Of("反馈情况", "Report my part"), call+v.Of("进展：已提供", "progress: provided"))}
	}
	links := []link{v.about(x, v.Of("已完成", "Done"), call+v.Of("已完成：采取措施：　成效：", "done: measures:   results: "))}
	if x.Colour != letter.Red {
		links = append(links, v.about(x, v.Of("申请延期", "More time"), call+v.Of("申请延期到　月　日，因", "extend to … because ")))
	}
	return links
}

// received is the link by which the receipt of a letter is confirmed.
func (v voice) received() block {
	return taps(link{Label: v.Of("收到", "Received"), Line: v.Of("收到", "received")})
}

// urge is a sample of a superior's word on an item.
func (v voice) urge(x letter.Line) string {
	return v.say("%s 请%s尽快办结并反馈", "%s please have %s finish it soon and report", numbered(x), x.Party)
}

// urges is the link of one above, on what is late.
func (v voice) urges(x letter.Line) link {
	return v.about(x, v.Of("批示", "Instruct"), v.urge(x))
}

// verdict is a decision: what its link is called, and what the line says that gives it.
type verdict struct{ label, line words.Text }

var (
	accept = verdict{words.Text{Zh: "同意", En: "Approve"}, words.Text{Zh: "同意", En: "approve"}}
	reject = verdict{words.Text{Zh: "退回", En: "Return"}, words.Text{Zh: "退回：", En: "return: "}}
	grant  = verdict{words.Text{Zh: "同意延期", En: "Grant"}, words.Text{Zh: "同意延期", En: "approve the extension"}}
	refuse = verdict{words.Text{Zh: "不同意延期", En: "Refuse"}, words.Text{Zh: "不同意延期", En: "extension not approved"}}
)

// decisions are the links below what waits for one, one for each word of it; where one
// item waits of several departments, each has its own.
func (v voice) decisions(group, all []letter.Line, verdicts ...verdict) (links []link) {
	for _, x := range group {
		call, whose := v.callOf(x, all), ""
		if len(group) > 1 {
			whose = v.Of("", ": ") + x.Party
		}
		for _, d := range verdicts {
			links = append(links, v.about(x, d.label.In(v.Language)+whose, call+d.line.In(v.Language)))
		}
	}
	return links
}

// taps is a row of links that are about the whole letter.
func taps(all ...link) block { return block{Kind: "links", Links: all} }

// withLinks is a block with links, if it shows any.
func (b block) withLinks(all ...link) block {
	b.Links = all
	return b
}

// withoutLinks leaves the links out, and the rows of nothing else.
func withoutLinks(blocks []block) []block {
	blocks = slices.DeleteFunc(slices.Clone(blocks), func(b block) bool { return b.Kind == "links" })
	for i := range blocks {
		blocks[i].Links = nil
		blocks[i].Parts = withoutLinks(blocks[i].Parts)
	}
	return blocks
}
