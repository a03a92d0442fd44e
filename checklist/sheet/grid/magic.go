package grid

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
)

// foreign are documents that are known by their first bytes and not read here.
var foreign = []struct{ magic, what, mend string }{
	{compound, "是旧版 Office 文件（.doc、.xls、.wps、.et）", "请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx"},
	{"%PDF", "是 PDF 文件", "请用原来的 Word 或 Excel 文件；没有原件的，把表格转成 Excel 再导入"},
	{"\x89PNG", "是图片", "图片里的文字不能读，请用原来的表格另存为 .xlsx"},
	{"\xff\xd8\xff", "是图片", "图片里的文字不能读，请用原来的表格另存为 .xlsx"},
	{"GIF8", "是图片", "图片里的文字不能读，请用原来的表格另存为 .xlsx"},
	{"II*\x00", "是图片", "图片里的文字不能读，请用原来的表格另存为 .xlsx"},
	{"Rar!", "是压缩包", "请先解压，再导入其中的表格"},
	{"7z\xbc\xaf", "是压缩包", "请先解压，再导入其中的表格"},
	{"\x1f\x8b", "是压缩包", "请先解压，再导入其中的表格"},
	{`{\rtf`, "是 RTF 文档", "请用 Word 或 WPS 打开，另存为 .docx"},
	{"<", "是网页或 XML 文件", "请用 Excel 或 WPS 打开，另存为 .xlsx"},
}

// refused says why a file is not read at all, nil when it can be tried.
func refused(name string, raw []byte) *checklist.Problem {
	bare := bytes.TrimLeft(raw, "\xef\xbb\xbf \r\n\t")
	if len(bare) == 0 {
		return &checklist.Problem{What: msg.Words("文件是空的"), Mend: msg.Words("请确认选对了文件，并且已经存盘")}
	}
	if len(raw) > mostBytes {
		return &checklist.Problem{What: msg.Words(fmt.Sprintf("文件超过%dMB", mostBytes>>20)), Mend: msg.Words("请只保留清单的表格，去掉图片后另存为 .xlsx")}
	}
	if isEncrypted(raw) {
		return &checklist.Problem{What: msg.Words("文件加了密码"), Mend: msg.Words("请打开后去掉密码，另存再导入")}
	}
	for _, f := range foreign {
		if bytes.HasPrefix(bare, []byte(f.magic)) {
			return &checklist.Problem{What: msg.Words(f.what), Mend: msg.Words(f.mend)}
		}
	}
	if IsZip(raw) {
		return nil
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".txt", ".tsv", ".csv":
		return nil
	case ".xlsx", ".xlsm", ".docx":
		return &checklist.Problem{What: msg.Words("扩展名是 " + ext + "，内容却不是，文件可能损坏"), Mend: msg.Words("请用原来的程序打开，重新另存")}
	default:
		return &checklist.Problem{What: msg.Words(fmt.Sprintf("不认识扩展名“%s”", ext)), Mend: msg.Words("可以导入 .docx、.xlsx、.csv、.tsv 和 .txt；其他文件请另存为 .docx 或 .xlsx")}
	}
}

// compound begins the files of Office up to 2003 and of WPS, and those behind a password.
const compound = "\xd0\xcf\x11\xe0"

// IsLegacy reports whether a file is a Word or Excel file of before 2007, or of
// WPS: to be turned into .docx or .xlsx before it is read.
func IsLegacy(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte(compound)) && !isEncrypted(raw)
}

// isEncrypted knows an OOXML file behind a password: a compound file with a
// stream EncryptedPackage, whose name stands in UTF-16 ([MS-OFFCRYPTO], 2.3.4.4).
func isEncrypted(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte(compound)) &&
		bytes.Contains(raw, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"))
}
