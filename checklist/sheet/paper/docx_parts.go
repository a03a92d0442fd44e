package paper

import (
	"fmt"
	"strconv"
)

// What a document needs beside its text: ECMA-376 part 1, 11.3, and part 2.

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	WordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relation = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	mainType = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
)

// wordParts are the parts that are the same in every document but for the size of
// its type.
func wordParts(m medium) []struct{ name, text string } {
	halfPoints, line := strconv.Itoa(int(2*m.size)), strconv.Itoa(int(m.line*twips))
	return []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + mainType + `document.main+xml"/>` +
			`<Override PartName="/word/styles.xml" ContentType="` + mainType + `styles+xml"/>` +
			`<Override PartName="/word/footer1.xml" ContentType="` + mainType + `footer+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + relation + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + relation + `styles" Target="styles.xml"/>` +
			`<Relationship Id="rId2" Type="` + relation + `footer" Target="footer1.xml"/></Relationships>`},
		{"word/footer1.xml", `<w:ftr ` + WordSpace + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr>` +
			`<w:r><w:t xml:space="preserve">第 </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>` +
			`<w:r><w:t xml:space="preserve"> 页，共 </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>` +
			`<w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>`},
		{"word/styles.xml", `<w:styles ` + WordSpace + `>` +
			`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="` + bodyFont + `" w:cs="Times New Roman"/>` +
			`<w:sz w:val="` + halfPoints + `"/><w:szCs w:val="` + halfPoints + `"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>` +
			`<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="` + line + `" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>` +
			`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>` +
			`<w:pPr><w:spacing w:before="` + strconv.Itoa(titleAbove) + `" w:after="` + strconv.Itoa(titleBelow) + `" w:line="` + strconv.Itoa(titleTwips) + `" w:lineRule="exact"/></w:pPr>` +
			`<w:rPr><w:rFonts w:eastAsia="` + titleFont + `"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:customStyle="1" w:styleId="Heading"><w:name w:val="表头"/><w:basedOn w:val="Normal"/>` +
			`<w:rPr><w:rFonts w:eastAsia="` + headFont + `"/></w:rPr></w:style>` +
			`<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>` +
			tableBorders + `</w:tblBorders><w:tblCellMar>` + cellMargins + `</w:tblCellMar></w:tblPr></w:style></w:styles>`},
	}
}

const tableBorders = `<w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/>` +
	`<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/>` +
	`<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/>`

var cellMargins = func() (s string) {
	for _, side := range []struct {
		name  string
		twips int
	}{{"top", cellOver}, {"left", cellSide}, {"bottom", cellOver}, {"right", cellSide}} {
		s += fmt.Sprintf(`<w:%s w:w="%d" w:type="dxa"/>`, side.name, side.twips)
	}
	return s
}()
