package checklist

import (
	"strings"
	"unicode/utf8"

	"duban/internal/zh"
)

// phrase is a 完成时限 made ready to be read.
type phrase struct {
	base    DeadlineBase
	written string // as the document has it, for messages
	whole   string // folded (zh.Tight)
	dates   []zh.Found
}

const (
	longestPhrase = 60 // characters; longer cells are prose, not a deadline
	writeDate     = "请写成一个日期，如4月底或4月30日前"
)

func newPhrase(text string, base DeadlineBase) (phrase, error) {
	p := phrase{base: base, written: strings.TrimSpace(text)}
	if p.written == "" {
		return p, Problems{{What: "完成时限为空", Mend: "请写明日期，如4月底或4月30日前"}}
	}
	if utf8.RuneCountInString(p.written) > longestPhrase {
		p.written = string([]rune(p.written)[:longestPhrase]) + "……"
		return p, p.refuse("太长，读不出日期", writeDate)
	}
	p.whole = strings.Map(withoutDateMarks, zh.Tight(p.written))
	p.whole = strings.ReplaceAll(strings.Trim(p.whole, "。.,;:"), "贯穿始终", "全年")
	p.dates = zh.FindDates(p.whole)
	if len(p.dates) > 0 {
		return p, nil
	}
	if d, ok := zh.ParseDate(plain(p.whole)); ok { // what is a date only where it stands alone: June
		p.dates = []zh.Found{{Date: d, Place: zh.Place{End: len(p.whole)}}}
	}
	return p, nil
}

// manners are words that do not move a date: 力争…完成.
var (
	mannersBefore = []string{"原则上", "截止时间", "完成时间", "截止", "截至", "时限", "力争", "确保", "争取", "最迟", "不超过", "不晚于", "不迟于", "务必", "计划", "预计", "贯穿", "拟", "须", "应", "于", "在", "至", "到", "按", "是", "为", ":"}
	mannersAfter  = []string{"基本", "初步", "全面", "全部", "率先", "如期", "按期", "按时", "完成", "启动", "办结", "整改", "落实", "到位", "销号", "完毕", "结束", "上线", "报送", "止", "的", "时限", ".", ":"}
)

// plain takes manners of speech away from both ends.
func plain(s string) string { return afterManners(beforeManners(s)) }

func beforeManners(s string) string { return without(s, mannersBefore, strings.CutPrefix) }
func afterManners(s string) string  { return without(s, mannersAfter, strings.CutSuffix) }

func without(s string, words []string, cut func(string, string) (string, bool)) string {
	for i := 0; i < len(words); i++ {
		if rest, found := cut(s, words[i]); found {
			s, i = rest, -1
		}
	}
	return s
}
