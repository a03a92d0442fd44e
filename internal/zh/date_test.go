package zh

import (
	"testing"
	"unicode/utf8"
)

// april is Monday, 3 April 2023, with a calendar that knows the weekends only.
var april = Facts{
	Year: 2023, Present: Civil{2023, 4, 3},
	Workdays: func(from Civil, n int) Civil {
		for ; n > 0; n-- {
			for from = from.AddDays(1); from.Weekday() > 5; from = from.AddDays(1) {
			}
		}
		return from
	},
	Festival: func(year int, name string) Civil {
		return map[string]Civil{"春节": {year, 1, 21}, "清明": {year, 4, 5}, "端午": {year, 6, 22}, "中秋": {year, 9, 29}}[name]
	},
}

// written is what a date comes to: its last day, or the first and the last; ~ stands
// before a stretch of which no day is named, ! for what cannot be resolved.
func written(d Date, f Facts) string {
	p, err := d.Resolve(f)
	if err != nil {
		return "!" + err.Error()
	}
	out := p.Last.String()
	if !d.Exact() {
		out = "~" + out
	}
	if d.Until != nil {
		out = p.First.String() + ".." + out
	}
	return out
}

func TestFindDate_readsTheFirstDayOfAText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, words, want string }{
		{"延期到5月20日", "5月20日", "2023-05-20"},
		{"申请延期一周", "一周", "2023-04-10"},
		{"推迟半个月完成", "半个月", "2023-04-18"},
		{"延期10个工作日", "10个工作日", "2023-04-17"},
		{"一个月内办结", "一个月内", "2023-05-03"},
		{"三季度末前完成", "三季度末前", "2023-09-30"},
		{"国庆前完成", "国庆前", "2023-09-30"},
		{"“十一”前完成", "十一”前", "2023-09-30"},
		{"预计 5 月 20 日 完成", "5 月 20 日", "2023-05-20"},
		{"延至下周五", "下周五", "2023-04-14"},
		{"下下周一", "下下周一", "2023-04-17"},
		{"周五前报", "周五前", "2023-04-07"},
		{"周日前报", "周日前", "2023-04-09"},
		{"周末前报", "周末前", "2023-04-07"},
		{"明天报", "明天", "2023-04-04"},
		{"下月10号", "下月10号", "2023-05-10"},
		{"本月底", "本月底", "2023-04-30"},
		{"月底前", "月底前", "2023-04-30"},
		{"20日前", "20日前", "2023-04-20"},
		{"2日前", "2日前", "2023-05-02"},
		{"年底前", "年底前", "2023-12-31"},
		{"明年一季度", "明年一季度", "~2024-03-31"},
		{"六月三十日", "六月三十日", "2023-06-30"},
		{"贰零贰叁年陆月叁拾日", "贰零贰叁年陆月叁拾日", "2023-06-30"},
		{"二〇二三年六月三十日", "二〇二三年六月三十日", "2023-06-30"},
		{"２０２３年６月３０日", "２０２３年６月３０日", "2023-06-30"},
		{"23年6月底", "23年6月底", "2023-06-30"},
		{"5月\u200b20日", "5月\u200b20日", "2023-05-20"},
		{"兩個月內", "兩個月內", "2023-06-03"},
		{"國慶節前", "國慶節前", "2023-09-30"},
		{"⽉底前，6⽉30⽇", "⽉底前", "2023-04-30"},
		{"5月10日9:00至5月12日18:00", "5月10日9:00至5月12日18:00", "2023-05-10..2023-05-12"},
		{"5月1日（周一）至6日（周六）", "5月1日（周一）至6日（周六）", "2023-05-01..2023-05-06"},
		{"5月10-20日", "5月10-20日", "2023-05-10..2023-05-20"},
		{"一至三季度", "一至三季度", "2023-01-01..~2023-09-30"},
		{"11月至3月", "11月至3月", "2023-11-01..~2024-03-31"},
		{"11月至次年3月底", "11月至次年3月底", "2023-11-01..2024-03-31"},
		{"5月至年底", "5月至年底", "2023-05-01..2023-12-31"},
		{"4月初至月底", "4月初至月底", "2023-04-01..2023-04-30"},
		{"5月中旬", "5月中旬", "~2023-05-20"},
		{"5月前", "5月前", "~2023-04-30"},
		{"国庆后", "国庆后", "!the words name no last day"},
		{"5月20日左右", "5月20日左右", "~2023-05-20"},
		{"4月31日", "4月31日", "!the calendar has no such day"},
		{"13月底", "13月底", "!the calendar has no such day"},
		{"验收后7日内", "7日内", "!it depends on the day of something else"},
		{"自印发之日起30日内", "自印发之日起30日内", "2023-05-03"},
		{"收到通知后3个工作日内", "收到通知后3个工作日内", "2023-04-06"},
		{"by the end of June", "by the end of June", "2023-06-30"},
		{"delayed until May 20th, 2023", "until May 20th, 2023", "2023-05-20"},
		{"within two weeks, i.e. 17 April", "17 April", "2023-04-17"},
		{"到5-10", "5-10", "2023-05-10"},
		{"完成3.5，延到5.20", "3.5", "2023-03-05"},
		{"十四五期间", "十四五期间", "~2025-12-31"},
		{"3-5项", "", ""}, {"第3项", "", ""}, {"统一日程", "", ""}, {"每周三例会", "", ""}, {"5.2万元", "", ""}, {"it may rain", "", ""},
		{"4月的第2项", "4月的", "~2023-04-30"},
	} {
		f, ok := FindDate(c.text)
		if got := f.In(c.text); !ok != (c.words == "") || ok && got != c.words {
			t.Errorf("%s: got %q, want %q", c.text, got, c.words)
			continue
		}
		if ok && written(f.Date, april) != c.want {
			t.Errorf("%s: got %s, want %s", c.text, written(f.Date, april), c.want)
		}
	}
}

