package checklist

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"duban/internal/zh"
)

// A deadlineRule reads one family of phrases. The first whose form fits the
// phrase (year in front, 前 behind and manners of speech taken away) decides, so
// a further family is one further row.
type deadlineRule struct {
	reason string
	form   *zh.Pattern
	read   func(p phrase, m []string) (DeadlineReading, error)
}

var deadlineRules = []deadlineRule{
	{"写明年月日", form(`(\d{4})([-./])(\d{1,2})([-./])(\d{1,2})日?`), readFullDate},
	{"八位数字的日期", form(`(\d{4})(\d{2})(\d{2})`), readEightDigits},
	{"写明月日", form(`(\d{1,2})月(\d{1,2})日?(?:24时|24:00|\d{1,2}:\d{2}|下班|当日|当天)?`), readMonthDay},
	{"写明月日", form(`(\d{1,2})[./](\d{1,2})`), readMonthDay},
	{"电子表格的日期数值", form(`(\d{5})`), readSerial},
	{"月底为当月最后一日", form(`(\d{1,2})月底`), readMonthEnd},
	{"只写了月份", form(`(\d{1,2})月`), readMonth},
	{"当月之内", form(`(\d{1,2})月(?:之?内)`), readWithinMonth},
	{"当月之内", form(`(\d{4})[-./](\d{1,2})`), readYearDotMonth},
	{"上旬至10日，中旬至20日，下旬至月末", form(`(\d{1,2})月([上中下]旬|初|中)`), readThird},
	{"季度末", form(`()第?([1-4])季度底?`), readQuarter},
	{"季度末", form(`(\d{4})?Q([1-4])底?`), readQuarter},
	{"半年末", form(`(\d{4})?(?:H([12])|(上|下)半年底?)`), readHalf},
	{"年底为12月31日", form(`(年?底|年?内|年?度内|年?度|)`), readYearEnd},
	{"五年规划末年的12月31日", form(`十([一二三四五六七八九])五(?:时期|期|规划)?底`), readFiveYears},
	{"节日前一日", form(`(元旦|三八|五一|劳动节?|五四|六一|七一|建党节?|八一|建军节?|十一|国庆)节?`), readFestival},
	{"发文当月的最后一日", form(`(?:本|当|这个)?月底`), readThisMonth},
	{"发文次月的最后一日", form(`(?:下|次)个?月底`), readNextMonth},
	{"发文当季的最后一日", form(`(?:本|当)?季度?底`), readThisQuarter},
	{"发文当周", form(`(本|这|下)?周(内|[一二三四五六日天1-6])?`), readWeek},
	{"自发文之日起计算，当日不计入（民法典第二百零一条）", form(sinceIssue + `(半|\d{1,3})(个月|日|天|个?周|年)(?:之|以)?内`), readSpan},
}

// sinceIssue is how lists name their own day of issue; 收到通知后 is another
// day, which only the receiver knows.
const sinceIssue = `(?:[自从]?(?:本?(?:通知|文件|方案|清单))?(?:发文|印发|发布|下发|公布)(?:之日|当日)?[起后]?)?`

const writeDate = "请写成一个日期，如4月底或4月30日前"

func form(re string) *zh.Pattern { return zh.NewPattern(`^(?:` + re + `)$`) }

func atoi(s string) int { n, _ := strconv.Atoi(s); return n } // only what \d matched

func itoa(n int) string { return strconv.Itoa(n) }

func readFullDate(p phrase, m []string) (DeadlineReading, error) {
	if m[2] != m[4] {
		return DeadlineReading{}, p.refuse("年月日的分隔不一致", writeDate)
	}
	p.year = atoi(m[1])
	return p.day(atoi(m[3]), atoi(m[5]))
}

func readEightDigits(p phrase, m []string) (DeadlineReading, error) {
	p.year = atoi(m[1])
	return p.day(atoi(m[2]), atoi(m[3]))
}

func readMonthDay(p phrase, m []string) (DeadlineReading, error) {
	return p.day(atoi(m[1]), atoi(m[2]))
}

