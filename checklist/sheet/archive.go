package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"duban/checklist"
)

// mostPart is how much of one part of an archive is unpacked: the header of an
// archive may lie about sizes, so what comes out is counted.
const mostPart = 64 << 20

// archive is an office document: a zip of parts (ECMA-376 part 2, OPC).
type archive struct {
	*zip.Reader
}

func openArchive(raw []byte) (archive, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	return archive{z}, err
}

func (a archive) has(name string) bool { return a.file(name) != nil }

func (a archive) file(name string) *zip.File {
	for _, f := range a.File {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// part unpacks one part; a part that is not there is nil.
func (a archive) part(name string) ([]byte, error) {
	f := a.file(name)
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, damagedDocument()
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, mostPart+1))
	if err != nil {
		return nil, damagedDocument()
	}
	if len(content) > mostPart {
		return nil, checklist.Problems{{What: fmt.Sprintf("展开后超过%dMB", mostPart>>20), Mend: "请只保留清单的表格，另存后再导入"}}
	}
	return content, nil
}

// mostElements bounds a part that becomes a tree in memory, where an element of
// five bytes takes a hundred times as much; ten thousand rows of twenty cells fit.
const mostElements = 500_000

// mostMerges bounds merged cells, each of which is compared with all others.
const mostMerges = 20_000

// modest refuses an archive with more elements in a part than a list can have.
func (a archive) modest() error {
	for _, f := range a.File {
		if !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		part, err := a.part(f.Name)
		if err != nil {
			return err
		}
		elements := bytes.Count(part, []byte("<")) - bytes.Count(part, []byte("</"))
		if elements > mostElements || bytes.Count(part, []byte("mergeCell ")) > mostMerges {
			return tooManyCells()
		}
	}
	return nil
}

func tooManyCells() error {
	return checklist.Problems{{What: "表格的单元格太多", Mend: "请删去表格之外的行和列，只保留清单，另存后再导入"}}
}

// replaced writes the archive with some parts changed. Every other part is
// copied as it is packed, byte for byte.
func (a archive) replaced(w io.Writer, parts map[string][]byte) error {
	z := zip.NewWriter(w)
	for _, f := range a.File {
		content, changed := parts[f.Name]
		if !changed {
			if err := z.Copy(f); err != nil {
				return fmt.Errorf("copying %s: %w", f.Name, err)
			}
			continue
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method, Modified: f.Modified})
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.Name, err)
		}
		if _, err := out.Write(content); err != nil {
			return fmt.Errorf("writing %s: %w", f.Name, err)
		}
	}
	return z.Close()
}

// refused says why an archive is not read, nil when it is a workbook or a
// document that can be tried.
func (a archive) refused() *checklist.Problem {
	for _, f := range a.File {
		if f.Flags&1 != 0 {
			return &checklist.Problem{What: "文件加了密码", Mend: "请打开后去掉密码，另存再导入"}
		}
		if strings.HasSuffix(f.Name, "vbaProject.bin") {
			return &checklist.Problem{What: "文件带有宏", Mend: "请另存为不带宏的 .xlsx 或 .docx"}
		}
	}
	switch {
	case a.has("xl/workbook.xml"), a.has(wordPart):
		return nil
	case a.has("content.xml"):
		return &checklist.Problem{What: "是 OpenDocument 文件", Mend: "请另存为 .docx 或 .xlsx"}
	}
	return &checklist.Problem{What: "不是 Word 文档，也不是 Excel 工作簿", Mend: "压缩包请先解压；其他文件请用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx"}
}

func damagedDocument() error {
	return checklist.Problems{{What: "文件打不开，可能已损坏", Mend: "请用 Word、Excel 或 WPS 打开，重新另存为 .docx 或 .xlsx"}}
}
