package answer

import (
	"strings"

	"duban/internal/zh"
)

var (
	otherHead  = zh.NewPattern(`^ *(?:其余|其他|其它|剩余|剩下|另外)(?:的|各|所有|几|[一二两三四五六七八九十]|\d{1,2})*(?:项|条)?(?:事项|任务|工作)?`)
	aboveHead  = zh.NewPattern(`^ *(?:以上|上述)(?:各|所有|几|[一二两三四五六七八九十]|\d{1,2})*(?:项|条)?(?:事项|任务|工作)?`)
	exceptHead = zh.NewPattern(`^[ (,]*(?:除了?|除去|除开|扣除|去掉|不含|不包括|不包含) ?`)
	exceptTail = zh.NewPattern(`^ ?(?:以外|之外|外)(?:的|\))*`)
	exceptPost = zh.NewPattern(`^ ?(?:除外|以外|之外|不在内|不在其中)(?:的|\))*`)
	exceptEnds = zh.NewPattern(`^ ?\)? ?(?:$|[,.;。!)]|都|均|全)`)
	clauseStop = zh.NewPattern(`^ ?\)? ?(?:$|[,.;。!)])`)

	// onlyHead begins an answer about some items and no other: 只有3完成了.
	onlyHead = zh.NewPattern(`^ *(?:目前|现在?|截至目前|截止目前)?(?:只有|仅有|唯有|唯独|只|仅|唯|就)(?:是)?`)

	// leftHead begins what is still to be done: 就差9, 只剩第9项没完成.
	leftHead = zh.NewPattern(`^ *(?:目前|现在?|截至目前|截止目前)?(?:只剩下?|就剩下?|仅剩下?|还剩下?|只差|就差|还差|仅差|尚余|尚差|尚有)`)

	// restOfOne is the rest of one item, not of the items: 剩余部分正在推进.
	restOfOne = zh.NewPattern(`^ *(?:部分|部份|内容|问题|材料|资料|环节|手续|户|宗)`)
)

// quantifiedHead reads a head that names items by those it leaves out: 其余, 除7外,
// 7以外均, or that stresses those it names: 只有3, 就差9.
func quantifiedHead(key string) (answerPart, bool) {
	key = clip(key)
	if w := len(otherHead.FindString(key)); w > 0 && !restOfOne.MatchString(key[w:]) {
		return answerPart{head: answerHead{others: true, numberList: numberList{end: w}}}, startsVerb.MatchString(key[w:])
	}
	if h, ok := exceptionHead(key); ok {
		return answerPart{head: h}, true
	}
	if p, ok := leftToDo(key); ok {
		return p, true
	}
	return onlyThese(key)
}

// exceptionHead reads 除7外 before a verb; where no verb follows, it is an
// exception from what was said before it: 全部完成，7除外.
func exceptionHead(key string) (answerHead, bool) {
	except, end, ok := exceptPhrase(key)
	if !ok {
		return answerHead{}, false
	}
	h := answerHead{except: except, numberList: numberList{end: end}}
	next := end + len(key[end:]) - len(strings.TrimLeft(key[end:], " ,"))
	if w := len(otherHead.FindString(key[next:])); w > 0 {
		h.others, next = true, next+w
	}
	switch {
	case startsVerb.MatchString(key[next:]):
		h.end = next
	case clauseStop.MatchString(key[end:]):
		h.others, h.trailing = false, true
	default:
		return h, false
	}
	return h, true
}

// exceptPhrase reads the numbers that are left out, and where the phrase ends:
// 除7外, 7除外, 不含7. A mere 除7 must end its
// clause, or stand before 都.
func exceptPhrase(key string) (except []int, end int, ok bool) {
	opens := len(exceptHead.FindString(key))
	if opens == 0 && !hasNear(key, "外", "不在") {
		return nil, 0, false
	}
	begins := opens
	if opens == 0 {
		begins = len(key) - len(strings.TrimLeft(key, " (,"))
	}
	l, ok := readNumbers(key[begins:])
	if !ok {
		return nil, 0, false
	}
	end = begins + l.end
	tail := exceptPost
	if opens > 0 {
		tail = exceptTail
	}
	w := len(tail.FindString(key[end:]))
	if w == 0 && (opens == 0 || !exceptEnds.MatchString(key[end:])) {
		return nil, 0, false
	}
	end += w
	if strings.HasPrefix(key[end:], ")") {
		end++
	}
	return l.nums, end, true
}

// leftToDo keeps its first words for the comparison, for they say 未完成.
func leftToDo(key string) (answerPart, bool) {
	opens := leftHead.FindString(key)
	if opens == "" {
		return answerPart{}, false
	}
	l, ok := readNumbers(key[len(opens):])
	if l.end += len(opens); !ok || l.count || !startsVerb.MatchString(key[l.end:]) && !clauseStop.MatchString(strings.TrimPrefix(key[l.end:], "了")) {
		return answerPart{}, false
	}
	return answerPart{head: answerHead{numberList: l}, phrase: strings.TrimSpace(opens) + " "}, true
}

func onlyThese(key string) (answerPart, bool) {
	opens := len(onlyHead.FindString(key))
	if opens == 0 {
		return answerPart{}, false
	}
	l, ok := readNumbers(key[opens:])
	l.end += opens
	return answerPart{head: answerHead{numberList: l}}, ok && startsVerb.MatchString(key[l.end:])
}

// exceptedSaid reads 除9未完成外，其余均已完成: what is said of the 9 by the way, and
// where the head about all the others begins and ends.
var exceptedSaid = zh.NewPattern(`^ *除了? ?(?:第|事项|\d|` + cnOne + `)[^,;。!]{2,40}?(?:以外|之外|外)[ ,]*`)

// exceptedPart divides a line there; rest is empty where the line does not begin so.
func exceptedPart(s said) (excepted answerPart, rest said, others answerPart) {
	key := clip(s.key)
	whole := exceptedSaid.FindString(key)
	opens := len(exceptHead.FindString(key))
	if whole == "" || opens == 0 {
		return
	}
	l, ok := readNumbers(key[opens:])
	l.end += opens
	rest = s.from(len(whole))
	w := len(otherHead.FindString(rest.key))
	if !ok || l.end >= len(whole) || !startsVerb.MatchString(key[l.end:]) || !startsVerb.MatchString(clip(rest.key[w:])) {
		return answerPart{}, said{}, answerPart{}
	}
	excepted = answerPart{head: answerHead{numberList: l}}.until(s.to(len(whole)))
	return excepted, rest, answerPart{head: answerHead{others: true, numberList: numberList{end: w}}}
}
