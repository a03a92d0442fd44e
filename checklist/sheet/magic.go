package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"strings"

	"duban/checklist"
)

// foreign are documents that are known by their first bytes and not read here.
var foreign = []struct{ magic, what, mend string }{
	{"\xd0\xcf\x11\xe0", "是旧版 Office 文件（.doc、.xls、.wps、.et）或加了密码的文件", "请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx"},
	{"%PDF", "是 PDF 文件", "请用原来的 Word 或 Excel 文件另存为 .xlsx；没有原件的，把表格转成 Excel 再导入"},
	{"\x89PNG", "是图片", "图片里的文字不能读，请用原来的表格另存为 .xlsx"},
	{"\xff\xd8\xff", "是图片", "图片里的文字不能读，请用原来的表格另存为 .xlsx"},
	{"GIF8", "是图片", "图片里的文字不能读，请用原来的表格另存为 .xlsx"},
	{"II*\x00", "是图片", "图片里的文字不能读，请用原来的表格另存为 .xlsx"},
	{"Rar!", "是压缩包", "请先解压，再导入其中的表格"},
	{"7z\xbc\xaf", "是压缩包", "请先解压，再导入其中的表格"},
	{"\x1f\x8b", "是压缩包", "请先解压，再导入其中的表格"},
	{`{\rtf`, "是 RTF 文档", "请用 Word 或 WPS 打开，把表格复制到 Excel，另存为 .xlsx"},
	{"<", "是网页或 XML 文件", "请用 Excel 或 WPS 打开，另存为 .xlsx"},
}

// refused says why a file is not read at all, nil when it can be tried.
func refused(name string, raw []byte) *checklist.Problem {
	bare := bytes.TrimLeft(raw, "\xef\xbb\xbf \r\n\t")
	if len(bare) == 0 {
		return &checklist.Problem{What: "文件是空的", Mend: "请确认选对了文件，并且已经存盘"}
	}
	if len(raw) > mostBytes {
		return &checklist.Problem{What: fmt.Sprintf("文件超过%dMB", mostBytes>>20), Mend: "请只保留清单的表格，去掉图片后另存为 .xlsx"}
	}
	for _, f := range foreign {
		if bytes.HasPrefix(bare, []byte(f.magic)) {
			return &checklist.Problem{What: f.what, Mend: f.mend}
		}
	}
	if isZip(raw) {
		return refusedZip(raw)
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".txt", ".tsv", ".csv":
		return nil
	case ".xlsx", ".xlsm", ".docx":
		return &checklist.Problem{What: "扩展名是 " + ext + "，内容却不是，文件可能损坏", Mend: "请用原来的程序打开，另存为 .xlsx"}
	default:
		return &checklist.Problem{What: fmt.Sprintf("不认识扩展名“%s”", ext), Mend: "可以导入 .xlsx、.csv、.tsv 和 .txt；其他文件请另存为 .xlsx"}
	}
}

// refusedZip tells workbooks from the other documents that are zip archives.
func refusedZip(raw []byte) *checklist.Problem {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return &checklist.Problem{What: "文件损坏，打不开", Mend: "请用 Excel 或 WPS 重新另存为 .xlsx"}
	}
	for _, f := range archive.File {
		switch {
		case f.Name == "xl/workbook.xml":
			return nil
		case f.Name == "word/document.xml":
			return &checklist.Problem{What: "是 Word 文档（.docx）", Mend: "请把其中的表格复制到 Excel 或 WPS 表格，另存为 .xlsx"}
		}
	}
	return &checklist.Problem{What: "不是 Excel 工作簿", Mend: "压缩包请先解压；其他文件请用 Excel 或 WPS 另存为 .xlsx"}
}
