package zh

import (
	"strings"
	"unicode"
)

// festivals are the days that offices name by their feast, each with its day where the
// solar calendar has it. Numbers are feasts only where 前 or 节 says so: 十一前.
var festivals = []struct {
	words      string
	name       string
	month, day int
	numeric    bool // needs 节, 前 or the like
}{
	{"元旦", "元旦", 1, 1, false}, {"元宵", "元宵", 0, 0, false}, {"春节", "春节", 0, 0, false}, {"除夕", "除夕", 0, 0, false},
	{"清明", "清明", 0, 0, false}, {"端午", "端午", 0, 0, false}, {"中秋", "中秋", 0, 0, false}, {"重阳", "重阳", 0, 0, false},
	{"劳动", "劳动", 5, 1, true}, {"五一", "劳动", 5, 1, true}, {"国庆", "国庆", 10, 1, false}, {"十一", "国庆", 10, 1, true},
	{"建党", "建党", 7, 1, true}, {"七一", "建党", 7, 1, true}, {"建军", "建军", 8, 1, true}, {"八一", "建军", 8, 1, true},
	{"妇女", "妇女", 3, 8, true}, {"三八", "妇女", 3, 8, true}, {"五四", "青年", 5, 4, true}, {"青年", "青年", 5, 4, true},
	{"儿童", "儿童", 6, 1, true}, {"六一", "儿童", 6, 1, true},
}

func (r *reader) festival(d *Date) bool {
	for _, f := range festivals {
		if !r.take(f.words) {
			continue
		}
		feast := r.take("国际") || f.words == "春节"
		feast = r.take("节假期", "节假日", "节", "小长假", "黄金周", "长假", "假期") || feast
		if next := r.peek(); !strings.ContainsRune("前之以后内期假", next) || r.rest() == "" {
			if f.numeric && !(feast || r.i == len(r.s) && !r.prose) || r.prose && !feast {
				return false
			}
		}
		d.Unit, d.Name, d.Month, d.Day = Festival, f.name, f.month, f.day
		return true
	}
	return false
}

// plan reads 十四五, 十五五规划期.
func (r *reader) plan(d *Date) bool {
	n, width, _ := LeadingNumber(strings.TrimSuffix(FirstRunes(r.rest(), 3), "五"))
	if n < 11 || n > 19 || width != len("十四") || !strings.HasPrefix(r.rest()[width:], "五") {
		return false
	}
	r.i += width + len("五")
	at := r.i
	if r.take("规划"); !r.take("时期", "期末") {
		r.take("期")
	}
	d.Unit, d.Nth = Plan, n
	if strings.HasSuffix(r.s[at:r.i], "期末") {
		d.Edge = End
	} else if strings.HasSuffix(r.s[at:r.i], "期") && r.take("间") {
		d.Mark = During
	} else {
		r.edge(d)
	}
	return r.i > at || strings.ContainsRune("前内以之", r.peek()) && r.rest() != "" || r.rest() == ""
}

// year reads 2027年, 二〇二七年, 27年6月 up to the month, 今年, 明年.
func (r *reader) year(d *Date) bool {
	if n, ok := r.one("今年", "本年", "当年", "明年", "次年", "来年", "后年", "去年", "上年"); ok {
		d.Year, d.YearSaid = []int{0, 0, 0, 1, 1, 1, 2, -1, -1}[n], true
	} else {
		n, ok := r.number(4)
		if ok && n >= 1900 {
			r.take(" ")
		}
		if quarter := r.peek() == 'q' || r.peek() == 'h'; !ok || !(quarter && n >= 1900) && !r.take("年") {
			return false
		}
		switch next := r.peek(); {
		case n >= 1900:
			d.Year = n
		case n >= 20 && n < 50 && unicode.IsDigit(next):
			d.Year = 2000 + n
		default:
			return false
		}
	}
	r.take("度")
	return true
}

