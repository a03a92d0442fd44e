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

const longestPhrase = 60 // characters; longer cells are prose, not a deadline

// What several rules answer with.
var (
	writeDate = msg.New("write one date")
	notSaid   = msg.New("no date is said")
	isPast    = msg.New("past already")
)

func newPhrase(text string, base DeadlineBase) (phrase, error) {
	p := phrase{base: base, written: strings.TrimSpace(text)}
	if p.written == "" {
		return p, Problems{{What: msg.New("the deadline is empty"), Mend: msg.New("write a date")}}
	}
	if utf8.RuneCountInString(p.written) > longestPhrase {
		return p, p.refuse(msg.New("too long for a date"), writeDate)
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
	what msg.Message
	mend msg.Message

	never bool // it cannot be meant: the list must be mended first
}

// refusals are asked in order, after all rules have passed.
var refusals = []refusal{
	{form: zh.NewPattern(`^\d{4}(?:[./]\d{1,2}-|-\d{1,2}[./])\d{1,2}日?$`), what: msg.New("parted in two ways"), mend: writeDate, never: true},
	{form: zh.NewPattern(`^已|已完成|已办结|已整改`), what: msg.New("a status, no deadline"), mend: msg.New("write it as the status")},
	{form: zh.NewPattern(`同上|^〃$|^"$`), what: msg.New("as above"), mend: msg.New("copy the deadline above")},
	{form: zh.NewPattern(`^[-—―－–/无]+$`), what: msg.New("no deadline"), mend: writeDate},
	{form: zh.NewPattern(`^上个?月|^上周|^昨|^去年`), what: isPast, mend: writeDate, never: true},
	{form: zh.NewPattern(`工作日`), what: msg.New("counts workdays"), mend: msg.New("write the date that comes out")},
	{form: zh.NewPattern(`春节|清明|端午|中秋|除夕|元宵|重阳`), what: msg.New("by the lunar calendar"), mend: msg.New("write the date of the year")},
	{form: zh.NewPattern(`每|按季|按月|按周|半年1次|双周|单月|双月|[年月周]报`), what: msg.New("more than one date recurs"), mend: msg.New("write the last date and the period")},
	{form: zh.NewPattern(`立行立改|立查立改|即知即改|边查边改|立即|即时|马上|即日|尽快|抓紧|近期|及时`), what: notSaid, mend: msg.New("write the latest date")},
	{form: zh.NewPattern(`[,;、].+|并.+|延[至期]|\(原`), what: msg.New("more than one deadline"), mend: msg.New("write the last, or part the item")},
	{form: zh.NewPattern(`长期|持续|常态|经常|日常|动态|全年|贯穿`), what: msg.New("a task without an end"), mend: msg.New("write a date of inspection")},
	{form: zh.NewPattern(`收到|接到|小时|会前|会后|竣工|上线|检查|验收|汛期|开学|第\d+周|后\d+`), what: msg.New("depends on something else"), mend: msg.New("write a date instead")},
	{form: zh.NewPattern(`至|到|-|—|~|期间|年度`), what: msg.New("a span of time"), mend: msg.New("write its last day")},
	{form: zh.NewPattern(`适时|视情|按计划|时间节点|序时|按.*要求|根据`), what: notSaid, mend: msg.New("agree on a date")},
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
	return p.ask(msg.New("no date can be read"), writeDate)
}
