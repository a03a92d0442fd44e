package answer

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/internal/zh"
)

// answerHead is the part of an answer that says which items it is about.
type answerHead struct {
	numberList
	style  string // what stands after the number: "." "、" ")" ":"
	except []int  // 除7外
	others bool   // 其余
	above  bool   // 以上, 上述: the items named before

	trailing bool // 全部完成，7除外: an exception from what stands before it
}

func (h answerHead) any() bool {
	return len(h.nums) > 0 || len(h.except) > 0 || h.others || h.above
}

// itemPart is a stretch of a line about the items of its head.
type answerPart struct {
	head   answerHead
	phrase string // a verb that stood before the number: 退回3
	said
}

// until gives a part its text, all of rest but a number at its start. Where the
// verb stood first, phrase becomes what is compared: 同意29延期 as 同意延期.
func (p answerPart) until(rest said) answerPart {
	p.said = rest
	if p.head.trailing {
		return p
	}
	if p.phrase == "" {
		p.said = rest.from(p.head.end)
	} else {
		p.phrase += rest.key[p.head.end:]
	}
	return p
}

var (
	headOpen  = zh.NewPattern(`^ *(?:截至目前|截止目前|目前|现在?|实际上?|但是?|而|不过|至于|其中)?[,:]?(?:关于|针对|对于|就|对)?(?:(?:来信|来函|贵(?:部门?|科室?|处|中心|单位|局)|您|你们?|通知|督办单|督办通知|邮件|清单)(?:中|里)?(?:提到|所列|列出|提醒|督办|交办|涉及|要求)的|[我贵](?:部门?|科室?|处|中心|单位|局|们)(?:负责|牵头|承办|主办|督办|交办)的)?(?:《?\p{Han}{0,10}清单》?中?的?)?[ (\[【〔<《「]{0,3}`)
	headClose = zh.NewPattern(`^[ )\]】〕>》」#|]*(?:[.、:,。)→]|-+)?[ )\]】〕:|]*`)
)

// parts divides a line where a new item's answer begins: 3已完成，7还没有.
func (r *answerReader) parts(s said) []answerPart {
	var out []answerPart
	rest := s
	p := r.lineHead(rest)
	if excepted, after, others := exceptedPart(rest); !after.blank() && len(r.offered) != 1 {
		out, rest, p = append(out, excepted), after, others
	}
	for {
		next := r.nextHead(rest, p)
		if next < 0 || len(out) >= mostAnswers {
			return append(out, p.until(rest))
		}
		if q := p.until(rest.to(next)); q.head.any() || !q.blank() {
			out = append(out, q)
		}
		rest = rest.from(next)
		p = r.innerHead(rest.key)
	}
}

// lineHead reads the head at the start of a line.
func (r *answerReader) lineHead(s said) answerPart {
	if p := r.innerHead(s.key); p.head.any() {
		return p
	}
	if w := len(aboveHead.FindString(clip(s.key))); w > 0 && len(r.drafts) > 0 && startsVerb.MatchString(clip(s.key[w:])) {
		return answerPart{head: answerHead{above: true, numberList: numberList{end: w}}}
	}
	h, ok := readHead(s.key)
	if !ok || !r.accepts(h, s.key[h.end:]) {
		return answerPart{}
	}
	return answerPart{head: h}
}

// accepts judges a number at the start of a line. A number that the letter listed
// needs no more; another must be followed by a verb, for it may be an outline.
func (r *answerReader) accepts(h answerHead, rest string) bool {
	verb := startsVerb.MatchString(clip(rest))
	known := r.knowsAll(h.nums)
	switch {
	case h.explicit:
		return true
	case h.chinese && h.nums[0] == 1 && h.style == "" && asSoonAs.MatchString(rest):
		return false
	case h.chinese:
		return known && (verb || h.style == ":" || h.count || len(h.nums) > 1 && strings.TrimSpace(rest) == "")
	case strings.TrimSpace(rest) == "":
		return known || r.current == nil
	}
	return known || verb || h.style == ":"
}

// asSoonAs: 一完成就报 has no item 1.
var asSoonAs = zh.NewPattern(`^[^,;。!]{0,16}(?:就|便|即)`)

// innerHead reads a head that may also stand inside a line: it must be followed
// by a verb, or follow one.
func (r *answerReader) innerHead(key string) answerPart {
	key = clip(key)
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(key, " ")); !strings.ContainsRune(headBegins, first) {
		return answerPart{}
	}
	if hasNear(key, "中", "里", "除", "外", "含", "包", ",") {
		if p, ok := r.amongHead(key); ok {
			return p
		}
	}
	return r.headOfSome(key)
}

func (r *answerReader) headOfSome(key string) answerPart {
	if p, ok := quantifiedHead(key); ok && len(r.offered) != 1 && r.knowsAll(p.head.nums) && r.knowsAll(p.head.except) {
		return p
	}
	if h, phrase, ok := readVerbFirst(key); ok && (h.explicit || r.knowsAll(h.nums) || !countable.MatchString(phrase)) {
		return answerPart{head: h, phrase: phrase}
	}
	h, ok := readHead(key)
	if ok && len(h.nums) == 1 && !h.explicit && strings.HasPrefix(strings.TrimSpace(key), "其中") {
		return answerPart{} // 共5个窗口，其中3已完成
	}
	if ok && (h.explicit || r.knowsAll(h.nums)) && startsVerb.MatchString(clip(key[h.end:])) && (!h.chinese || h.explicit || h.style != "" || len(h.nums) > 1 || h.nums[0] > 1 && len(r.offered) > 1) {
		return answerPart{head: h}
	}
	return answerPart{}
}

