package checklist

import (
	"strings"
	"unicode/utf8"

	"duban/internal/msg"
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
		return p, Problems{{What: msg.Words("完成时限为空"), Mend: msg.Words("请写明日期，如4月底或4月30日前")}}
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

func afterManners(s string) string { return without(s, mannersAfter, strings.CutSuffix) }

func without(s string, words []string, cut func(string, string) (string, bool)) string {
	for i := 0; i < len(words); i++ {
		if rest, found := cut(s, words[i]); found {
			s, i = rest, -1
		}
	}
	return s
}

// A refusal says why a phrase that names no single day cannot be followed up as
// it stands, and what to write instead.
type refusal struct {
	form *zh.Pattern
	what string
	mend string

	never bool // it cannot be meant: the list must be mended first
}

// refusals are asked in order, after all rules have passed.
var refusals = []refusal{
	{form: zh.NewPattern(`^\d{4}(?:[./]\d{1,2}-|-\d{1,2}[./])\d{1,2}日?$`), what: "年月日的分隔不一致", mend: writeDate, never: true},
	{form: zh.NewPattern(`^已|已完成|已办结|已整改`), what: "是完成情况，不是时限", mend: "请把它写入“完成情况”一栏，时限写原定日期"},
	{form: zh.NewPattern(`同上|^〃$|^"$`), what: "没有写明", mend: "请照抄上一行的时限"},
	{form: zh.NewPattern(`^[-—―－–/无]+$`), what: "没有时限", mend: writeDate},
	{form: zh.NewPattern(`^上个?月|^上周|^昨|^去年`), what: "已经过去", mend: writeDate, never: true},
	{form: zh.NewPattern(`工作日`), what: "按工作日计算，需要先定出日期", mend: "请写成算出的日期，如4月18日前"},
	{form: zh.NewPattern(`春节|清明|端午|中秋|除夕|元宵|重阳`), what: "按农历节日计算，每年日期不同", mend: "请写成具体日期，如1月20日前"},
	{form: zh.NewPattern(`每|按季|按月|按周|半年1次|双周|单月|双月|[年月周]报`), what: "是定期重复的任务，不止一个日期", mend: "请写本轮最后的日期，如12月31日前，并在内容中写明周期"},
	{form: zh.NewPattern(`立行立改|立查立改|即知即改|边查边改|立即|即时|马上|即日|尽快|抓紧|近期|及时`), what: "没有写明日期", mend: "请写一个最迟的日期，如4月15日前"},
	{form: zh.NewPattern(`[,;、].+|并.+|延[至期]|\(原`), what: "含有不止一个时限", mend: "请只写最后完成的日期，或拆成几项，各写一个日期"},
	{form: zh.NewPattern(`长期|持续|常态|经常|日常|动态|全年|贯穿`), what: "是长期任务，没有终点", mend: "请写一个检查的日期，如12月31日前"},
	{form: zh.NewPattern(`收到|接到|小时|会前|会后|竣工|上线|检查|验收|汛期|开学|第\d+周|后\d+`), what: "取决于另一件事的日期", mend: "请写成具体日期，如4月30日前"},
	{form: zh.NewPattern(`至|到|-|—|~|期间|年度`), what: "是一段时间", mend: "请写这段时间的最后一天，如6月30日前"},
	{form: zh.NewPattern(`适时|视情|按计划|时间节点|序时|按.*要求|根据`), what: "没有写明日期", mend: "请与责任部门商定后写成具体日期，如6月30日前"},
}

// unread is the answer to a phrase that no rule reads.
func (p phrase) unread() error {
	for _, r := range refusals {
		if r.form.MatchString(p.whole) {
			if r.never {
				return p.refuse(r.what, r.mend)
			}
			return p.ask(r.what, r.mend)
		}
	}
	return p.ask("读不出日期", writeDate)
}
