package sheet

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/programtest"
)

// Another program opens what was filled, and shows it: LibreOffice.
func TestFill_anotherProgramOpensIt(t *testing.T) {
	t.Parallel()
	programtest.Need(t, "soffice", "pdftotext")
	const heads = "序号|项目|具体内容|责任单位|完成时限"
	status := map[int]string{1: "采取措施：制定方案\n成效：已落实到位。"}
	dir := t.TempDir()
	args := []string{"--headless", "--norestore", "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--convert-to", "pdf", "--outdir", dir}
	var written bytes.Buffer
	must(paper.WriteDOCX(&written, paper.PlainTable("", nil, nil)))
	var parts []string
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels"} {
		parts = append(parts, name, string(unpacked(t, written.Bytes(), name)))
	}
	for name, raw := range map[string][]byte{
		"merged.docx":   docx(t, par("通知")+gridded(heads, "v1|v老城厢|做甲|综合部|4月底", "^|^|做乙|综合部|^", "2|新城|做丙|各部|5月底")+par("登记中心"), parts...),
		"pages.docx":    docx(t, gridded(heads, "1|老|做甲|综合部|4月底")+par("续表")+gridded(heads, "2|新|做乙|各部|5月底"), parts...),
		"column.xlsx":   narrowBook(t),
		"existing.xlsx": workbookOf(t, nil, plainRows...),
	} {
		filled, _ := fill(t, "清单"+filepath.Ext(name), raw, status)
		must(os.WriteFile(filepath.Join(dir, name), filled, 0o600))
		args = append(args, filepath.Join(dir, name))
	}
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, name := range []string{"merged", "pages", "column", "existing"} {
		out, err := exec.Command("pdftotext", "-raw", filepath.Join(dir, name+".pdf"), "-").Output()
		if text := strings.Join(strings.Fields(string(out)), ""); err != nil || !strings.Contains(text, "采取措施：制定方案成效：已落实到位。") {
			t.Errorf("%s: %v: %s", name, err, text)
		}
	}
}

// gridded is a table of five columns as programs write it.
func gridded(rows ...string) string {
	return strings.Replace(tbl(rows...), `<w:tblPr/>`, `<w:tblPr/><w:tblGrid>`+strings.Repeat(`<w:gridCol w:w="1700"/>`, 5)+`</w:tblGrid>`, 1)
}

func unpacked(t *testing.T, raw []byte, name string) []byte {
	t.Helper()
	a, err := grid.OpenArchive(raw)
	must(err)
	part, err := a.Part(name)
	must(err)
	return part
}
