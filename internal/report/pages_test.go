package report_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"duban"
	"duban/checklist/sheet"
	"duban/checklist/sheet/paper"
	"duban/internal/programtest"
)

// leadsOf are how many parties of the example list answer for an item, where it
// is more than one: a group has an answer of each of its members.
var leadsOf = map[int]int{1: 5, 2: 2, 3: 4, 4: 4, 5: 5, 6: 9, 7: 9, 9: 4, 10: 4, 11: 4, 24: 8, 30: 2, 33: 5}

// season is the example list as it comes back after a season in which all but one
// item were struck off.
func season(t *testing.T) (table paper.Table, answers int) {
	t.Helper()
	list, err := sheet.ReadList("实施清单.txt", duban.Checklist, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	status := map[int]string{}
	for _, it := range list.Items {
		n := max(1, leadsOf[it.No])
		if it.No == 34 {
			continue
		}
		var parts []string
		for range n {
			name := ""
			if n > 1 {
				name = "业务受理部："
			}
			parts = append(parts, name+"采取措施：围绕“"+firstRunes(it.Content, 30)+"”制定方案、明确专人、按周检查\n成效：已落实到位，群众反映良好。")
			answers++
		}
		status[it.No] = strings.Join(parts, "\n")
	}
	if table, err = sheet.NewTable(list, list.Items, status); err != nil {
		t.Fatal(err)
	}
	return table, answers
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// The list that comes back is pages that an office signs: the title over the
// table, the headings on every page, no page for a few lines, nothing cut off.
// Seen with LibreOffice; the laws of print_test.go hold without it.
func TestPages_anOfficeSignsThem(t *testing.T) {
	t.Parallel()
	programtest.Need(t, "soffice", "pdfinfo", "pdftotext")
	table, answers := season(t)
	for form, write := range map[string]func(io.Writer, paper.Table) error{".docx": paper.WriteDOCX, ".xlsx": paper.WriteXLSX} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := write(&b, table); err != nil {
				t.Fatal(err)
			}
			pages := printed(t, form, b.Bytes())
			if len(pages) > 12 {
				t.Errorf("%d pages", len(pages))
			}
			if !strings.Contains(pages[0], table.Title) || !strings.Contains(pages[0], "持续开展为民服务宗旨教育") {
				t.Errorf("the first page has not title and table:\n%s", pages[0])
			}
			for i, page := range pages {
				if !strings.Contains(page, "序号") || !strings.Contains(page, "完成情况（采取措施及成效）") {
					t.Errorf("page %d has no headings of the columns", i+1)
				}
				if !strings.ContainsAny(page, "一二三") || !headed(page) {
					t.Errorf("page %d does not say which task goes on:\n%s", i+1, page)
				}
				if n := len([]rune(page)); n < 500 && i < len(pages)-1 {
					t.Errorf("page %d is nearly empty: %d characters", i+1, n)
				}
			}
			all := strings.Join(pages, "")
			for _, words := range []string{"采取措施：围绕", "按周检查", "群众反映良好。"} {
				if n := strings.Count(all, words); n != answers {
					t.Errorf("%s stands there %d times of %d", words, n, answers)
				}
			}
		})
	}
}

// headed reports whether a page says the task that its first rows belong to.
func headed(page string) bool {
	for _, task := range []string{"一、抓典型问题", "二、抓基础能力", "三、抓先进典"} {
		if strings.Contains(page, task) {
			return true
		}
	}
	return false
}

// printed is the text of a document page by page, without white space, as
// LibreOffice prints it.
func printed(t *testing.T, form string, raw []byte) (pages []string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "in"+form), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "soffice", "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "in"+form))
	n := 0
	for line := range strings.Lines(run(t, "pdfinfo", filepath.Join(dir, "in.pdf"))) {
		_, _ = fmt.Sscanf(line, "Pages: %d", &n)
	}
	for page := 1; page <= n; page++ {
		text := run(t, "pdftotext", "-raw", "-f", fmt.Sprint(page), "-l", fmt.Sprint(page), filepath.Join(dir, "in.pdf"), "-")
		pages = append(pages, strings.Join(strings.Fields(text), ""))
	}
	if n == 0 {
		t.Fatal("no page was printed")
	}
	return pages
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}
