package answer

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"duban/checklist"
)

// Whatever stands around them, words of denial, part and plan never close an item.
func TestReadAnswers_deniedCompletionIsNeverDone(t *testing.T) {
	t.Parallel()
	denied := []string{"未完成", "没有完成", "尚未办结", "还没完成", "未能按时完成", "无法完成", "完成80%", "基本完成", "预计下周完成", "将于5月完成", "大部分已完成", "应该完成了吧"}
	rapid.Check(t, func(t *rapid.T) {
		head := rapid.SampledFrom([]string{"", "14 ", "14：", "第14项", "3、7 ", "领导好，", "14 因人手不足，", "收到，", "关于第14项，"}).Draw(t, "head")
		tail := rapid.SampledFrom([]string{"", "。", "，见附件", "，谢谢", "\n此致\n敬礼", "\n1、措施\n2、成效", "，下一步抓紧"}).Draw(t, "tail")
		text := head + rapid.SampledFrom(denied).Draw(t, "words") + tail
		for _, a := range Read(text, several, Options{Year: 2027, Received: received}) {
			if a.Verb == checklist.VerbDone {
				t.Fatalf("%q was read as done: %+v", text, a)
			}
		}
	})
}

// Every offered number that a well-formed line names comes back, with its verb.
func TestReadAnswers_aListOfNumbersComesBackInAnyDress(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		offered := rapid.SliceOfNDistinct(rapid.IntRange(1, 60), 2, 8, rapid.ID).Draw(t, "offered")
		joint := rapid.SampledFrom([]string{"、", "，", "和", "与", " ", ","}).Draw(t, "joint")
		dress := rapid.SampledFrom([]string{"N ", "N：", "第N项", "事项N ", "N、", "N.", "（N）", "N"}).Draw(t, "dress")
		text := strings.Replace(dress, "N", joinNumbers(offered, joint), 1) + "已完成：见附件"
		answers := Read(text, offered, Options{Year: 2027, Received: received})
		if len(answers) != 1 || !slices.Equal(answers[0].Nos, offered) || answers[0].Verb != checklist.VerbDone {
			t.Fatalf("%q: %+v", text, answers)
		}
	})
}

func joinNumbers(nums []int, joint string) string {
	words := make([]string, len(nums))
	for i, n := range nums {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, joint)
}

func TestReadAnswers_M23_bombsFinishAtOnce(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"one line of answers":  strings.Repeat("3已完成，", 20000),
		"lines of answers":     strings.Repeat("3 已完成\n", 20000),
		"numbers":              strings.Repeat("3、", 60000),
		"ranges":               strings.Repeat("1-100、", 20000),
		"lists that begin":     strings.Repeat("1、甲\n", 20000),
		"one long word":        strings.Repeat("完成", 60000),
		"spaces":               strings.Repeat(" ", 200000),
		"dashes":               strings.Repeat("-", 50000),
		"withdrawals":          strings.Repeat("退回3、4、5、7，", 10000),
		"第":                    strings.Repeat("第", 60000),
		"commas":               strings.Repeat("，", 60000),
		"items nobody offered": strings.Repeat("第888项已完成\n", 10000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answers := Read(text, several, Options{Year: 2027, Received: received})
			if len(answers) > 2*mostAnswers+1 {
				t.Errorf("%d answers", len(answers))
			}
			if got := numbersIn(answers); got > 2*(mostAnswers+1)*mostListed*mostRange {
				t.Errorf("%d numbers", got)
			}
		})
	}
}

func numbersIn(answers []checklist.Answer) (n int) {
	for _, a := range answers {
		n += len(a.Nos)
	}
	return n
}

// withoutDone takes every word of completion out of a text.
func withoutDone(text string) string {
	for key := newSaid(text).key; doneWord.MatchString(key) || doneWord.MatchString(strings.ReplaceAll(key, " ", "")); key = newSaid(text).key {
		text = strings.Map(func(r rune) rune {
			if strings.ContainsRune("完成办结毕做弄妥工竣案落到搞好定销号√✓✔辦結畢銷號號", r) {
				return -1
			}
			return r
		}, text)
	}
	return text
}

func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{"3 已完成：", "3、7 未完成，因…", "事项12 延期至5月20日", "全部同意", "退回3，材料不足", "1. 甲\n2. 乙", "除7外", "其余", "3-5", "第14项", "？"} {
		f.Add(seed, 2, true)
		f.Add(seed, 0, false)
	}
	f.Fuzz(func(t *testing.T, text string, at int, judge bool) {
		opt := Options{Year: 2027, Received: received, Judge: judge}
		for _, a := range Read(text, several, opt) {
			if a.Reason == "" || a.Verb == "" || len(a.Nos) > mostListed*mostRange || len(a.Text) > 3*len(text)+64 {
				t.Errorf("%q: %+v", text, a)
			}
			if a.Doubt != "" && Harmless(a.Verb) != a.Verb {
				t.Errorf("%q: doubtful and yet %s", text, a.Verb)
			}
		}
		text = withoutDone(text)
		at = min(max(at, 0), len(text))
		for _, a := range Read(text[:at]+"未完成"+text[at:], several, opt) {
			if a.Verb == checklist.VerbDone {
				t.Errorf("%q: 未完成 was read as done: %+v", text[:at]+"未完成"+text[at:], a)
			}
		}
	})
}
