package checklist

import (
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"duban/internal/msg"
	"duban/internal/zh"
)

var (
	betweenNames = zh.NewPattern(`[、，,;；\n]+`)
	openList     = zh.NewPattern(`等(?:各|有关|相关|各有关|各相关)?(?:单位|部门|科室|处室|\d+个(?:部门|单位))?$`)
	andWords     = []string{"以及", "和", "与", "及", "暨"}
)

// names splits one clause into names, as written.
func (r *partyReader) names(s string) (out []string, err error) {
	prefix := ""
	for i, piece := range betweenNames.Split(s, -1) {
		piece = strings.ReplaceAll(piece, inBrackets, "、")
		if i == 0 {
			prefix = level(piece)
		}
		for _, name := range r.split(r.prefixed(prefix, tidyName(piece))) {
			if name == "" {
				continue
			}
			name = r.holder(name)
			if r.isNobody(name) {
				r.nobody = append(r.nobody, name)
				continue
			}
			if err := r.checkName(name, prefix); err != nil {
				return nil, err
			}
			out = append(out, name)
		}
	}
	return out, nil
}

// inBrackets stands for a 、 that divides no names: 各县（市、区）人民政府.
const inBrackets = "\x01"

var bracket = zh.NewPattern(`([^、，,;；（()）\s:：]*)[（(]([^（()）]*)[）)]`)

// unbracket settles what brackets hold, by one rule: a name that the directory
// knows with them, or that goes on after them, or that is for all of a kind, keeps
// them (各县（市、区）人民政府, 各镇（街道）); a
// role is that of the name before (A（牵头）), a clause stands for itself (A（B配合）);
// the rest explains and is left out with a doubt: people, parts, addresses.
func (r *partyReader) unbracket(s string) (rest string, tags []clause) {
	var b strings.Builder
	at := 0
	for _, m := range bracket.FindAllStringSubmatchIndex(s, -1) {
		whole, name, inside := s[m[0]:m[1]], s[m[2]:m[3]], strings.TrimSpace(s[m[4]:m[5]])
		next, _ := utf8.DecodeRuneInString(s[m[1]:])
		role := roleNames.FindStringSubmatch(inside)
		b.WriteString(s[at:m[0]])
		at = m[1]
		switch {
		case role != nil && name != "":
			tags = append(tags, clause{name, labelRole(role[1])})
			b.WriteString("、")
		case !endsName(next) || strings.HasPrefix(name, "各") || r.known(whole):
			b.WriteString(strings.ReplaceAll(whole, "、", inBrackets))
		case strings.HasPrefix(inside, "会同") || r.stripVerb(inside, rolePlain).text != inside:
			b.WriteString(name + "，" + inside + "，")
		case !r.isParty(name) && r.isParty(inside):
			r.leftOut(name, inside)
			b.WriteString(inside)
		default:
			r.leftOut(inside, name)
			b.WriteString(name)
		}
	}
	return b.String() + s[at:], tags
}

// endsName reports whether a name ends where this character, or nothing, follows.
func endsName(next rune) bool {
	return next == utf8.RuneError || unicode.IsSpace(next) || strings.ContainsRune("、，,;；/／+＋:：（()）", next)
}

func (r *partyReader) leftOut(inside, name string) {
	if inside != "" {
		r.doubt(msg.New("left out of a party", inside, name))
	}
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
		r.doubt(msg.New("others not named"))
		return r.split(bare)
	}
	for _, separator := range []string{"/", "／", "+", "＋", " "} {
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
		if !isLatinName(whole) {
			whole = strings.Join(pieces, "")
		}
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

// holder turns 综合部 张三 and 综合部：张三 into the department: who holds a post stands in the
// directory, since posts outlive people.
func (r *partyReader) holder(name string) string {
	outside, inside, found := strings.Cut(strings.NewReplacer("：", " ", ":", " ").Replace(name), " ")
	if found && !(r.isParty(outside) && isPerson(inside)) && !strings.Contains(name, " ") {
		return name
	}
	if r.known(name) || !found || isLatinName(name) {
		return name
	}
	if !r.isParty(outside) && r.isParty(inside) {
		outside, inside = inside, outside
	}
	r.leftOut(inside, outside)
	return outside
}

// besideTheirs puts a person who stands in a line under a department beside it.
func (r *partyReader) besideTheirs(s string) string {
	lines := strings.Split(s, "\n")
	out := lines[:1]
	for _, line := range lines[1:] {
		last := &out[len(out)-1]
		if name := tidyName(line); isPerson(name) && !r.isParty(name) && !vague.MatchString(name) && r.isParty(*last) && !strings.ContainsAny(*last, "、，,;；") {
			*last += " " + name
			continue
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// isLatinName reports whether a name is written in letters, with spaces of its own.
func isLatinName(name string) bool {
	return strings.IndexFunc(name, func(c rune) bool { return unicode.Is(unicode.Han, c) }) < 0
}

// tidyName is the name without layout: trimmed, one space where there were many.
func tidyName(s string) string { return strings.Join(strings.Fields(s), " ") }

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// PartyKey folds a party name for comparison: NFKC, without white space and what
// cannot be seen. Folding a key changes nothing.
func PartyKey(name string) string {
	if norm.NFKC.IsNormalString(name) && strings.IndexFunc(name, unprinted) < 0 {
		return name
	}
	seen := strings.Map(func(r rune) rune {
		if unprinted(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(name))
	return norm.NFKC.String(seen) // marks that white space had parted have come together
}

func unprinted(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// FoldMail folds a mail address for comparison: trimmed, lower case. Nothing
// else: a full-width dot or a look-alike letter must not become a known address.
func FoldMail(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

func validMail(s string) bool {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s {
		return false
	}
	for _, r := range s {
		if r > unicode.MaxASCII {
			return false // RFC 6531 addresses are not to be had at any office's server
		}
	}
	return true
}
