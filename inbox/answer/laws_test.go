package answer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"duban/checklist"
	"duban/internal/fulltest"
	"duban/internal/zh/lexicon"
)

// changing reports the answers that change a state.
func changing(answers []checklist.Answer) (some []checklist.Answer) {
	for _, a := range answers {
		if a.Verb != checklist.VerbProgress && a.Verb != checklist.VerbRemark && a.Verb != checklist.VerbAcknowledge {
			some = append(some, a)
		}
	}
	return some
}

// unknownEnglish are those between the words of an English clause.
var unknownEnglish = []string{"vendors", "interface", "scheme", "branch", "somehow", "ought", "doneish", "xyz", "pilot", "hall", "contract", "deal", "as", "every", "nobody's"}

var englishForms = map[Writer][]string{
	Responsible: {"done", "completed", "is done", "has been completed", "completed on 20 April", "all done", "we have finished it", "fully completed"},
	Judge:       {"approve", "approved", "agreed", "accepted", "reviewed and approved", "return", "do not approve", "OK"},
}

// TestRead_anEnglishWordTooManyChangesNoState: it may stand before, behind or between the
// words of a closed form.
func TestRead_anEnglishWordTooManyChangesNoState(t *testing.T) {
	t.Parallel()
	l := digest(t)
	rapid.Check(t, func(t *rapid.T) {
		opt := rapid.SampledFrom([]Options{department, director}).Draw(t, "writer")
		words := strings.Fields(rapid.SampledFrom(englishForms[opt.Writer]).Draw(t, "form"))
		at := rapid.IntRange(0, len(words)).Draw(t, "at")
		words = slices.Insert(words, at, rapid.SampledFrom(unknownEnglish).Draw(t, "word"))
		text := rapid.SampledFrom([]string{"14 ", "14: ", "Item 14 ", "(14) ", "No. 14 "}).Draw(t, "head") + strings.Join(words, " ")
		if got := changing(Read(text, l, opt)); len(got) > 0 {
			t.Fatalf("%q: %+v", text, got)
		}
	})
}

// TestRead_aLetterTooManyChangesNoState: a word is all its letters.
func TestRead_aLetterTooManyChangesNoState(t *testing.T) {
	t.Parallel()
	l := digest(t)
	rapid.Check(t, func(t *rapid.T) {
		opt := rapid.SampledFrom([]Options{department, director}).Draw(t, "writer")
		verb := rapid.SampledFrom(map[Writer][]string{Responsible: {"done", "completed", "finished", "received", "withdraw"}, Judge: {"approve", "approved", "agree", "return", "rejected"}}[opt.Writer]).Draw(t, "verb")
		letters := rapid.StringMatching(`[a-z]{1,4}`).Draw(t, "letters")
		word := rapid.SampledFrom([]string{letters + verb, verb + letters}).Draw(t, "word")
		if sense, n := lexicon.LeadingWord(word); sense != lexicon.None && n == len(word) {
			t.Skip("another word")
		}
		if got := changing(Read("14 "+word, l, opt)); len(got) > 0 {
			t.Fatalf("%q: %+v", word, got)
		}
	})
}

// unknown are words that no closed form has; one of them in a clause leaves it open.
var unknown = []string{"甲乙丙", "窗口", "接口", "方案", "某某公司", "大厅", "另一套", "上会", "摸底", "合同", "机房", "xyz", "三宗件", "前半截"}

var closedForms = map[Writer][]string{
	Responsible: {"已完成", "完成", "已办结", "已全部完成", "已于4月20日完成", "均已办理完毕", "申请销号"},
	Judge:       {"同意", "同意销号", "准予销号", "可以", "通过", "审核通过", "退回", "不同意"},
}

// TestRead_aWordTooManyChangesNoState: whatever unknown word is put into a closed form
// leaves it a progress or an instruction.
func TestRead_aWordTooManyChangesNoState(t *testing.T) {
	t.Parallel()
	l := digest(t)
	rapid.Check(t, func(t *rapid.T) {
		opt := rapid.SampledFrom([]Options{department, director}).Draw(t, "writer")
		form := rapid.SampledFrom(closedForms[opt.Writer]).Draw(t, "form")
		at := rapid.SampledFrom([]int{0, len(form)}).Draw(t, "at")
		head := rapid.SampledFrom([]string{"14 ", "14：", "第14项", "（14）"}).Draw(t, "head")
		text := head + form[:at] + rapid.SampledFrom(unknown).Draw(t, "word") + form[at:]
		if got := changing(Read(text, l, opt)); len(got) > 0 {
			t.Fatalf("%q: %+v", text, got)
		}
	})
}

