package notify

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"duban/checklist"
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
// so the tag stands in the subject.
func (l link) href(to, tag string) string {
	local, domain, _ := strings.Cut(to, "@")
	return "mailto:" + percent(local) + "@" + percent(domain) + "?subject=" + percent("回复："+tag+l.About) + "&body=" + percent(l.Line)
}

// percent encodes as RFC 3986, section 2.3 has it; a space is %20 and never a plus sign.
func percent(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// about is a link of an item; call is how its line names it.
func about(x checklist.Line, label, line string) link {
	return link{Label: label, Line: line, About: fmt.Sprintf("第%s项", numbered(x))}
}

// answers are the links below an item that is owed.
func answers(x checklist.Line, all []checklist.Line) []link {
	call := callOf(x, all)
	if x.Role == checklist.Joint {
		return []link{about(x, "反馈情况", call+"进展：已提供")}
	}
	links := []link{about(x, "已完成", call+"已完成：采取措施：　成效：")}
	if x.Colour != checklist.Red {
		links = append(links, about(x, "申请延期", call+"申请延期到　月　日，因"))
	}
	return links
}

// received is the link by which the receipt of a letter is confirmed.
func received() block { return taps(link{Label: "收到", Line: "收到"}) }

// urges is the link of one above, on what is late.
func urges(x checklist.Line) link {
	return about(x, "批示", fmt.Sprintf("%s 请%s尽快办结并反馈", numbered(x), x.Party))
}

// decisions are the links below what waits for one, one for each word of it; where one
// item waits of several departments, each has its own.
func decisions(group, all []checklist.Line, verdicts ...string) (links []link) {
	for _, x := range group {
		call, whose := callOf(x, all), ""
		if len(group) > 1 {
			whose = x.Party
		}
		for _, v := range verdicts {
			links = append(links, about(x, strings.TrimSuffix(v, "：")+whose, call+v))
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
