package answer

import (
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// head is which items a statement is about.
type head struct {
	nums     []int
	explicit bool // 第14项, 序号14
	counts   bool // 14项, without 第: may be fourteen of them
	han      bool
	rest     bool        // 其余
	all      bool        // 除7外: all but these
	above    bool        // 以上: all that were named so far
	except   []int       // 除7外, 7除外
	which    []called    // departments and months named beside the number
	doubt    msg.Message // what the numbers may mean else
}

func (h head) named() bool { return len(h.nums) > 0 || h.rest || h.all }

// some reports a head that names items by their numbers alone.
func (h head) some() bool { return !h.rest && !h.all }

var (
	// beforeHead may stand between the beginning of a phrase and its numbers.
	beforeHead = set(senses(lexicon.Mark, lexicon.Self, lexicon.Handle, lexicon.Prep, lexicon.When, lexicon.Courtesy,
		lexicon.But, lexicon.Thing, lexicon.Only, lexicon.This), space, opens, quote, party)

	startsHead = set(senses(lexicon.Ordinal, lexicon.Except, lexicon.Rest), number, date)

	// afterHead may stand between the numbers and what is said.
	afterHead = set(nil, space, colon, enum, comma, shuts, quote, column, dots)

	joins = set(senses(lexicon.And), space, enum, comma, shuts)

	listed = set(senses(lexicon.And), space, enum, comma, number)
)

// headReader looks for heads in the tokens of a line.
type headReader struct {
	key    string
	toks   []token
	letter Letter

	verbFirst bool // the verb stood before the numbers: one behind a comma begins the next
}

func (r headReader) kind(i int) kind {
	if i < len(r.toks) {
		return r.toks[i].kind
	}
	return stop
}

func (r headReader) text(i int) string {
	if i < len(r.toks) {
		return r.key[r.toks[i].from:r.toks[i].to]
	}
	return ""
}

func (r headReader) skip(i int, k kinds) int {
	for n := 0; n < mostSkipped && i < len(r.toks) && k[r.toks[i].kind]; n++ {
		i++
	}
	return i
}

// mostSkipped is how many words are looked over for a number behind them.
const mostSkipped = 16

// at reads the head that a phrase begins with at token i, and where what is said of it
// begins.
func (r headReader) at(i int) (h head, next int, ok bool) {
	start := i
	i = r.leadIn(i)
	if !startsHead[r.kind(i)] && !r.allExcept(i) {
		return h, i, false
	}
	if h, next, ok = r.exception(i); ok {
		return h, next, true
	}
	if r.kind(i) == kind(lexicon.Rest) {
		return head{rest: true, explicit: r.kind(i+1) == kind(lexicon.Thing) || r.kind(i+1) == kind(lexicon.All)}, r.skip(i+1, afterHead.and(set(senses(lexicon.Thing)))), true
	}
	if h, next, ok = r.list(i); !ok {
		h, next, ok = r.dayOrItem(i)
	}
	if !ok {
		return h, i, false
	}
	h.explicit = h.explicit || r.marked(start, i)
	if outside := r.skip(next, set(nil, space)); r.kind(outside) == kind(lexicon.Outside) {
		return head{all: true, except: h.nums}, r.skip(outside+1, afterHead), true
	}
	if r.text(next) == "." {
		next++
	}
	return h, r.skip(next, afterHead), true
}

// dayOrItem reads 14号, which may be the 14th.
func (r headReader) dayOrItem(i int) (h head, next int, ok bool) {
	digits, tail, found := strings.Cut(r.text(i), "号")
	n, whole := zh.Number(digits)
	if i > 0 && r.toks[i-1].kind == shuts || r.kind(i) != date || !found || tail != "" || !whole || !r.letter.has(n) {
		return h, i, false
	}
	if w := r.suffix(i + 1); w > 0 {
		return head{nums: []int{n}, explicit: true}, i + 1 + w, true
	}
	return head{nums: []int{n}, doubt: msg.New("an item, or a day of a month", r.text(i), n)}, i + 1, true
}

// marked reports a word before the numbers that makes them an item's: 序号14.
func (r headReader) marked(from, to int) bool {
	for _, t := range r.toks[from:to] {
		if t.is(lexicon.Mark) || t.is(lexicon.Thing) && t.from+len("任务") == t.to {
			return true
		}
	}
	return false
}

// exception reads 除7外, 除第7、9项外, 除7.
func (r headReader) exception(i int) (h head, next int, ok bool) {
	all := r.allExcept(i)
	if all {
		i = r.skip(i+1, set(nil, space))
	}
	if r.kind(i) != kind(lexicon.Except) {
		return h, i, false
	}
	l, next, ok := r.list(r.skip(i+1, set(nil, space)))
	if !ok || l.han && l.counts || !r.letter.hasAll(l.nums) {
		return h, i, false
	}
	behind := r.kind(r.skip(next, set(nil, space)))
	switch {
	case behind == kind(lexicon.Outside):
		next = r.skip(next, set(nil, space)) + 1
	case !all && !atEnd[behind] && behind != kind(lexicon.All):
		return h, i, false
	}
	next = r.skip(next, afterHead)
	if r.kind(next) == kind(lexicon.Rest) {
		next = r.skip(next+1, afterHead)
	}
	return head{all: true, except: l.nums}, next, true
}

var atEnd = set(nil, stop, query, comma, shuts)

// list reads numbers as people write them: 3、7和9; 3-5; 第3项、第7项; 6、7、14三项. next
// is the token behind them.
func (r headReader) list(i int) (h head, next int, ok bool) {
	var end int
	var ordinal bool
	for range mostListed {
		at := i
		if len(h.nums) > 0 {
			at = r.skip(i, joins)
			if at == i || !r.joined(i, at) {
				break
			}
		}
		at = r.skip(at, set(senses(lexicon.Mark), opens, space))
		if r.kind(at) == kind(lexicon.Ordinal) {
			ordinal, at = true, r.skip(at+1, set(nil, space))
		}
		nums, after := r.numbersAt(at, h)
		if len(nums) == 0 || len(h.nums) > 0 && r.toks[at].han != h.han {
			break
		}
		h.nums, h.han = append(h.nums, without(nums, h.nums)...), r.toks[at].han
		i, end = after, after
		if w := r.suffix(i); w > 0 {
			h.explicit, h.counts = h.explicit || ordinal, !ordinal && !h.explicit
			i, end = i+w, i+w
		}
	}
	if len(h.nums) == 0 || ordinal && h.han && !h.explicit {
		return h, i, false // 第一，加强领导
	}
	if end = r.sum(end, len(h.nums)); end > i || len(h.nums) > 1 {
		h.counts = false
	}
	return h, end, true
}

// joined reports whether the numbers go on behind a joint: a comma or a space joins only
// numbers that the letter lists.
func (r headReader) joined(from, to int) bool {
	commas := false
	for _, t := range r.toks[from:to] {
		if t.kind == enum || t.is(lexicon.And) {
			return true
		}
		commas = commas || t.kind == comma
	}
	if commas && r.verbFirst && !atEnd[r.kind(to+1)] && !atEnd[r.kind(r.skip(to+1, listed))] {
		return false // 完成3、7，9延期
	}
	return r.kind(to) == number && r.letter.has(r.toks[to].n) || r.kind(to) == kind(lexicon.Ordinal)
}

// numbersAt reads a number or a range of them.
func (r headReader) numbersAt(i int, h head) (nums []int, next int) {
	if r.kind(i) != number {
		return nil, i
	}
	from := r.toks[i].n
	j := i + 1
	if w := r.suffix(j); r.isDash(j + w) {
		j += w
	}
	if r.text(j) == " " && r.isDash(j+1) {
		j++
	}
	if !r.isDash(j) {
		return []int{from}, i + 1
	}
	j = r.skip(j+1, set(senses(lexicon.Ordinal), space))
	if r.kind(j) != number || r.toks[j].n <= from || r.toks[j].n-from > mostInRange {
		return []int{from}, i + 1
	}
	for n := from; n <= r.toks[j].n; n++ {
		if n == from || n == r.toks[j].n || r.letter.has(n) {
			nums = append(nums, n)
		}
	}
	return nums, j + 1
}

func (r headReader) isDash(i int) bool {
	return slices.Contains(dashes, r.text(i))
}

var dashes = []string{"-", "~", "至", "到", "to"}

var suffixes = []string{"项", "条", "#", "号事项", "号任务", "事项", "任务"}

// suffix returns how many tokens of 项, 条 or 号事项 stand behind a number.
func (r headReader) suffix(i int) int {
	if !slices.Contains(suffixes, r.text(i)) {
		if r.text(i) == "号" && slices.Contains(suffixes, r.text(i+1)) {
			return 2
		}
		return 0
	}
	n := 1
	if text := r.text(i + 1); text == "工作" || text == "任务" || text == "事项" || text == "内容" {
		n++
	}
	return n
}

// sum skips 三项, 等3项, 共三项 behind as many numbers.
func (r headReader) sum(i, n int) int {
	j := r.skip(i, set(nil, space))
	if slices.Contains([]string{"等", "共", "这"}, r.text(j)) {
		j++
	}
	switch {
	case j < len(r.toks) && r.toks[j].n == n && r.suffix(j+1) > 0:
		return j + 1 + r.suffix(j+1)
	}
	return i
}

// called are the names by which one line of several with a number is told apart: a
// department, a month, or both.
type called []string

// qualifier reads departments and months beside the numbers, where several lines have
// the number and only so can be told apart: 14（综合部）同意, 14 5月 已完成, 14 4月、5月已完成,
// 14 4月至6月已完成.
func (r headReader) qualifier(h head, i int) (which []called, next int) {
	if len(h.nums) != 1 || len(r.letter.with(h.nums[0])) < 2 {
		return nil, i
	}
	next = i
	place := r.skip(i, set(nil, space, opens))
	if place >= len(r.toks) {
		return nil, i
	}
	for from, through := r.toks[place].from, false; from < len(r.key); {
		names, end := r.namesAt(h.nums[0], from)
		if len(names) == 0 {
			break
		}
		if through {
			which = append(which, r.between(h.nums[0], which[len(which)-1], names)...)
		}
		which, next = append(which, names), r.tokenAt(end)
		if from, through = r.behindDash(end); through {
			continue
		}
		behind := r.placeAt(end)
		j := r.skip(behind, set(senses(lexicon.And), space, enum))
		if j == behind || j >= len(r.toks) {
			break
		}
		from = r.toks[j].from
	}
	return which, next
}

// behindDash is the place behind a word that leads from one name to the last of several: a
// range of days is one token.
func (r headReader) behindDash(place int) (behind int, found bool) {
	for _, dash := range dashes {
		if strings.HasPrefix(r.key[place:], dash) {
			return place + len(dash), true
		}
	}
	return place, false
}

// namesAt reads the names of one line, each directly behind the other, and where they end.
func (r headReader) namesAt(no, from int) (names called, end int) {
	for end = from; ; {
		longest := ""
		for _, at := range r.letter.with(no) {
			line := r.letter.Lines[at]
			for _, name := range append(line.partyNames(), line.Part, line.List) {
				if name = foldWords(name); len(name) > len(longest) && strings.HasPrefix(r.key[end:], name) && !slices.Contains(names, name) {
					longest = name
				}
			}
		}
		if longest == "" {
			return names, end
		}
		names, end = append(names, longest), end+len(longest)
	}
}

// between names the lines that fall due between two others.
func (r headReader) between(no int, first, last called) (which []called) {
	deadlineOf := func(names called) checklist.Day {
		for _, at := range r.letter.with(no) {
			if r.letter.Lines[at].is(names) {
				return r.letter.Lines[at].Deadline
			}
		}
		return 0
	}
	from, to := deadlineOf(first), deadlineOf(last)
	for _, at := range r.letter.with(no) {
		if line := r.letter.Lines[at]; line.Deadline > from && line.Deadline < to {
			which = append(which, called{foldWords(line.Part)})
		}
	}
	return which
}

// placeAt is the first token that begins at or behind a place.
func (r headReader) placeAt(place int) int {
	i, _ := slices.BinarySearchFunc(r.toks, place, func(t token, place int) int { return t.from - place })
	return i
}

// tokenAt is the first token that begins at or behind a place, and is no mark.
func (r headReader) tokenAt(place int) int {
	return r.skip(r.placeAt(place), afterHead.and(set(senses(lexicon.Prep))))
}