// TestRead_doubtIsNeverAVerb: an answer that asks carries a verb that changes nothing,
// whatever is written.
func TestRead_doubtIsNeverAVerb(t *testing.T) {
	t.Parallel()
	l := digest(t)
	pieces := slices.Concat(unknown, unknownEnglish, englishForms[Responsible], englishForms[Judge], []string{"extend to 10 June", "because", "the rest", "all except 17", "item 14", "not", "is", ". ", ", "}, closedForms[Responsible], closedForms[Judge], []string{"14", "8", "第29项", "其余", "除17外", "全部", "，", "。", "\n", "：", "（", "）", "未", "但", "？", "4月20日", "5月20日", "申请延期到", "同上", "撤回", " "})
	rapid.Check(t, func(t *rapid.T) {
		opt := rapid.SampledFrom([]Options{department, director, {Writer: Superior}}).Draw(t, "writer")
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 12).Draw(t, "pieces"), "")
		for _, a := range Read(text, l, opt) {
			if a.Verb == "" || a.Reason.IsZero() || !a.Doubt.IsZero() && Harmless(a.Verb) != a.Verb {
				t.Fatalf("%q: %+v", text, a)
			}
			if opt.Writer == Superior && a.Verb != checklist.VerbRemark {
				t.Fatalf("%q: a superior's %+v", text, a)
			}
		}
	})
}

// TestRead_denialsNeverClose: before, behind or around it, what denies keeps open.
func TestRead_denialsNeverClose(t *testing.T) {
	t.Parallel()
	l := reminder(t)
	rapid.Check(t, func(t *rapid.T) {
		denied := rapid.SampledFrom([]string{"未完成", "没有完成", "尚未办结", "还没完成", "未能按时完成", "无法完成", "完成80%", "基本完成", "预计下周完成", "将于5月完成", "大部分已完成", "应该完成了吧",
			"not done", "has not been completed", "isn't done", "never finished", "80% done", "almost done", "will be done next week", "to be completed in May", "mostly done", "should be done by now", "done by Friday", "undone"}).Draw(t, "denied")
		head := rapid.SampledFrom([]string{"", "14 ", "14：", "第14项", "14、29 ", "领导好，", "14 因人手不足，", "收到，", "关于第14项，", "No. 14 ", "14 and 29 ", "Dear all,\n", "14 due to lack of staff ", "Received, ", "Item 14: "}).Draw(t, "head")
		tail := rapid.SampledFrom([]string{"", "。", "，见附件", "，谢谢", "\n此致\n敬礼", "\n1、措施\n2、成效", "，下一步抓紧", ".", ", see attached", ", thanks", "\n\nBest regards,\nLi Ming"}).Draw(t, "tail")
		if got := changing(Read(head+denied+tail, l, department)); len(got) > 0 {
			t.Fatalf("%q: %+v", head+denied+tail, got)
		}
	})
}

// TestRead_orderOfLinesIsIndifferent: lines about different items may come in any order.
func TestRead_orderOfLinesIsIndifferent(t *testing.T) {
	t.Parallel()
	l := digest(t)
	lines := []string{"8 同意", "14 退回：材料不全", "17 同意销号", "21 请抓紧", "29 同意延期至6月8日"}
	want := verdicts(Read(strings.Join(lines, "\n"), l, director))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.Permutation(lines).Draw(t, "lines"), rapid.SampledFrom([]string{"\n", "。", "；"}).Draw(t, "mark"))
		if got := verdicts(Read(text, l, director)); !slices.Equal(got, want) {
			t.Fatalf("%q: got %v, want %v", text, got, want)
		}
	})
}

func verdicts(answers []checklist.Answer) (all []string) {
	for _, a := range answers {
		all = append(all, fmt.Sprint(a.Nos, a.Verb, a.Until))
	}
	slices.Sort(all)
	return all
}

