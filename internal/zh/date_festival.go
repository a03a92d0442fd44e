package zh

import "strings"

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
		d.Unit, d.Name, d.Month, d.Day = Festival, f.name, f.month, f.day
		return feast || r.next("前之以后内期") || !r.prose && (!f.numeric || r.rest() == "")
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
	return r.i > at || r.next("前内以之") || r.rest() == ""
}
