package notify_test

import (
	"context"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/checklist"
	"duban/checklist/letter"
	"duban/checklist/sheet"
	"duban/internal/msg"
	"duban/internal/programtest"
	"duban/notify"
)

// seed are the items of the example list, as lines of one reader: those due in April lead,
// every third of the others joint.
func seed(t *testing.T, n int) (all []letter.Line) {
	t.Helper()
	list, err := sheet.ReadList("实施清单.txt", duban.Checklist, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, it := range list.Items[:n] {
		l := letter.Line{Assignment: int64(i + 1), No: it.No, Content: it.Content, Role: checklist.Lead, Party: "技术服务部", Deadline: april30, Last: april30, Colour: letter.Amber}
		if it.No > 19 {
			l.Deadline, l.Last, l.Colour, l.Left = may31, may29, letter.Green, 18
		}
		if it.No%3 == 0 {
			l.Role, l.LeadParty = checklist.Joint, "综合部"
		}
		all = append(all, l)
	}
	return all
}

var departments = []letter.Dept{{Name: "行政效能监督科", Lead: 4, Due: 4, Overdue: 3}, {Name: "业务受理部", Lead: 18, Accepted: 15, OnTime: 15, Due: 15},
	{Name: "权籍调查部", Lead: 9}, {Name: "转移登记部", Lead: 14, Accepted: 9, OnTime: 9, Due: 9}, {Name: "抵押登记部", Lead: 13, Accepted: 9, OnTime: 8, Due: 9},
	{Name: "房产登记部", Lead: 13, Accepted: 9, OnTime: 9, Due: 9}, {Name: "中心主任", Lead: 1, Accepted: 1, OnTime: 1, Due: 1}, {Name: "分管副主任", Lead: 1, Accepted: 1, OnTime: 1, Due: 1},
	{Name: "党支部委员会", Lead: 2, Accepted: 2, OnTime: 2, Due: 2}, {Name: "综合部", Lead: 14, Accepted: 4, OnTime: 4, Due: 4}, {Name: "技术服务部", Lead: 7, Accepted: 3, OnTime: 3, Due: 3}}

// longLetters are the longest that a season of the example list brings.
func longLetters(t *testing.T) map[string]letter.Letter {
	t.Helper()
	first := seed(t, 29)
	for i := range first {
		if first[i].Step = "assign"; first[i].Colour == letter.Amber {
			first[i].Colour, first[i].Left = letter.Green, 20
		}
	}
	due := seed(t, 29)
	for i := range due {
		if due[i].Colour == letter.Amber {
			due[i].Step = "due"
		}
	}
	full := letter.Digest{No: 23, Counts: letter.Counts{Total: 40, Accepted: 15, Review: 16, Green: 9}, Depts: departments, Course: red.Course, Next: checklist.Date(2026, 4, 28), Head: red.Head, Events: 599, MailboxOK: red.MailboxOK}
	for i, l := range seed(t, 16) {
		for n := range 1 + (i % 2) + i/15 {
			l.Party, l.Claim, l.ClaimOn, l.Attachments, l.Colour = departments[n+1].Name, "已完成：采取措施：制定方案、明确专人、按周检查，组织窗口人员学习并逐项对照整改；成效：已落实到位，群众反映良好，投诉量较上月下降三成。", checklist.Date(2026, 4, 26), 1, letter.Green
			l.Unproven, l.Assignment, l.Files = true, int64(100*i+n), []letter.Enclosure{{File: reports[0]}}
			full.Review = append(full.Review, l)
		}
	}
	late := full
	late.Counts, late.Review = letter.Counts{Total: 40, Accepted: 15, Review: 2, Green: 20, Red: 3}, full.Review[:3]
	late.Overdue = []letter.Line{quality, but(quality, func(l *letter.Line) { l.No, l.Content = 6, "加强组织领导，主要负责人亲自抓。" }), but(quality, func(l *letter.Line) { l.No, l.Content = 7, "加强监督检查和业务指导。" })}
	late.Faults = red.Faults
	return map[string]letter.Letter{
		"first":  lead(letter.KindAssign, first...),
		"remind": on(april30, lead(letter.KindRemind, due...)),
		"claims": {Kind: letter.KindDigest, Digest: &full},
		"red":    {Kind: letter.KindDigest, Digest: &late},
	}
}

func TestCompose_aThousandItemsMakeNoBook(t *testing.T) {
	t.Parallel()
	var all []letter.Line
	for i := range 1000 {
		all = append(all, but(quality, func(l *letter.Line) {
			l.Assignment, l.No, l.Content = int64(i+1), i+1, fmt.Sprintf("第%d件信访事项，按期答复，并将答复意见和送达情况存档备查。", i+1)
		}))
	}
	raw, _ := composeOn(t, on(april30, lead(letter.KindRemind, all...)), director, office)
	got := decode(t, raw)
	if len(raw) > 100<<10 {
		t.Errorf("a reminder of 1,000 items has %d KB", len(raw)>>10)
	}
	for _, want := range []string{"1000项未办结", "第60件信访事项", "另有940项，不再逐项写出", "999、1000"} {
		if !strings.Contains(got.text, want) {
			t.Errorf("no %q in\n%.2000s", want, got.text)
		}
	}
}

// TestCompose_longLettersFitThePhone draws the longest letters in Chromium as on a phone
// of 375 × 812. mostScreens are promised to readers; docs/letters.md tells what was before.
func TestCompose_longLettersFitThePhone(t *testing.T) {
	t.Parallel()
	programtest.Need(t, "chromium")
	mostScreens := map[string]float64{"first": 7, "remind": 2.5, "claims": 3.5, "red": 2}
	pages := map[string]string{}
	for name, l := range longLetters(t) {
		for suffix, o := range map[string]notify.Office{"": office, "english": inEnglish()} {
			raw, _ := composeOn(t, l, director, o)
			pages[name+suffix] = decode(t, raw).page
			checkPage(t, pages[name+suffix])
		}
	}
	for name, height := range heights(t, pages) {
		screens := float64(height) / 812
		t.Logf("%s: %d px, %.1f screens", name, height, screens)
		most := mostScreens[strings.TrimSuffix(name, "english")]
		if screens > most {
			t.Errorf("%s takes %.1f screens, more than %.1f", name, screens, most)
		}
	}
}

// TestCompose_theReportOnAListIsOnePage prints the longest one that a list can make, on A4.
func TestCompose_theReportOnAListIsOnePage(t *testing.T) {
	t.Parallel()
	programtest.Need(t, "chromium", "pdfinfo")
	long := but(closed, func(d *letter.Digest) {
		for i := range 40 {
			d.Depts = append(d.Depts, letter.Dept{Name: fmt.Sprintf("不动产登记信息管理第%d科", i), Lead: 4, Accepted: 4, OnTime: i % 5, Due: 4, Extended: 1})
			d.Unfinished = append(d.Unfinished, letter.Unfinished{No: 100 + i, Content: quality.Content, Party: "不动产登记信息管理科", Why: msg.Words(strings.Repeat("机构改革后职责已调整，", 20))})
		}
	})
	raw, _ := composeOn(t, report(long), director, office)
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(strings.Replace(decode(t, raw).page, "</head>", "<style>@page { size: A4 }</style></head>", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	chromium(t, "--no-pdf-header-footer", "--print-to-pdf="+file+".pdf", "file://"+file)
	info, err := exec.Command("pdfinfo", file+".pdf").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`Pages: +1\n`, `Page size: .*A4`} {
		if !regexp.MustCompile(want).Match(info) {
			t.Errorf("the report is printed as\n%s, want %s", info, want)
		}
	}
}

// chromium runs it without a window.
func chromium(t *testing.T, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "chromium", append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + t.TempDir()}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// heights draws pages 375 pixels wide and measures them.
func heights(t *testing.T, pages map[string]string) map[string]int {
	t.Helper()
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><body>")
	for name, page := range pages {
		fmt.Fprintf(&b, `<iframe id="%s" width="375" height="812" frameborder="0" srcdoc="%s"></iframe>`, name, html.EscapeString(page))
	}
	b.WriteString(`<p id="out"></p><script>onload=()=>{for(const f of document.querySelectorAll("iframe"))document.getElementById("out").textContent+=f.id+"="+f.contentDocument.documentElement.scrollHeight+";"}</script>`)
	file := filepath.Join(t.TempDir(), "letters.html")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out := chromium(t, "--dump-dom", "file://"+file)
	found := map[string]int{}
	for _, m := range regexp.MustCompile(`([a-z]+)=(\d+);`).FindAllStringSubmatch(string(out[strings.LastIndex(string(out), `id="out"`):]), -1) {
		found[m[1]], _ = strconv.Atoi(m[2])
	}
	if len(found) != len(pages) {
		t.Fatalf("measured %v", found)
	}
	return found
}
