package zh

import (
	"strings"
	"unicode"
)

var spanAnchors = []struct {
	words string
	from  Anchor
}{{"发文", Issue}, {"印发", Issue}, {"发布", Issue}, {"下发", Issue}, {"公布", Issue}, {"下达", Issue}, {"交办", Issue}, {"之日", Issue}, {"收到", Receipt}, {"接到", Receipt}}

// span reads 15个工作日, 自发文之日起30日, 半年, 一个月.
func (r *reader) span(d *Date) bool {
	begin := *r
	anchored := r.anchor(d)
	at := r.i
	half := r.take("半")
	n, ok := r.number(4)
	if half == ok || !half && n < 1 || n > 999 || r.prose && begin.after("统唯专第每逐之同任") {
		return false
	}
	unit, ok := r.one("个工作日", "工作日", "个小时", "小时", "个自然日", "自然日", "日历天", "天", "日", "个星期", "星期", "个礼拜", "礼拜", "个周", "周", "个季度", "个月", "年", "月")
	if !ok {
		return false
	}
	d.Unit, d.Count = Span, n
	d.Of = []Unit{Workday, Workday, Hour, Hour, Day, Day, Day, Day, Day, Week, Week, Week, Week, Week, Week, Quarter, Month, Year, Month}[unit]
	word := r.s[at:r.i]
	switch {
	case half && d.Of == Year:
		d.Of, d.Count = Month, 6
	case half && d.Of == Month:
		d.Of, d.Count = Day, 15
	case half, strings.HasSuffix(word, "月") && !strings.HasSuffix(word, "个月"):
		return false
	case d.Of == Year && (n > 10 || unicode.IsDigit(r.peek())), strings.HasSuffix(word, "日") && d.Of == Day && !strings.HasSuffix(word, "自然日") && !r.within() && !anchored:
		return false
	}
	if !anchored && begin.after("后起前") {
		d.Since = Event
	}
	return true
}

// within reports whether 内 stands here.
func (r *reader) within() bool {
	c := *r
	return c.take("内", "之内", "以内")
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
		c.take("本")
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
