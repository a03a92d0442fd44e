package notify_test

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"duban/checklist/letter"
	"duban/internal/msg"
)

// What every mail program in an office draws alike: elements with their
// attributes, and the styles that may stand in one.
var (
	plain = map[string]string{
		"html": "xmlns lang", "head": "", "meta": "http-equiv content", "title": "", "body": "bgcolor topmargin leftmargin marginwidth marginheight",
		"table": "width cellpadding cellspacing border bgcolor style", "tr": "", "td": "width align bgcolor style height valign colspan",
		"span": "style", "a": "href style", "b": "", "br": "",
	}
	plainStyles = "font font-size color padding max-width"
	sixDigits   = regexp.MustCompile(`^#[0-9a-f]{6}$`)
)

// mostBytes of a page: some programs cut at 102 kB.
const mostBytes = 100_000

func checkPage(t *testing.T, page string) {
	t.Helper()
	if len(page) > mostBytes {
		t.Errorf("the page has %d bytes", len(page))
	}
	for z := html.NewTokenizer(strings.NewReader(page)); z.Next() != html.ErrorToken; {
		if tok := z.Token(); tok.Type == html.StartTagToken || tok.Type == html.SelfClosingTagToken {
			checkElement(t, tok)
		}
	}
}

func checkElement(t *testing.T, tok html.Token) {
	t.Helper()
	attributes, known := plain[tok.Data]
	if !known {
		t.Errorf("<%s> is not for mails", tok.Data)
	}
	at := map[string]string{}
	for _, a := range tok.Attr {
		at[a.Key] = a.Val
		if !listed(attributes, a.Key) {
			t.Errorf("<%s %s> is not for mails", tok.Data, a.Key)
		}
		if a.Key == "bgcolor" && !sixDigits.MatchString(a.Val) {
			t.Errorf("colour %q does not have six digits", a.Val)
		}
	}
	style := styles(at["style"])
	for name, value := range style {
		if !listed(plainStyles, name) {
			t.Errorf("style %s is not for mails", name)
		}
		if name == "padding" && tok.Data != "td" {
			t.Errorf("padding on <%s>: Word's engine takes it on cells only", tok.Data)
		}
		if name == "color" && !sixDigits.MatchString(value) {
			t.Errorf("colour %q does not have six digits", value)
		}
	}
	if tok.Data == "td" && at["bgcolor"] == "" {
		t.Error("a cell without its own ground: turned dark, its text may vanish")
	}
	if ink, ground := style["color"], at["bgcolor"]; ink != "" && ground != "" && contrast(t, ink, ground) < 4.5 {
		t.Errorf("%s on %s is hard to read", ink, ground)
	}
}

func listed(list, word string) bool {
	return strings.Contains(" "+list+" ", " "+word+" ")
}

func styles(s string) map[string]string {
	out := map[string]string{}
	for one := range strings.SplitSeq(s, ";") {
		if name, value, ok := strings.Cut(one, ":"); ok {
			out[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return out
}

// contrast is WCAG 2's ratio of two colours; 4.5 is its demand on small text.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) (sum float64) {
	t.Helper()
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.03928 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestCompose_theWorstSeasonStaysUnderTheLimit(t *testing.T) {
	t.Parallel()
	const words = "受人员变动影响，正在会同相关部门研究，预计下月中旬完成，届时一并报送有关材料和照片，请予理解并酌情延期办理。"
	worst := but(quality, func(l *letter.Line) {
		l.LastWord, l.WordOn, l.Fault = words, april30, msg.New("the mailbox bounces", "550 5.1.1 用户不存在")
	})
	var all []letter.Line
	for no := 1; no <= 40; no++ {
		for _, party := range []string{"业务受理部", "权籍调查部", "转移登记部", "抵押登记部", "房产登记部"} {
			all = append(all, but(worst, func(l *letter.Line) { l.No, l.Party, l.Content = no, party, fmt.Sprint(no, l.Content) }))
		}
	}
	var everything []letter.Filed
	for no := 1; no <= 40; no++ {
		everything = append(everything, letter.Filed{No: no, Content: filed.Content, Outcome: filed.Outcome, Record: filed.Record, Text: words + words, Hint: msg.Words(words)})
	}
	for name, l := range map[string]letter.Letter{
		"every item overdue at every department": digest(letter.KindDigest, func(d *letter.Digest) { d.Overdue = all }),
		"all of it raised at once":               lead(letter.KindEscalate, all...),
		"a reply without end": receipt(letter.KindReceipt, letter.Receipt{Filed: everything, Files: reports,
			Text: strings.Repeat("“”&<>'\"", 50_000), Unread: slices.Repeat([]msg.Message{msg.Words(words)}, 3000)}),
		"a reply of empty lines": receipt(letter.KindHeld, letter.Receipt{Text: strings.Repeat("一\n", 50_000)}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw, _ := compose(t, l, director, office)
			m := decode(t, raw)
			checkPage(t, m.page)
			if !strings.HasSuffix(m.text, "〔督办 K7Q4M2〕（回复时请保留此编号）\n") {
				t.Error("the foot is missing")
			}
		})
	}
}
