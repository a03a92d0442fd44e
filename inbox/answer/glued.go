package answer

import (
	"strings"

	"duban/internal/zh"
)

var (
	// gluedVerb is all that is said of an item before the next number begins.
	gluedVerb = zh.NewPattern(`^ *(?:` + opener + `)*(?:(?:未|没有?|尚未|还没有?)?(?:完成|办结|完毕|办完|做完)|还没有?|没有|正在办理|正在推进|正在办|进行中|收到|不?同意|退回|不?通过|可以|不行|可|行)了?`)

	// endsInNumber: 3已完成5未完成2 counts households.
	endsInNumber = zh.NewPattern(`^[^,;。! ]*[\d一二三四五六七八九十](?:[项个件户宗条]|$|[,;。! ])`)
)

// gluedHead finds where the next answer begins without a delimiter:
// 三已完成七还没有; 0 if it does not. Numbers may count here, so both must have a
// verb to themselves, and no count may follow.
func (r *answerReader) gluedHead(key string, p answerPart) int {
	if len(p.head.nums) == 0 || p.head.count || p.phrase != "" || len(r.offered) < 2 {
		return 0
	}
	rest := clip(key[p.head.end:])
	at := len(gluedVerb.FindString(rest))
	if at == 0 {
		return 0
	}
	h, ok := readHead(rest[at:])
	if !ok || h.count || h.style != "" || h.chinese != p.head.chinese || !r.knowsAll(h.nums) {
		return 0
	}
	after := rest[at+h.end:]
	if !startsVerb.MatchString(after) || strings.HasPrefix(after, " ") || endsInNumber.MatchString(after) {
		return 0
	}
	return p.head.end + at
}