// readSerial reads the day number of a spreadsheet, counted from 1899-12-30.
func readSerial(p phrase, m []string) (DeadlineReading, error) {
	d := Date(1899, time.December, 30) + Day(atoi(m[1]))
	if d.Year() < 2000 || d.Year() > 2099 {
		return DeadlineReading{}, p.refuse("是一个数，不是日期", writeDate)
	}
	return DeadlineReading{Day: d, Doubt: "单元格里是日期数值，读作" + d.String()}, nil
}

func readMonthEnd(p phrase, m []string) (DeadlineReading, error) { return p.monthEnd(atoi(m[1]), "") }

// readMonth reads 6月 (the whole month) and 6月前 (ambiguous in practice: the
// earlier day is taken, since a reminder too early does less harm).
func readMonth(p phrase, m []string) (DeadlineReading, error) {
	month := atoi(m[1])
	if !p.before {
		return readWithinMonth(p, m)
	}
	if month == 1 {
		p.year--
		month = 13
	}
	return p.monthEnd(month-1, fmt.Sprintf("“%s”读作%d月最后一日；如指%s月底，请改写", p.written, month-1, m[1]))
}

func readWithinMonth(p phrase, m []string) (DeadlineReading, error) {
	return p.monthEnd(atoi(m[1]), "没有写到日，读作当月最后一日")
}

func readYearDotMonth(p phrase, m []string) (DeadlineReading, error) {
	p.year = atoi(m[1])
	return p.monthEnd(atoi(m[2]), "没有写到日，读作当月最后一日")
}

func readThird(p phrase, m []string) (DeadlineReading, error) {
	month := atoi(m[1])
	switch m[2] {
	case "上旬":
		return p.day(month, 10)
	case "中旬":
		return p.day(month, 20)
	case "初":
		r, err := p.day(month, 10)
		r.Doubt = "月初没有定日，读作10日"
		return r, err
	case "中":
		return p.day(month, 15)
	}
	return p.monthEnd(month, "")
}

func readQuarter(p phrase, m []string) (DeadlineReading, error) {
	if p.before && !strings.Contains(p.whole, "底") {
		return DeadlineReading{}, p.ask("可指上季度末，也可指本季度末", "请写成季度末前或具体日期，如6月30日前")
	}
	p.overrideYear(m[1])
	return p.monthEnd(atoi(m[2])*3, "")
}

func readHalf(p phrase, m []string) (DeadlineReading, error) {
	p.overrideYear(m[1])
	if m[2] == "1" || m[3] == "上" {
		return p.monthEnd(6, "")
	}
	return p.monthEnd(12, "")
}

func readYearEnd(p phrase, m []string) (DeadlineReading, error) {
	if !p.yearGiven && !strings.Contains(m[1], "年") {
		return DeadlineReading{}, p.unread() // a lone 底 or 内
	}
	doubt := ""
	if m[1] == "" || strings.HasSuffix(m[1], "度") {
		doubt = "只写了年份，读作12月31日"
	}
	return p.monthEnd(12, doubt)
}

// readFiveYears: 十一五 ended in 2010, each later plan five years on.
func readFiveYears(p phrase, m []string) (DeadlineReading, error) {
	n, _ := HanNumber(m[1])
	p.year = 2005 + 5*n
	return p.monthEnd(12, "")
}

// festivals are days of the solar calendar; 春节 and its like need a calendar.
var festivals = map[string][2]int{
	"元旦": {1, 1}, "三八": {3, 8}, "五一": {5, 1}, "劳动": {5, 1}, "五四": {5, 4}, "六一": {6, 1},
	"七一": {7, 1}, "建党": {7, 1}, "八一": {8, 1}, "建军": {8, 1}, "十一": {10, 1}, "国庆": {10, 1},
}

func readFestival(p phrase, m []string) (DeadlineReading, error) {
	if !p.before {
		return DeadlineReading{}, p.ask("没有写“前”", writeDate)
	}
	name := strings.TrimSuffix(m[1], "节")
	if name == "元旦" && !p.yearGiven {
		p.year++ // 元旦前 is said of the end of the base year
	}
	on := festivals[name]
	r, err := p.day(on[0], on[1])
	r.Day--
	return r, err
}
