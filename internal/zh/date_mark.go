package zh

import "strings"

// mark reads what stands behind a day and does not move it: the weekday, the hour, 前.
func (r *reader) mark(d *Date) {
	for again := true; again; {
		if again = r.bracket(d); d.Unit == Day && r.take("周", "星期") {
			d.Weekday, again = r.weekdayName()
		}
		if d.Unit == Day || d.Unit == Weekday || d.Unit == Span && d.Of == Day {
			again = r.clock() || again
		}
	}
	r.take("的")
	n, ok := r.one("前后", "左右", "之前", "以前", "前", "之内", "以内", "内", "期间", "假期", "之后", "以后", "后", "起")
	if !ok {
		return
	}
	if c := *r; n == 13 && c.rangeMark() { // 自5月1日起至
		return
	}
	d.Mark = []Mark{Around, Around, Before, Before, Before, Within, Within, Within, During, During, After, After, After, After}[n]
	for r.bracket(d) {
	}
}

// bracket reads （星期四）, （含）, （含当日）.
func (r *reader) bracket(d *Date) bool {
	if r.peek() != '(' {
		return false
	}
	words, _, found := strings.Cut(r.rest()[1:min(len(r.rest()), 64)], ")")
	if !found {
		return false
	}
	inside := reader{s: words}
	for inside.i < len(words) && !inside.take("周", "星期", "礼拜") {
		inside.i += inside.width()
	}
	n, named := inside.weekdayName()
	if !named && words != "含" && words != "含当日" && words != "含当天" && words != "含本日" {
		return false
	}
	if named {
		d.Weekday = n
	}
	r.i += len(words) + 2
	return true
}

// weekdayName reads the name behind 周 or 星期.
func (r *reader) weekdayName() (n int, ok bool) {
	n, ok = r.one("一", "二", "三", "四", "五", "六", "日", "天", "1", "2", "3", "4", "5", "6", "7")
	return []int{1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7}[n], ok
}

// clock reads 上午10时, 17:30, 24时, 下班 and the hours to which an event lasts; offices
// follow days.
func (r *reader) clock() bool {
	begin := r.i
	r.take(" ", "t")
	r.take("当日", "当天")
	r.take("上午", "下午", "中午", "晚上", "早上", "凌晨", "晚", "早")
	if !r.hour() {
		if c := *r; c.take("下班", "上班") && (strings.HasPrefix(r.rest(), "下") || strings.ContainsRune("前时之以", c.peek())) {
			*r = c
		} else if r.i == begin+1 { // nothing but the space or the t
			r.i = begin
		}
		return r.i > begin
	}
	if c := *r; c.rangeMark() && c.hour() {
		*r = c
	}
	return true
}

// hour reads 17:30, 17:00:00, 18时, 10点半.
func (r *reader) hour() bool {
	c := *r
	if n, ok := c.number(2); !ok || n > 24 {
		return false
	}
	switch {
	case c.take("时", "点"):
		if _, ok := c.number(2); ok && !c.take("分") {
			return false
		}
		c.take("整", "半", "钟")
	case c.take(":"):
		if _, ok := c.number(2); !ok {
			return false
		}
		if c.take(":") {
			c.number(2)
		}
		c.take("z")
	default:
		return false
	}
	*r = c
	return true
}