func TestResolve_aDayWithoutAYearIsTheOneThatIsNear(t *testing.T) {
	t.Parallel()
	december := Facts{Year: 2026, Present: Civil{2026, 12, 20}, Near: true}
	for text, want := range map[string]string{
		"1月15日": "2027-01-15", "12月1日": "2026-12-01", "春节前": "!a calendar of workdays and festivals is needed", "国庆前": "2026-09-30", "五一前": "2027-04-30", "3月底": "2027-03-31",
	} {
		d, ok := ParseDate(text)
		if got := written(d, december); !ok || got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{
		"7": 7, "12": 12, "七": 7, "十": 10, "十二": 12, "拾贰": 12, "二十": 20, "三十一": 31,
		"一百零五": 105, "两百": 200, "二〇二七": 2027, "一千二百三十四": 1234, "叁": 3,
		"": -1, "十十": -1, "百": -1, "二三十": -1, "甲": -1, "99999": -1, "一十百": -1, "一二三四五六七八九一二": -1,
	} {
		got, ok := Number(s)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("Number(%q) = %d, want %d", s, got, want)
		}
	}
	for n := 1; n < 10000; n++ {
		if got, ok := Number(Numeral(n)); !ok || got != n {
			t.Fatalf("Number(%q) = %d, want %d", Numeral(n), got, n)
		}
	}
}

// FuzzDate: places lie in the text on character borders and do not overlap, words found
// alone are found whole, and a resolved date exists.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"4月底", "2027年6月30日前", "即日起至5月底", "周五前", "3个月内", "4月31日", "“十四五”末", "by 30 April", "5月10-20日", "\u200b年", "9到12月", "2023.6-2023.12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, found := range FindDates(text) {
			if found.Start < end || found.End <= found.Start || found.End > len(text) || !utf8.RuneStart(text[found.Start]) {
				t.Fatalf("%q: %v", text, found.Place)
			}
			end = found.End
			p, err := found.Resolve(april)
			if err == nil && (!p.First.Exists() || !p.Last.Exists() || p.Last.Before(p.First)) {
				t.Fatalf("%q: %v", text, p)
			}
		}
	})
}
