package zh

import "strings"

// Every is a recurrence as words name it: 每月25日前, 每季度末, 每年2次, 双周.
type Every struct {
	Unit  Unit // Day, Workday, Week, Third, Month, Quarter or Year; 半年 is six months
	Step  int  // each how many of them: 每两周 is 2
	Odd   bool // 单月; 双月 is a Step of 2
	Times int  // how often in each: 每年2次
	Month int  // 每季度首月: the first, second or third month of it; of a year 1 to 12; 0 the last
	On    Date // the day in the last of them: Unit is Day, Weekday, Third or, for 月底 and what is not said, Month
}

// FindEvery finds the first recurrence of a text, with its place.
func FindEvery(text string) (e Every, at Place, ok bool) {
	t := fold(text)
	for i := 0; i < len(t.s); {
		r := reader{s: t.s, i: i, prose: true}
		var e Every
		if strings.ContainsRune("每按逐各双单半一两全季dwmqay", r.peek()) && r.every(&e) {
			return e, Place{t.at[i], t.end(text, r.i)}, true
		}
		i += r.width()
	}
	return Every{}, Place{}, false
}

func (r *reader) every(e *Every) bool {
	if n, ok := r.one("daily", "weekly", "monthly", "quarterly", "annually", "yearly"); ok {
		e.Unit = []Unit{Day, Week, Month, Quarter, Year, Year}[n]
		e.Step, e.Times, e.On = 1, 1, Date{Unit: Month, Relative: true, Edge: End}
		return true
	}
	each, said := r.one("每隔", "每个", "每", "按", "逐", "各", "双", "单")
	if !said {
		each = -1
	}
	if !r.everyUnit(e, each) {
		return false
	}
	r.take("度")
	r.everyDay(e)
	r.clock()
	r.take("之前", "以前", "前")
	counted := r.times(e)
	return said || counted || e.Unit == Quarter && e.Month > 0 // 季度末月25日前
}

func (r *reader) everyUnit(e *Every, each int) bool {
	e.Step, e.Times, e.On = 1, 1, Date{Unit: Month, Relative: true, Edge: End}
	half := r.take("半个", "半")
	if n, ok := r.number(2); ok && !half {
		e.Step = n
	}
	r.take("个")
	unit, ok := r.one("工作日", "天", "日", "周", "星期", "旬", "月", "季度", "季", "年", "全年")
	if !ok || e.Step < 1 || e.Step > 12 {
		return false
	}
	e.Unit = []Unit{Workday, Day, Day, Week, Week, Third, Month, Quarter, Quarter, Year, Year}[unit]
	switch {
	case half && e.Unit == Year:
		e.Unit, e.Step = Month, 6
	case half && e.Unit == Month:
		e.Times = 2
	case half:
		return false
	case each == 0 && e.Step == 1: // 每隔1周
		e.Step = 2
	case each == 6:
		e.Step *= 2
	case each == 7:
		e.Odd, e.Step = true, 2
	}
	return true
}

// everyDay reads the day behind the unit: 25日, 五, 首月10日, 6月底, 末.
func (r *reader) everyDay(e *Every) {
	c := *r
	n, ok := c.one("首月", "末月", "首个月", "第一个月", "第二个月", "第三个月", "第1个月", "第2个月", "第3个月", "最后一个月")
	switch {
	case e.Unit == Week:
		c.take("的")
		if c.take("周", "星期"); !c.weekday(&e.On) {
			r.take("末", "底")
			return
		}
	case e.Unit == Quarter && c.take("初"):
		e.Month, e.On.Edge = 1, Start
	case e.Unit == Quarter && ok:
		e.Month = []int{1, 3, 1, 1, 2, 3, 1, 2, 3, 3}[n]
		c.inMonth(&e.On)
	case e.Unit == Year && c.month(&e.On):
		e.Month = e.On.Month
	case e.Unit == Month:
		c.take("月")
		c.inMonth(&e.On)
	default:
		r.take("年", "季")
		r.edge(&e.On)
		return
	}
	*r = c
	if e.On.Unit == Month && e.On.Edge == Whole {
		e.On.Edge = End
	}
	e.On.Month = 0
}

func (r *reader) weekday(d *Date) bool {
	n, ok := r.weekdayName()
	if ok = ok && r.peek() != '次'; ok {
		d.Unit, d.Nth, d.Edge = Weekday, n, Whole
	}
	return ok
}

// times reads how often, within a few words: 至少开展1次.
func (r *reader) times(e *Every) bool {
	for c := *r; c.i < min(len(c.s), r.i+30); c.i += c.width() {
		n, ok := c.number(2)
		if ok && n > 0 && c.take("次", "轮", "报", "调度") {
			if n > 1 {
				e.Times = n
			}
			*r = c
			return true
		}
		if strings.ContainsRune(",;、。(", c.peek()) {
			break
		}
	}
	return false
}
