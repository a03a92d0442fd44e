package zh

import "strings"

// relative reads what is named from the present day: 月底, 下月20日, 本周五, 明天, 年底.
func (r *reader) relative(d *Date) bool {
	if n, ok := r.one("今天", "今日", "明天", "明日", "大后天", "后天", "昨天", "昨日"); ok {
		d.Unit, d.Relative, d.Ahead = Day, true, []int{0, 0, 1, 1, 3, 2, -1, -1}[n]
		return true
	}
	counted := r.counted()
	n, said := r.one("下下个", "下下", "下个", "下", "次", "上个", "上", "本", "这个", "这", "当", "该")
	if d.Relative = true; said {
		d.Ahead = []int{2, 2, 1, 1, 1, -1, -1, 0, 0, 0, 0, 0}[n]
	} else if counted {
		return false
	}
	switch {
	case r.take("月"):
		d.Unit = Month
		return r.inMonth(d) && (said || d.Edge != Whole)
	case r.take("季度", "季"):
		d.Unit = Quarter
		return r.edge(d) || said
	case r.take("周", "星期", "礼拜"):
		return r.week(d, said)
	case !said && r.take("年度", "年", "岁", "全年"):
		return r.thisYear(d)
	}
	return false
}

func (r *reader) week(d *Date, said bool) bool {
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
	return !strings.HasSuffix(word, "岁") && r.within()
}