// dated reads what a year may stand before: 2027年6月30日, 三季度末, 上半年, 20日.
func (r *reader) dated(d *Date) bool {
	if r.prose && strings.ContainsRune("第每逐", r.behind()) && r.behind() != 0 {
		return false
	}
	year, said := r.try((*reader).year)
	*d = year
	at := r.i
	for _, form := range []func(*reader, *Date) bool{(*reader).month, (*reader).quarter, (*reader).half, (*reader).bareDay} {
		if c, ok := r.try(form); ok {
			c.Year, c.YearSaid = year.Year, year.YearSaid
			*d = c
			return true
		}
	}
	if !said {
		return false
	}
	if c, ok := r.try((*reader).festival); ok {
		c.Year, c.YearSaid = year.Year, year.YearSaid
		*d = c
		return true
	}
	d.Unit = Year
	if r.take("全年") {
		d.Mark = During
		return true
	}
	if r.take("年") && !r.edge(d) && !strings.ContainsRune("内以之", r.peek()) {
		r.i = at
	} else if r.i == at {
		r.edge(d)
	}
	return true
}

// month reads 6月 and what follows it: 30日, 底, 中旬.
func (r *reader) month(d *Date) bool {
	n, ok := r.number(2)
	if !ok || !r.take("月") {
		return false
	}
	d.Unit, d.Month = Month, n
	r.take("份")
	return r.inMonth(d)
}

// inMonth reads the part of a month.
func (r *reader) inMonth(d *Date) bool {
	r.take("的")
	c := *r
	if n, ok := c.number(2); ok && (c.take("日", "号") || c.dayEnds()) {
		*r = c
		d.Unit, d.Day = Day, n
		return true
	}
	if r.take("最后一天", "最后一日", "最后1天", "最后1日") {
		d.Edge = End
		return true
	}
	if !r.third(d) {
		r.edge(d)
	}
	return true
}

// dayEnds reports whether a number without 日 may be a day of the month: 4月30前.
func (r *reader) dayEnds() bool {
	next := r.peek()
	return r.rest() == "" || next < 0x80 && !isLatin(next) && next != '%' && next != '.' && next != ':' || strings.ContainsRune("前之以至到止完起。、—", next)
}

func (r *reader) third(d *Date) bool {
	n, ok := r.one("上旬", "中旬", "下旬")
	if ok {
		d.Unit, d.Nth = Third, n+1
		if r.take("底", "末") {
			d.Edge = End
		}
	}
	return ok
}

// edge reads 底, 初 or 中.
func (r *reader) edge(d *Date) bool {
	n, ok := r.one("底", "末", "终", "尾", "初", "中")
	if ok {
		d.Edge = []Edge{End, End, End, End, Start, Middle}[n]
	}
	return ok
}

// quarter reads 三季度, 第1季度末, 前三季度, Q3.
func (r *reader) quarter(d *Date) bool {
	d.UpTo = r.take("前")
	if r.take("q") {
		n, ok := r.number(1)
		d.Unit, d.Nth = Quarter, n
		r.edge(d)
		return ok && n >= 1 && n <= 4
	}
	if r.take("第"); r.prose && r.behind() == '每' {
		return false
	}
	n, ok := r.number(1)
	if !ok || !r.take("季度", "个季度", "季") || n < 1 || n > 4 || strings.HasSuffix(r.s[:r.i], "个季度") && !d.UpTo {
		return false
	}
	d.Unit, d.Nth = Quarter, n
	r.edge(d)
	return true
}

func (r *reader) half(d *Date) bool {
	n, ok := r.one("上半年", "下半年", "h1", "h2")
	d.Unit, d.Nth = Half, n%2+1
	if ok {
		r.edge(d)
	}
	return ok
}

// bareDay reads 20日, a day of the present month or the next.
func (r *reader) bareDay(d *Date) bool {
	behind := r.behind()
	n, width, han := LeadingNumber(r.rest())
	if width == 0 || n < 1 || n > 31 || r.prose && han && unicode.Is(unicode.Han, behind) && !strings.ContainsRune("至到于在前月", behind) {
		return false
	}
	r.i += width
	d.Unit, d.Day = Day, n
	return r.take("日", "号") && !strings.ContainsRune("内历楼线机", r.peek()) && !strings.HasPrefix(r.rest(), "之内") && !strings.HasPrefix(r.rest(), "以内")
}