// headBegins are the characters that a head inside a line may begin with.
const headBegins = "0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛№督<《「我贵未正一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾第事序编任nit#(【[〔清实关针对就除其剩另请申现已准不同退驳打撤收签完办转移延批" + // a list, or a verb before one
	"只仅唯目截至尚还仍没无难暂基大初部预计拟力争确保打即马快尽将继努按如提顺圆最均都全我该此本可能会要应需下月年明后上昨前今原是建特兹扣去来您你通督邮但而不至其"

// nextHead finds the place behind a delimiter where another item's answer begins;
// -1 if there is none.
func (r *answerReader) nextHead(s said, p answerPart) int {
	if at := r.gluedHead(s.key, p); at > 0 {
		return at
	}
	for i := p.head.end; i < len(s.key); {
		j := strings.IndexAny(s.key[i:], ",;。!、( 第")
		if j < 0 {
			return -1
		}
		at := i + j
		delimiter, w := utf8.DecodeRuneInString(s.key[at:])
		i = at + w
		if delimiter == '第' { // 第14项已完成第15项未完成
			if q := r.innerHead(s.key[at:]); q.head.explicit && !lawBefore.MatchString(ending(s.key[:at])) {
				return at
			}
			continue
		}
		if delimiter == '、' && listedBefore.MatchString(ending(s.key[p.head.end:at])) {
			continue
		}
		q := r.innerHead(s.key[i:])
		if !q.head.any() {
			i += numbersAhead(s.key[i:])
			continue
		}
		if delimiter == '(' && !q.head.trailing { // (1)已完成查询(2)已完成培训
			continue
		}
		if !continuesList(s.key[p.head.end:i], q.head) && !insideItem(s.key, i, p, q) && !countsInside(p, q) {
			return i
		}
	}
	return -1
}

// listedBefore is a number whose list goes on: 附件3、7.
var listedBefore = zh.NewPattern(`[^\d,;。]\d{1,3} ?$`)

// lawBefore stands before the number of an article, which is no item's.
var lawBefore = zh.NewPattern(`(?:》|法|条例|办法|细则|规定|规程|通知|意见|文件|方案|合同|协议|依据|依照|根据|按照|按|违反|适用)$`)

// numbersAhead returns the length of a list of numbers that begins no answer, so
// that each of its numbers is not tried again.
func numbersAhead(key string) int {
	if first, _ := utf8.DecodeRuneInString(key); first < '0' || first > '9' {
		return 0
	}
	l, _ := readNumbers(key)
	if n := len(l.steps); n > 0 {
		return l.steps[n-1].end
	}
	return 0
}

// insideItem reports whether 其余 speaks of the rest of one item: 3 查询功能未完成，
// 其余已完成. Where the item itself is judged first (3未完成), it speaks of items,
// unless that judges only a part of it: 3 基本完成，剩余下周完成.
func insideItem(key string, at int, p, q answerPart) bool {
	if q.head.trailing || !q.head.others && len(q.head.except) == 0 {
		return false
	}
	if !p.head.any() || p.phrase == "" && !startsVerb.MatchString(clip(key[p.head.end:])) {
		return true
	}
	return len(p.head.nums) == 1 && q.head.others && partlyDone.MatchString(clip(key[p.head.end:])) && !manyOthers.MatchString(clip(key[at:]))
}

var (
	partlyDone = zh.NewPattern(`^ *(?:` + opener + `)*(?:基本|大部分|部分|大致|大体|初步|主体|完成了?(?:了|约)?(?:\d|一半|大半|[一二三四五六七八九]成))`)
	manyOthers = zh.NewPattern(`^ *(?:其余|其他|其它|另外)(?:各|所有|几|[一二两三四五六七八九十]|\d{1,2})*(?:项|条|事项|任务|均|都|全部)`)
)

// countsInside reports whether 完成5 counts what was done of an item: 3 应办8，完成5.
func countsInside(p, q answerPart) bool {
	return p.head.any() && p.phrase == "" && q.phrase != "" && countable.MatchString(q.phrase) && !q.head.explicit && len(q.head.nums) == 1
}

// continuesList reports whether a number goes on with an outline inside the
// answer: 1.已完成查询；2.已完成培训.
func continuesList(before string, h answerHead) bool {
	if len(h.nums) != 1 || h.explicit || h.nums[0] < 2 || h.style == "" {
		return false
	}
	return strings.Contains(before, strconv.Itoa(h.nums[0]-1)+h.style)
}

func readHead(key string) (answerHead, bool) {
	open := len(headOpen.FindString(clip(key)))
	l, ok := readNumbers(key[open:])
	if !ok {
		return answerHead{}, false
	}
	h := answerHead{numberList: l}
	h.end += open
	sep := headClose.FindString(clip(key[h.end:]))
	h.style = strings.TrimLeft(strings.TrimSpace(sep), "]】〕 ")
	h.end += len(sep)
	return h, true
}
