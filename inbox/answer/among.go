package answer

import (
	"slices"

	"duban/internal/zh"
)

// among follows a list of items of which the answer is about some: 3、7、9中3和7.
var among = zh.NewPattern(`^[ ,]*(?:之中|当中|其中|中|里面?)[ ,:]*|^ ?, ?`)

// amongHead reads the head of an answer about some of a list: 3、7、9中3和7已完成,
// 3-9（除5）已完成. Only those are answered; of the rest nothing has been said.
func (r *answerReader) amongHead(key string) (answerPart, bool) {
	open := len(headOpen.FindString(key))
	l, ok := readNumbers(key[open:])
	if l.end += open; !ok || len(l.nums) < 2 {
		return answerPart{}, false
	}
	rest := clip(key[l.end:])
	if except, end, ok := exceptPhrase(rest); ok && startsVerb.MatchString(rest[end:]) && holdsAll(l.nums, except) {
		l.nums, l.end = without(l.nums, except), l.end+end
		return answerPart{head: answerHead{numberList: l}}, true
	}
	w := len(among.FindString(rest))
	if w == 0 {
		return answerPart{}, false
	}
	p := r.headOfSome(key[l.end+w:])
	some := p.head.nums
	if len(p.head.except) > 0 {
		some = without(l.nums, p.head.except)
	}
	if !p.head.any() || p.head.trailing || !holdsAll(l.nums, some) || len(some) == len(l.nums) || !holdsAll(l.nums, p.head.except) {
		return answerPart{}, false
	}
	p.head = answerHead{numberList: numberList{nums: some, explicit: p.head.explicit, end: l.end + w + p.head.end}, style: p.head.style}
	return p, true
}

func holdsAll(nums, some []int) bool {
	return !slices.ContainsFunc(some, func(n int) bool { return !slices.Contains(nums, n) })
}

func without(nums, some []int) []int {
	return slices.DeleteFunc(slices.Clone(nums), func(n int) bool { return slices.Contains(some, n) })
}
