package zh

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// simplified are the traditional forms of the words that decide, and the waves that
// stand for a dash.
var simplified = map[rune]rune{
	'辦': '办', '結': '结', '畢': '毕', '轉': '转', '還': '还', '沒': '没', '無': '无', '應': '应', '該': '该', '將': '将', '預': '预', '計': '计', '爭': '争',
	'銷': '销', '項': '项', '號': '号', '進': '进', '經': '经', '暫': '暂', '請': '请', '長': '长', '遲': '迟', '給': '给', '處': '处',
	'週': '周', '個': '个', '幫': '帮', '駁': '驳', '準': '准', '復': '复', '簽': '签', '閱': '阅', '難': '难', '餘': '余', '幾': '几', '條': '条',
	'內': '内', '後': '后', '點': '点', '時': '时', '節': '节', '國': '国', '慶': '庆', '勞': '劳', '動': '动', '間': '间', '發': '发', '歲': '岁', '終': '终', '兩': '两', '單': '单', '況': '况', '狀': '状', '態': '态',
	'﹐': ',', '～': '~', '〜': '~', '∼': '~',
}

// Simplify returns the simplified form of a character that decides something, and
// every other as it is.
func Simplify(r rune) rune {
	if simple, found := simplified[r]; found {
		return simple
	}
	return r
}

// folded is a text as its days are read: folded, in lower case, without quotation
// marks, and without white space but between Latin letters and digits, where it parts
// words. at holds for each byte its place in the text as written.
type folded struct {
	s  string
	at []int
}

const quotationMarks = `“”"'‘’「」『』《》`

// Tight is a text as its days are read: without white space and quotation marks, half
// width, simplified, lower case.
func Tight(text string) string { return fold(text).s }

func fold(written string) folded {
	var b strings.Builder
	t := folded{at: make([]int, 0, len(written)+1)}
	gap, last := false, ' '
	for i, r := range written {
		r = foldForDays(r)
		if r == ' ' {
			gap = true
		}
		if r == ' ' || r == 0 || strings.ContainsRune(quotationMarks, r) {
			continue
		}
		if gap && isLatin(last) && isLatin(r) {
			b.WriteByte(' ')
			t.at = append(t.at, i)
		}
		gap, last = false, r
		n, _ := b.WriteRune(r)
		for range n {
			t.at = append(t.at, i)
		}
	}
	t.s, t.at = b.String(), append(t.at, len(strings.TrimRightFunc(written, unicode.IsSpace)))
	return t
}

func foldForDays(r rune) rune {
	r = unicode.ToLower(FoldRune(Simplify(r)))
	switch {
	case r >= 0x2F00 && r < 0x2FE0, r >= 0xF900 && r < 0xFB00: // radicals that a PDF has for 月 and 日
		r, _ = utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	case r == '−', r == '－', r == '﹣':
		return '-'
	}
	return r
}

func isLatin(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