// TestRead_aListOfNumbersInAnyDress: every number of the letter comes back with its verb.
func TestRead_aListOfNumbersInAnyDress(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		nos := rapid.SliceOfNDistinct(rapid.IntRange(10, 60), 2, 8, rapid.ID).Draw(t, "nos")
		joint := rapid.SampledFrom([]string{"、", "，", "和", "与", " ", ",", " and ", " & ", ", "}).Draw(t, "joint")
		dress := rapid.SampledFrom([]string{"N ", "N：", "第N项", "事项N ", "items N ", "nos. N: ", "N、", "（N）", "N"}).Draw(t, "dress")
		var l Letter
		words := make([]string, len(nos))
		for i, n := range nos {
			l.Lines, words[i] = append(l.Lines, Line{No: n}), strconv.Itoa(n)
		}
		said := rapid.SampledFrom([]string{"已完成：见附件", " done: see attached"}).Draw(t, "said")
		text := strings.Replace(dress, "N", strings.Join(words, joint), 1) + said
		got := Read(text, l, department)
		if len(got) != 1 || !slices.Equal(got[0].Nos, nos) || got[0].Verb != checklist.VerbDone || len(got[0].Lines) != len(nos) {
			t.Fatalf("%q: %+v", text, got)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"3 已完成：", "14、17 未完成，因…", "事项12 延期至5月20日", "全部同意", "退回8，材料不足", "1. 甲\n2. 乙", "除14外", "其余", "3-5", "第14项", "？", "14 ☑已完成 □未完成", "14（", "〔", "一、", "1.", "14 已完成\n1.", "14 done: x", "14 extend to 10 June because y", "approve all except 7, the rest return", "No. 14 to 16 isn't done"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	l := digest(f)
	f.Fuzz(func(t *testing.T, text string, judge bool) {
		opt := department
		if judge {
			opt = director
		}
		for _, a := range Read(text, l, opt) {
			if a.Verb == "" || a.Reason.IsZero() || len(a.Text) > 3*len(text)+64 || !a.Doubt.IsZero() && Harmless(a.Verb) != a.Verb {
				t.Errorf("%q: %+v", text, a)
			}
		}
	})
}

// Long or repeated words finish at once: the work is linear, and bounded.
func TestRead_M23_bombsFinishAtOnce(t *testing.T) {
	t.Parallel()
	l := digest(t)
	for name, text := range map[string]string{
		"one line of answers": strings.Repeat("14已完成，", 4000),
		"lines of answers":    strings.Repeat("14 已完成\n", 4000),
		"numbers":             strings.Repeat("14、", 12000),
		"ranges":              strings.Repeat("1-100、", 4000),
		"lists that begin":    strings.Repeat("1、甲\n", 4000),
		"one long word":       strings.Repeat("完成", 12000),
		"own words":           "26 " + strings.Repeat("不动产登记信息管理平台", 2000),
		"spaces":              strings.Repeat(" ", 40000),
		"brackets":            "14 " + strings.Repeat("（", 12000),
		"withdrawals":         strings.Repeat("退回8、14、17，", 2000),
		"第":                   strings.Repeat("第", 12000),
		"commas":              strings.Repeat("，", 12000),
		"unlisted":            strings.Repeat("第888项已完成\n", 2000),
		"days":                strings.Repeat("4月20日", 4000),
		"English":             strings.Repeat("14 done ", 4000),
		"one English word":    "14 " + strings.Repeat("done", 12000),
		"English words":       "14 " + strings.Repeat("the rest except 14 because of ", 2000),
		"English numbers":     strings.Repeat("14 and ", 8000),
		"all except":          strings.Repeat("all except 14 ", 4000),
		"approve the rest":    "8 return\n" + strings.Repeat("approve the rest ", 3000),
	} {
		if !fulltest.Asked() {
			text = strings.ToValidUTF8(text[:len(text)/5], "")
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, opt := range []Options{department, director} {
				if answers := Read(text, l, opt); len(answers) > mostStatements {
					t.Errorf("%d answers", len(answers))
				}
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	l := reminder(b)
	for name, text := range map[string]string{
		"two lines":         "14 已完成：已于4月23日上线查询新版本，群众可随时查询进度。\n29 未完成，正与税务局对接。",
		"English":           "14 done: the new version went live on 23 April and people look up their files at any time.\n29 not done, we are in talks with the tax office.",
		"256 KB of English": strings.Repeat("14 done: the new version went live on 23 April and people look up their files at any time.\n", 2800),
		"256 KB":            strings.Repeat("14 已完成：已于4月23日上线查询新版本，群众可随时查询进度。\n", 3000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Read(text, l, department)
			}
		})
	}
}
