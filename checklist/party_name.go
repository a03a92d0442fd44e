package checklist

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/zh"
)

var (
	betweenNames = zh.NewPattern(`[、，,;；\n]+`)
	bracketed    = zh.NewPattern(`^([^（()）]+)[（(]([^（()）]+)[）)]$`)
	openList     = zh.NewPattern(`等(?:单位|部门|科室|处室|\d+个部门)?$`)
	andWords     = []string{"以及", "和", "与", "及", "暨"}
)

// names splits one clause into names, as written.
func (r *partyReader) names(s string) (out []string, err error) {
	prefix := ""
	for i, piece := range betweenNames.Split(keepBrackets(s), -1) {
		piece = strings.ReplaceAll(piece, inBrackets, "、")
		if i == 0 {
			prefix = level(piece)
		}
		for _, name := range r.split(r.prefixed(prefix, tidyName(piece))) {
			if name == "" {
				continue
			}
			name = r.holder(name)
			if err := r.checkName(name); err != nil {
				return nil, err
			}
			out = append(out, name)
		}
	}
	return out, nil
}

// inBrackets stands for a 、 that divides no names: 各县（市、区）人民政府.
const inBrackets = "\x01"

var bracketsInside = zh.NewPattern(`[（(][^（()）]*[）)]\p{Han}`)

func keepBrackets(s string) string {
	return bracketsInside.ReplaceAllStringFunc(s, func(m string) string { return strings.ReplaceAll(m, "、", inBrackets) })
}

var ofALevel = zh.NewPattern(`^([省市县区])\p{Han}+(?:厅|局|委|办)$`)

// level is the 省 of 省科技厅, which goes on to the names after it: 省科技厅、财政厅.
func level(name string) string {
	if m := ofALevel.FindStringSubmatch(tidyName(name)); m != nil {
		return m[1]
	}
	return ""
}

func (r *partyReader) prefixed(prefix, name string) string {
	if prefix == "" || r.known(name) || level(name) != "" || level(prefix+name) == "" {
		return name
	}
	return prefix + name
}

// split divides what 、 has left whole: first the directory is asked, then
// spaces, slashes and 和 count only between pieces that look like names.
func (r *partyReader) split(s string) []string {
	if r.known(s) {
		return []string{s}
	}
	if bare := openList.ReplaceAllString(s, ""); bare != s && bare != "" {
		r.doubt("“等”之后的单位没有写明")
		return r.split(bare)
	}
	for _, separator := range []string{"/", "／", " "} {
		if pieces := strings.Split(s, separator); len(pieces) > 1 {
			return r.splitAt(pieces, separator)
		}
	}
	return r.splitAnd(s)
}

// splitAt splits at every separator when all pieces can stand alone; a space
// inside a name is layout and falls away.
func (r *partyReader) splitAt(pieces []string, separator string) []string {
	whole := strings.Join(pieces, separator)
	if separator == " " {
		if len(pieces) == 2 && r.isParty(pieces[0]) && isPerson(pieces[1]) && !r.known(pieces[1]) {
			return []string{whole} // 综合部 张三: see holder
		}
		whole = strings.Join(pieces, "")
	}
	var out []string
	for _, p := range pieces {
		if !r.isParty(p) {
			return []string{whole}
		}
		out = append(out, r.splitAnd(p)...)
	}
	return out
}

// splitAnd splits at the first 和 whose both sides are names: 综合部和技术服务部,
// but not 自然资源和规划局.
func (r *partyReader) splitAnd(s string) []string {
	if r.known(s) {
		return []string{s}
	}
	for _, and := range andWords {
		for from := 0; ; {
			at := strings.Index(s[from:], and)
			if at < 0 {
				break
			}
			left, right := s[:from+at], s[from+at+len(and):]
			if r.isParty(left) && r.isParty(right) {
				return append(r.splitAnd(left), r.splitAnd(right)...)
			}
			from += at + len(and)
		}
	}
	return []string{s}
}

// partyEndings are how names of departments, bodies and posts end.
var partyEndings = []string{
	"部", "科", "室", "处", "局", "办", "组", "队", "站", "所", "院", "会", "厅", "委", "股", "中心", "公司", "支部", "大厅",
	"部门", "单位", "科室", "处室", "主任", "副主任", "书记", "局长", "科长", "部长", "处长", "院长", "所长",
	"负责人", "领导", "人员", "党员", "政府", "街道", "镇", "乡", "县", "区", "市",
}

// isParty reports whether a text can stand alone as a party.
func (r *partyReader) isParty(s string) bool {
	s = tidyName(s)
	if r.known(s) {
		return true
	}
	for _, end := range partyEndings {
		if strings.HasSuffix(s, end) && utf8.RuneCountInString(s) > 1 {
			return true
		}
	}
	return false
}

// LooksLikeParties reports whether a text names parties to its end and nothing
// else: 综合部会同各部, but not half of it, nor a sentence.
func LooksLikeParties(cell string) bool {
	if cell == "" || len(cell) > 3*longestCell {
		return false
	}
	r := partyReader{known: func(string) bool { return false }}
	named := 0
	for _, piece := range aroundNames.Split(cell, -1) {
		if piece == "" {
			continue
		}
		if !r.isParty(piece) {
			return false
		}
		named++
	}
	return named > 0
}

var aroundNames = zh.NewPattern(`[、，,;；/＋+\s]+|会同|牵头|主办|配合|协助|协办|负责$|按职责分工负责`)

// isPerson reports whether a text can be a person's own name.
func isPerson(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && r != '·' {
			return false
		}
		n++
	}
	return 2 <= n && n <= 4
}

// holder turns 综合部（张三）, 张三（综合部） and 综合部 张三 into the department: who
// holds a post stands in the directory, since posts outlive people.
func (r *partyReader) holder(name string) string {
	if r.known(name) {
		return name
	}
	outside, inside, found := strings.Cut(name, " ")
	if m := bracketed.FindStringSubmatch(name); m != nil {
		outside, inside, found = m[1], m[2], true
	}
	if !found {
		return name
	}
	if !r.isParty(outside) && r.isParty(inside) {
		outside, inside = inside, outside
	}
	r.doubt("“" + inside + "”没有读入，责任主体读作“" + outside + "”，由通讯录决定找谁")
	return outside
}

// tidyName is the name without layout: trimmed, one space where there were many.
func tidyName(s string) string { return strings.Join(strings.Fields(s), " ") }

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