// relative reads what is named from the present day: 月底, 下月20日, 本周五, 明天, 年底.
func (r *reader) relative(d *Date) bool {
	if n, ok := r.one("今天", "今日", "明天", "明日", "大后天", "后天", "昨天", "昨日"); ok {
		d.Unit, d.Relative, d.Ahead = Day, true, []int{0, 0, 1, 1, 3, 2, -1, -1}[n]
		return true
	}
	begin := r.i
	n, said := r.one("下下个", "下下", "下个", "下", "次", "上个", "上", "本", "这个", "这", "当", "该")
	d.Relative = true
	d.Ahead = []int{2, 2, 1, 1, 1, -1, -1, 0, 0, 0, 0, 0}[n]
	if !said {
		d.Ahead = 0
	}
	switch {
	case r.take("月"):
		if d.Unit, d.Month = Month, 0; r.inMonth(d) && !said && d.Edge == Whole {
			return false
		}
		return said || !r.prose || begin == 0 || !isNumeral(rune0(r.s[:begin]))
	case r.take("季度", "季"):
		d.Unit = Quarter
		return r.edge(d) || said
	case r.take("周", "星期", "礼拜"):
		return r.week(d, said, begin)
	case !said && r.take("年度", "年", "岁", "全年"):
		return r.thisYear(d)
	}
	return false
}

// rune0 is the last character of a text.
func rune0(s string) (last rune) {
	for _, c := range lastBytes(s, 4) {
		last = c
	}
	return last
}

func lastBytes(s string, n int) string { return s[max(0, len(s)-n):] }

func isNumeral(c rune) bool {
	_, han := hanNumerals[c]
	return han || unicode.IsDigit(c) || c == '每' || c == '个'
}

func (r *reader) week(d *Date, said bool, begin int) bool {
	if !said && begin > 0 && r.prose && isNumeral(rune0(r.s[:begin])) {
		return false
	}
	if n, ok := r.weekdayName(); ok {
		d.Unit, d.Nth, d.Relative = Weekday, n, said
		return true
	}
	if r.take("末") {
		d.Unit, d.Nth, d.Relative = Weekday, 7, said
		if r.take("之前", "以前", "前") {
			d.Nth, d.Mark = 5, Before
		}
		return true
	}
	d.Unit = Week
	r.take("度")
	if r.take("底") {
		d.Nth = 5
	}
	return said
}

// thisYear reads what stands behind the 年 of 年底, 年内, 年度内.
func (r *reader) thisYear(d *Date) bool {
	word := r.s[:r.i]
	d.Unit, d.Relative = Year, false
	if strings.HasSuffix(word, "全年") {
		d.Mark = During
		return true
	}
	if r.edge(d) {
		return true
	}
	return !strings.HasSuffix(word, "岁") && (r.rest() == "内" || strings.HasPrefix(r.rest(), "内") || strings.HasPrefix(r.rest(), "之内") || strings.HasPrefix(r.rest(), "以内"))
}

var spanAnchors = []struct {
	words string
	from  Anchor
}{{"发文", Issue}, {"印发", Issue}, {"发布", Issue}, {"下发", Issue}, {"公布", Issue}, {"下达", Issue}, {"交办", Issue}, {"收到", Receipt}, {"接到", Receipt}}

