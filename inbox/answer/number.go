package answer

import (
	"strings"
	"unicode/utf8"

	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// unit follows a number that counts or dates something and names no item.
var unit = zh.NewPattern(`^(?:[a-z个月日年次人万亿千百十户件宗点秒天元份台名家类种轮级楼层所多倍度套场篇页米亩起例笔款届岁折卷吨幢栋间张%‰]|号(?:[^事项任]|$)|#(?:楼|栋|幢|机|线|泵|炉|库|井|厂|变|塔|桥|门|窗)|时(?:[^限]|$)|分(?:[^管]|$)|期(?:[^限间]|$)|批(?:[^准]|$)|处(?:[^理置]|$)|周(?:[^一二三四五六日天]|$)|项目|小时|季度|阶段|步|版|稿|公里|平方|工作日|学时|` +
	`(?:窗口|标段|中心|大厅|单元|社区|车间|机房|支部|专班|路口|街道|乡镇|支队|大队|号线|部门|余)|室(?:[^内外]|$)|科(?:[^学技]|$)|组(?:[^织建成]|$)|队(?:[^伍]|$)|成(?:[^立为效果]|$)|村|条(?:第|款|的?规定|之规定|所|明确|要求))`)

var (
	// marked is an item's number in Latin letters: item 3, no.3.
	marked = zh.NewPattern(`(?:items?|tasks?|no|nr)[.:]? ?#?$`)

	// notItem stands before a number that counts or names something else.
	notItem = zh.NewPattern(`(?:[\d/%〕)]|\d\.|[a-z])$|(?:附件|附表|附图|表|图|页|电话|版本|共|计|约|近|达|率|比|款|从|增|减|超过?) ?$|\bof $`)

	continued   = zh.NewPattern(`^(?::[0-5]\d(?:\D|$)|[./]\d)`) // 14:30, 3.5, 3/5
	monthAndDay = zh.NewPattern(`^\d{1,2}[./]\d{1,2}`)
	perCent     = zh.NewPattern(`^(?:\.\d+)? ?[%‰]`)

	// measured stands before a per cent that tells an effect and not how much is done.
	measured = zh.NewPattern(`(?:提升|提高|增长|增加|上升|下降|减少|降低|压缩|缩短|压减|满意率|满意度|准确率|合格率|好评率|覆盖率)(?:了|达|到|至|达到|为|约|近)* ?$`)
)

const (
	mostNumber  = 999
	mostEnding  = 24  // bytes around a number that tell whether it is an item's
	mostListed  = 60  // numbers in one list
	mostInRange = 100 // items in one range
)

// numeral reads a number, and tells an item's from what counts or dates something.
func (l lexer) numeral(t token) token {
	rest := l.key[t.from:min(len(l.key), t.from+mostEnding)]
	n, width, han := leadingNumeral(rest)
	if width == 0 {
		return t
	}
	if d := len(decimal.FindString(rest)); d > 0 && (perCent.MatchString(rest[d:]) || unit.MatchString(rest[d:])) {
		n, width = 0, d // 0.3%, 3.5万元
	}
	after, before := rest[width:], ending(l.key[:t.from])
	t.n, t.to, t.han, t.kind = n, t.from+width, han, number
	next, _ := utf8.DecodeRuneInString(after)
	day := monthAndDay.FindString(rest)
	switch {
	case counted.MatchString(after):
		t.kind = count
	case next == '、' || next == ',' || next == ' ':
	case day != "" && toldBehind(rest[len(day):]):
		if d, ok := zh.ParseDate(day); ok {
			t.kind, t.to, t.date = date, t.from+len(day), d
		}
		return t
	case perCent.MatchString(after) && !measured.MatchString(before):
		t.kind = kind(lexicon.Part)
	case unit.MatchString(after), continued.MatchString(after):
		t.kind = count
	}
	if n == 0 || n > mostNumber || !han && width > 3 && isDigit(rest[0]) || countedBefore(before, han) {
		t.kind = count
	}
	return t
}

var decimal = zh.NewPattern(`^\d+\.\d+`)

// countedBefore reports words before a number that make it another's: 附件14, 共7.
func countedBefore(before string, han bool) bool {
	return before != "" && !strings.HasSuffix(before, "、") && notItem.MatchString(before) && !marked.MatchString(before) && !(han && isDigit(before[len(before)-1]))
}

// toldBehind: of 4.20已完成 the number is a day, of 3.5万元 it is none.
func toldBehind(s string) bool {
	sense, _ := lexicon.LeadingWord(s)
	return sense == lexicon.Past || sense == lexicon.Done
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// leadingNumeral also knows ⑭, ⑴ and ⒈, twenty of each, and 一十四.
func leadingNumeral(s string) (n, width int, han bool) {
	r, w := utf8.DecodeRuneInString(s)
	for _, first := range []rune{'①', '⑴', '⒈'} {
		if r >= first && r < first+20 {
			return int(r-first) + 1, w, false
		}
	}
	n, width, han = zh.LeadingNumber(s)
	if pair := strings.Index(s[:width], "两"); pair > 0 { // 三、九两项
		n, _ = zh.Number(s[:pair])
		return n, pair, true
	}
	return n, width, han
}

// isNumbers: 3-5 may be a range of items and 1. 14 a line's number and an item's, which
// the head decides.
func isNumbers(s string) bool {
	return strings.Trim(s, "0123456789-~. ") == "" && (strings.ContainsAny(s, "~ ") || strings.Count(s, "-") == 1)
}

// ending leaves the last characters of a text.
func ending(s string) string {
	at := max(0, len(s)-mostEnding)
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	return s[at:]
}
