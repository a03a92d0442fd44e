package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/zh"
)

var (
	// notItem stands before a number that counts or names something else: 附件3, 共7.
	notItem = zh.NewPattern(`(?:[\da-z.\-/:%〕\]]|附件|附表|附图|表|图|页|电话|版本|编号|共|计|约|近|达|率|比|为|款|从|到|至|于|增|减|超过?)$`)

	// ratio: 7:3.
	ratio = zh.NewPattern(`^ ?:\d`)

	// counted: 7、9两个窗口.
	counted = zh.NewPattern(`^ ?[两二三四五六七八九十\d]+[个家名处类批次轮人户]`)
)

// mention finds where the words about several items go on to speak of one of
// them, or the words about one of another, as 3、7、9都已完成，9待验收 does. What
// they say is nothing that was read, so whatever would close them is asked.
func (r *answerReader) mention(d *draft, a checklist.Answer) (words string, found bool) {
	if len(r.offered) < 2 || !closes(a.Verb) {
		return "", false
	}
	for _, clause := range clausesOf(d.keys) {
		for at := 0; at < len(clause); {
			_, w := utf8.DecodeRuneInString(clause[at:])
			if nums, end := itemsAt(clause, at); end > 0 {
				w = end
				if at == 0 && len(nums) > 0 && r.knowsAll(nums) || len(a.Nos) != 1 && r.concerns(a, nums) {
					return clause[:min(len(clause), at+w)] + zh.FirstRunes(clause[min(len(clause), at+w):], 8), true
				}
			}
			at += w
		}
	}
	return "", false
}

func closes(v checklist.Verb) bool { return Harmless(v) != v }

// concerns reports whether any of some numbers is among those that are answered.
func (r *answerReader) concerns(a checklist.Answer, nums []int) bool {
	return slices.ContainsFunc(nums, func(n int) bool { return r.knows(n) && (len(a.Nos) == 0 || slices.Contains(a.Nos, n)) })
}

// itemsAt reads numbers inside a clause that may name items, and where they
// end; 0 if there are no numbers. Chinese ones count where a verb follows or 第 stands before.
func itemsAt(clause string, at int) (nums []int, end int) {
	if first, _ := utf8.DecodeRuneInString(clause[at:]); !strings.ContainsRune(numberBegins, first) {
		return nil, 0
	}
	h, ok := readHead(clause[at:])
	if !ok {
		return nil, 0
	}
	before, rest := clause[:at], clause[at+h.end:]
	switch {
	case before == "" && rest == "", h.style != "", notItem.MatchString(ending(before)), lawBefore.MatchString(ending(before)),
		ratio.MatchString(rest), counted.MatchString(rest), h.chinese && !h.explicit && !startsVerb.MatchString(rest):
		return nil, h.end
	}
	return h.nums, h.end
}

// numberBegins are the characters that numbers and their marks begin with.
const numberBegins = "0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾第事序任#"