// span reads 15个工作日, 自发文之日起30日, 半年, 一个月.
func (r *reader) span(d *Date) bool {
	behind := r.behind()
	anchored := r.anchor(d)
	at := r.i
	half := r.take("半")
	n, ok := r.number(4)
	if half == ok || !half && n < 1 || n > 999 || r.prose && strings.ContainsRune("统唯专第每逐之同任", behind) && behind != 0 {
		return false
	}
	unit, ok := r.one("个工作日", "工作日", "个小时", "小时", "个自然日", "自然日", "日历天", "天", "日", "个星期", "星期", "个礼拜", "礼拜", "个周", "周", "个季度", "个月", "年", "月")
	if !ok {
		return false
	}
	d.Unit, d.Count = Span, n
	d.Of = []Unit{Workday, Workday, Hour, Hour, Day, Day, Day, Day, Day, Week, Week, Week, Week, Week, Week, Quarter, Month, Year, Month}[unit]
	word := r.s[at:r.i]
	within := strings.ContainsRune("内之以", r.peek()) && r.rest() != ""
	switch {
	case half && d.Of == Year:
		d.Of, d.Count = Month, 6
	case half && d.Of == Month:
		d.Of, d.Count = Day, 15
	case half, strings.HasSuffix(word, "月") && !strings.HasSuffix(word, "个月"):
		return false
	case d.Of == Year && (n > 10 || unicode.IsDigit(r.peek())), strings.HasSuffix(word, "日") && d.Of == Day && !strings.HasSuffix(word, "自然日") && !within && !anchored:
		return false
	}
	if !anchored && behind != 0 && strings.ContainsRune("后起前", behind) {
		d.Since = Event
	}
	return true
}

// anchor reads the day a span counts from.
func (r *reader) anchor(d *Date) bool {
	c := *r
	c.take("自", "从")
	c.take("本")
	c.take("通知", "文件", "方案", "清单", "台账", "任务")
	for _, a := range spanAnchors {
		if !c.take(a.words) {
			continue
		}
		c.take("督办通知", "通知", "文件", "任务", "交办单", "交办", "来文")
		c.take("之日", "当日", "当天")
		c.take("起", "后")
		c.take("计算", "算")
		c.take(",", "的")
		d.Since = a.from
		*r = c
		return true
	}
	return false
}

// numeric reads 2027-06-30, 20270630, 2027.6, and 6.30 or 6/30.
func (r *reader) numeric(d *Date) bool {
	head := r.rest()[:min(len(r.rest()), len("20270630")+1)]
	digits := len(head) - len(strings.TrimLeft(head, "0123456789"))
	switch {
	case digits == 8:
		n := r.digits(8)
		*d = Date{Unit: Day, Year: n / 10000, Month: n / 100 % 100, Day: n % 100}
		return d.Year >= 1900 && d.Year < 2100
	case digits == 4:
		return r.yearFirst(d)
	case digits == 0 || digits > 2:
		return false
	}
	month := r.digits(digits)
	sep := r.peek()
	if !r.take(".", "/", "-") {
		return false
	}
	day, ok := r.number(2)
	d.Unit, d.Month, d.Day = Day, month, day
	if !ok || month < 1 || month > 12 || day < 1 || day > 31 || sep == '-' && day <= 12 && !r.led(digits) {
		return false
	}
	return r.take("日", "号") || r.dayEnds() && !strings.ContainsRune("/-", r.peek()) || r.dayEnds() && r.rest() != "" && r.peek() == '-' && sep != '-'
}

// led reports whether a word like 到 stands before what was read: 到5-10 is a day, 3-5
// may be anything.
func (r *reader) led(digits int) bool {
	head := r.s[:r.i]
	if at := strings.LastIndexByte(head, '-'); at >= digits {
		head = head[:at-digits]
	}
	c := rune0(head)
	return c != 0 && strings.ContainsRune("到至于在", c)
}

func (r *reader) digits(n int) (value int) {
	for _, c := range []byte(r.rest()[:n]) {
		value = 10*value + int(c-'0')
	}
	r.i += n
	return value
}

func (r *reader) yearFirst(d *Date) bool {
	d.Year = r.digits(4)
	sep := r.peek()
	if d.Year < 1900 || !r.take("-", ".", "/") {
		return false
	}
	month, ok := r.number(2)
	if !ok {
		return false
	}
	d.Unit, d.Month = Month, month
	c := *r
	if c.peek() == sep && c.take("-", ".", "/") {
		if day, ok := c.number(2); ok {
			c.take("日", "号")
			*r, d.Unit, d.Day = c, Day, day
			return true
		}
	}
	r.take("月")
	if month < 1 || month > 12 {
		return false
	}
	r.edge(d)
	return true
}
