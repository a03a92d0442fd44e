package notify_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"duban/checklist/letter"
)

// mailto is the grammar of RFC 6068, section 2, for one recipient and the fields that our
// links have: what is not unreserved there is percent-encoded.
var mailto = regexp.MustCompile(`^mailto:((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+@[A-Za-z0-9.-]+)\?subject=((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)&body=((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)$`)

// mostLink is what the strictest programs take of an address.
const mostLink = 1800

// tapped is what opens when a link is touched.
type tapped struct{ label, to, subject, body string }

// linksOf parses the links of a page.
func linksOf(t *testing.T, page string) (all []tapped) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "a" {
			continue
		}
		href := n.Attr[slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "href" })].Val
		m := mailto.FindStringSubmatch(href)
		if m == nil || len(href) > mostLink {
			t.Errorf("%q (%d bytes) is no link for mails", href, len(href))
			continue
		}
		for i := range m[1:] {
			if m[i+1], err = url.PathUnescape(m[i+1]); err != nil {
				t.Error(err)
			}
		}
		all = append(all, tapped{strings.Trim(n.FirstChild.Data, "〔〕"), m[1], m[2], m[3]})
	}
	return all
}

// says is what the first line of a reply must be, by the label that was touched.
var says = []struct{ label, line *regexp.Regexp }{
	{regexp.MustCompile(`^已完成$`), regexp.MustCompile(`^[甲乙]?\d+ \S*已完成：采取措施：　成效：$`)},
	{regexp.MustCompile(`^申请延期$`), regexp.MustCompile(`^[甲乙]?\d+ \S*申请延期到　月　日，因$`)},
	{regexp.MustCompile(`^反馈情况$`), regexp.MustCompile(`^[甲乙]?\d+ \S*进展：已提供$`)},
	{regexp.MustCompile(`^(收到|确认|不是本人|全部同意)$`), regexp.MustCompile(`^(收到|确认|不是本人|全部同意)$`)},
	{regexp.MustCompile(`^批示$`), regexp.MustCompile(`^[甲乙]?\d+ 请\S+尽快办结并反馈$`)},
	{regexp.MustCompile(`^同意(\S+[部科])?$`), regexp.MustCompile(`^[甲乙]?\d+ \S*同意$`)},
	{regexp.MustCompile(`^退回(\S+[部科])?$`), regexp.MustCompile(`^[甲乙]?\d+ \S*退回：$`)},
	{regexp.MustCompile(`^同意延期$`), regexp.MustCompile(`^\d+ 同意延期$`)},
	{regexp.MustCompile(`^不同意延期$`), regexp.MustCompile(`^\d+ 不同意延期$`)},
	{regexp.MustCompile(`^撤回\d+$`), regexp.MustCompile(`^撤回\d+$`)},
	{regexp.MustCompile(`^\d+$`), regexp.MustCompile(`^\d+$`)},
}

// TestCompose_aLinkOpensTheReplyThatItNames reads each link of every letter as a mail
// program does.
func TestCompose_aLinkOpensTheReplyThatItNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range letterCases {
		raw, _ := compose(t, c.letter, c.to, office)
		m := decode(t, raw)
		for _, l := range linksOf(t, m.page) {
			if l.to != "duban+K7Q4M2@djzx.example" || !strings.HasPrefix(l.subject, "回复：〔督办 K7Q4M2〕") {
				t.Errorf("%s: %s opens a reply to %s about %s", c.name, l.label, l.to, l.subject)
			}
			at := slices.IndexFunc(says, func(s struct{ label, line *regexp.Regexp }) bool { return s.label.MatchString(l.label) })
			if at < 0 || !says[at].line.MatchString(l.body) {
				t.Errorf("%s: 〔%s〕 opens a reply that says %q", c.name, l.label, l.body)
				continue
			}
			seen[says[at].label.String()] = true
		}
		if strings.Contains(m.text, "mailto:") || strings.Contains(m.text, "〔已完成〕") {
			t.Errorf("%s: the text part has links", c.name)
		}
	}
	for _, s := range says {
		if !seen[s.label.String()] {
			t.Errorf("no letter has a link %s", s.label)
		}
	}
}

func TestCompose_linksAreAChoice(t *testing.T) {
	t.Parallel()
	o := office
	o.Links = false
	for _, c := range letterCases {
		with, _ := compose(t, c.letter, c.to, office)
		without, _ := compose(t, c.letter, c.to, o)
		if a, b := decode(t, with), decode(t, without); a.text != b.text || strings.Contains(b.page, "mailto:") {
			t.Errorf("%s: the switch changes more than the links", c.name)
		}
	}
}

// TestCompose_countsAgree holds the numbers of a digest's subject against its first line
// and against its sections.
func TestCompose_countsAgree(t *testing.T) {
	t.Parallel()
	number := regexp.MustCompile(`(逾期|待您审核|延期申请)(\d+)`)
	for _, c := range letterCases {
		if c.letter.Kind != letter.KindDigest || c.letter.Digest.Closing {
			continue
		}
		raw, subject := compose(t, c.letter, c.to, office)
		text := decode(t, raw).text
		first := strings.SplitN(text, "\n\n", 3)[1]
		for _, m := range number.FindAllStringSubmatch(subject, -1) {
			switch m[1] {
			case "逾期":
				if !strings.Contains(first+text, "逾期"+m[2]) || !strings.Contains(text, "、逾期"+m[2]+"项") {
					t.Errorf("%s: the subject says %s", c.name, m[0])
				}
			case "待您审核":
				if !strings.Contains(text, "待审核"+m[2]) {
					t.Errorf("%s: the subject says %s, the first line %s", c.name, m[0], first)
				}
			default:
				if !strings.Contains(text, "、"+m[0]+"项") {
					t.Errorf("%s: the subject says %s", c.name, m[0])
				}
			}
		}
	}
}
