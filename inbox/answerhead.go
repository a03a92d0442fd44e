package inbox

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/checklist"
)

// answerHead is the part of an answer that says which items it is about.
type answerHead struct {
	numberList
	style  string // what stands after the number: "." "、" ")" ":"
	except []int  // 除7外
	others bool   // 其余
	above  bool   // 以上, 上述: the items named before
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
	if p.phrase == "" {
		p.said = rest.from(p.head.end)
	} else {
		p.phrase += rest.key[p.head.end:]
	}
	return p
}

var (
	headOpen  = checklist.NewPattern(`^ *(?:关于|针对|对于|就|对)?(?:[我贵](?:部门?|科室?|处|中心|单位|局|们)(?:负责|牵头|承办|主办|督办|交办)的)?(?:《?\p{Han}{0,10}清单》?中?的?)?[ (\[【〔<《「]{0,3}`)
	headClose = checklist.NewPattern(`^[ )\]】〕>》」#|]*(?:[.、:,。)→]|-+)?[ )\]】〕:|]*`)

	otherHead  = checklist.NewPattern(`^ *(?:其余|其他|其它|剩余|剩下|另外)(?:的|各|所有|几|[一二两三四五六七八九十]|\d{1,2})*(?:项|条)?(?:事项|任务|工作)?`)
	aboveHead  = checklist.NewPattern(`^ *(?:以上|上述)(?:各|所有|几|[一二两三四五六七八九十]|\d{1,2})*(?:项|条)?(?:事项|任务|工作)?`)
	exceptHead = checklist.NewPattern(`^ *除了? ?`)
	exceptTail = checklist.NewPattern(`^ ?(?:以外|之外|外)[ ,]*(?:(?:其余|其他|其它)(?:的|各|所有|几)*(?:项|条)?(?:事项|任务|工作)?)?`)

	// verbFirst: 退回3，材料不足.
	verbFirst = checklist.NewPattern(`^ *(?:请|申请|现|已|已经|请予|准予)?(?:不?同意延期|不?同意|退回|驳回|打回|撤回|撤销|收到|签收|未完成|未办结|正在办理|正在推进|完成|办结|转交|转办|移交|申请延期|延期|批准)(?:了)? ?(?:的?(?:事项|任务|工作|项目)?(?:有|是|为|如下)?: ?|的?(?:事项|任务|工作)?(?:有|是|为))?`)
	afterList = checklist.NewPattern(`^ *(?:$|[,.;:。!、)]|的|延期|至|到|给| )`)
)

// parts divides a line where a new item's answer begins: 3已完成，7还没有.
func (r *answerReader) parts(s said) []answerPart {
	var out []answerPart
	rest := s
	p := r.lineHead(rest)
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
	case h.chinese:
		return known && (verb || h.style == ":" || h.count || len(h.nums) > 1 && strings.TrimSpace(rest) == "")
	case strings.TrimSpace(rest) == "":
		return known || r.current == nil
	}
	return known || verb || h.style == ":"
}

// innerHead reads a head that may also stand inside a line: it must be followed
// by a verb, or follow one.
func (r *answerReader) innerHead(key string) answerPart {
	key = clip(key)
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(key, " ")); !strings.ContainsRune(headBegins, first) {
		return answerPart{}
	}
	if h, ok := quantifiedHead(key); ok && len(r.offered) != 1 && startsVerb.MatchString(clip(key[h.end:])) {
		return answerPart{head: h}
	}
	if h, phrase, ok := readVerbFirst(key); ok && (h.explicit || r.knowsAll(h.nums) || !countable.MatchString(phrase)) {
		return answerPart{head: h, phrase: phrase}
	}
	h, ok := readHead(key)
	if ok && (h.explicit || r.knowsAll(h.nums)) && startsVerb.MatchString(clip(key[h.end:])) && (!h.chinese || h.explicit || h.style != "" || len(h.nums) > 1) {
		return answerPart{head: h}
	}
	return answerPart{}
}

// headBegins are the characters that a head inside a line may begin with.
const headBegins = "0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛№督<《「我贵未正一二三四五六七八九十第事序编任n#(【[〔清实关针对就除其剩另请申现已准不同退驳打撤收签完办转移延批"

// countable verbs may be followed by a number that counts what was done.
var countable = checklist.NewPattern(`完成|办结|收到|签收`)

// nextHead finds the place behind a delimiter where another item's answer begins;
// -1 if there is none.
func (r *answerReader) nextHead(s said, p answerPart) int {
	for i := p.head.end; i < len(s.key); {
		j := strings.IndexAny(s.key[i:], ",;。!、 第")
		if j < 0 {
			return -1
		}
		at := i + j
		r1, w := utf8.DecodeRuneInString(s.key[at:])
		i = at + w
		if r1 == '第' { // 第14项已完成第15项未完成
			if q := r.innerHead(s.key[at:]); q.head.explicit {
				return at
			}
			continue
		}
		q := r.innerHead(s.key[i:])
		if !q.head.any() {
			i += numbersAhead(s.key[i:])
			continue
		}
		if !continuesList(s.key[p.head.end:i], q.head) && !insideItem(s.key, p, q) {
			return i
		}
	}
	return -1
}

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
// 其余已完成. Where the item itself is judged first (3未完成), it speaks of items.
func insideItem(key string, p, q answerPart) bool {
	if !q.head.others && len(q.head.except) == 0 {
		return false
	}
	return !p.head.any() || p.phrase == "" && !startsVerb.MatchString(clip(key[p.head.end:]))
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

// readVerbFirst reads 退回3 and 同意29延期.
func readVerbFirst(key string) (answerHead, string, bool) {
	phrase := verbFirst.FindString(clip(key))
	if phrase == "" {
		return answerHead{}, "", false
	}
	l, ok := readNumbers(key[len(phrase):])
	if !ok || l.count {
		return answerHead{}, "", false
	}
	for rest := key[len(phrase)+l.end:]; !afterList.MatchString(rest) || countable.MatchString(phrase) && goesToOther.MatchString(rest); rest = key[len(phrase)+l.end:] { // 退回3，7同意
		if !l.shorten() {
			return answerHead{}, "", false
		}
	}
	l.end += len(phrase)
	return answerHead{numberList: l}, listWords.ReplaceAllString(strings.TrimSpace(phrase), ""), true
}

// listWords lead from the verb to its numbers: 已完成的有.
var listWords = checklist.NewPattern(`的?(?:事项|任务|工作|项目)?(?:有|是|为)$`)

// goesToOther: 完成3、7，9延期 ends the list of what is done before the 9.
var goesToOther = checklist.NewPattern(`^ *(?:延期|至|到|给)`)

// restOfOne is the rest of one item, not of the items: 剩余部分正在推进.
var restOfOne = checklist.NewPattern(`^ *(?:部分|部份|内容|问题|材料|资料|环节|手续|户|宗)`)

func quantifiedHead(key string) (answerHead, bool) {
	if w := len(otherHead.FindString(clip(key))); w > 0 && !restOfOne.MatchString(key[w:]) {
		return answerHead{others: true, numberList: numberList{end: w}}, true
	}
	except := len(exceptHead.FindString(clip(key)))
	if except == 0 {
		return answerHead{}, false
	}
	l, ok := readNumbers(key[except:])
	if !ok {
		return answerHead{}, false
	}
	at := except + l.end
	tail := len(exceptTail.FindString(clip(key[at:])))
	return answerHead{except: l.nums, numberList: numberList{end: at + tail}}, tail > 0
}
