package checklist

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/internal/msg"
	"duban/internal/words"
)

// base is a list of 2023, issued on a Monday.
var base = DeadlineBase{Year: 2023, Start: Date(2023, time.April, 3)}

func TestParseDeadline_phrasesThatNameOneDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ reason, text, want string }{
		{"月底 is the last day", "4月底", "2023-04-30"},
		{"月底 of a month of 31 days", "5月底", "2023-05-31"},
		{"前 includes the named day", "4月底前", "2023-04-30"},
		{"末 is 底", "4月末", "2023-04-30"},
		{"末前 is 底", "4月末前", "2023-04-30"},
		{"截至 is a manner of speech", "截至4月底", "2023-04-30"},
		{"截止到 likewise", "截止到4月底", "2023-04-30"},
		{"full width digits", "４月底", "2023-04-30"},
		{"Chinese numerals", "四月底", "2023-04-30"},
		{"two numerals", "十二月底", "2023-12-31"},
		{"spaces of the layout", "4 月 底", "2023-04-30"},
		{"a line break of the layout", "4月\n底", "2023-04-30"},
		{"a full stop", "4月底。", "2023-04-30"},
		{"the year in the text", "2023年4月底前完成", "2023-04-30"},
		{"the year in numerals", "二〇二三年四月底", "2023-04-30"},
		{"another year in the text wins", "2024年2月底", "2024-02-29"},
		{"力争 and 完成 do not move the date", "力争于4月底前完成", "2023-04-30"},
		{"原则上 likewise", "原则上在4月底前落实到位", "2023-04-30"},
		{"month and day", "6月30日前", "2023-06-30"},
		{"号 is 日", "6月30号前", "2023-06-30"},
		{"numerals for the day", "六月三十日之前", "2023-06-30"},
		{"the day itself counts", "7月1日前（含）", "2023-07-01"},
		{"year, month and day", "2023年6月30日前", "2023-06-30"},
		{"dots", "2023.6.30", "2023-06-30"},
		{"hyphens", "2023-06-30", "2023-06-30"},
		{"slashes", "2023/6/30", "2023-06-30"},
		{"eight digits", "20230630", "2023-06-30"},
		{"month and day with a dot", "6.30前", "2023-06-30"},
		{"month and day with a slash", "6/30", "2023-06-30"},
		{"serial number of a spreadsheet", "45046", "2023-04-30"},
		{"a month before which", "6月前", "2023-05-31"},
		{"the whole month", "6月", "2023-06-30"},
		{"the whole month, said otherwise", "6月份", "2023-06-30"},
		{"within the month", "6月内", "2023-06-30"},
		{"year and month only", "2024.6", "2024-06-30"},
		{"first ten days", "6月上旬", "2023-06-10"},
		{"second ten days", "6月中旬前", "2023-06-20"},
		{"rest of the month", "6月下旬", "2023-06-30"},
		{"月初 has no day of its own", "6月初", "2023-06-10"},
		{"月中", "6月中", "2023-06-15"},
		{"a quarter", "第二季度", "2023-06-30"},
		{"the end of a quarter", "二季度末", "2023-06-30"},
		{"before the end of a quarter", "三季度末前", "2023-09-30"},
		{"a quarter in digits", "4季度", "2023-12-31"},
		{"a quarter with its year", "2024年一季度", "2024-03-31"},
		{"a quarter in letters", "2023Q2", "2023-06-30"},
		{"half a year in letters", "H1", "2023-06-30"},
		{"first half of the year", "上半年", "2023-06-30"},
		{"before the half is over", "上半年前", "2023-06-30"},
		{"second half of the year", "下半年", "2023-12-31"},
		{"before the end of the year", "年底前", "2023-12-31"},
		{"end of the year", "年末", "2023-12-31"},
		{"within the year", "年内", "2023-12-31"},
		{"this year's end", "今年底", "2023-12-31"},
		{"another year's end", "2024年底前", "2024-12-31"},
		{"within another year", "2024年内", "2024-12-31"},
		{"a year alone", "2024年", "2024-12-31"},
		{"next year", "明年3月底前", "2024-03-31"},
		{"next year, said otherwise", "次年3月底前", "2024-03-31"},
		{"end of next year", "明年年底", "2024-12-31"},
		{"end of a five-year plan", "“十四五”末", "2025-12-31"},
		{"end of the next five-year plan", "十五五期末", "2030-12-31"},
		{"before the first of July festival", "七一前", "2023-06-30"},
		{"the first of July as a date", "7月1日前", "2023-07-01"},
		{"before May Day", "五一前", "2023-04-30"},
		{"before National Day", "国庆节前", "2023-09-30"},
		{"before National Day by its date", "十一前", "2023-09-30"},
		{"before the New Year that comes", "元旦前", "2023-12-31"},
		{"before the New Year of a named year", "2025年元旦前", "2024-12-31"},
		{"an hour of the day", "4月28日17:30前", "2023-04-28"},
		{"the end of the working day", "4月28日下班前", "2023-04-28"},
		{"the end of the day", "12月25日24时前", "2023-12-25"},
		{"month of issue", "月底前", "2023-04-30"},
		{"month of issue, said otherwise", "本月底", "2023-04-30"},
		{"month after issue", "下月底", "2023-05-31"},
		{"quarter of issue", "本季度末", "2023-06-30"},
		{"week of issue", "本周内", "2023-04-07"},
		{"a weekday of the week of issue", "周五前", "2023-04-07"},
		{"a weekday of the week after", "下周三前", "2023-04-12"},
		{"thirty days from issue", "自发文之日起30日内", "2023-05-03"},
		{"thirty days after print", "印发后30日内", "2023-05-03"},
		{"three months", "3个月内", "2023-07-03"},
		{"one month in numerals", "自印发之日起一个月内", "2023-05-03"},
		{"half a year", "半年内", "2023-10-03"},
		{"a year", "一年内", "2024-04-03"},
		{"two weeks", "两周内", "2023-04-17"},
		{"half a month", "半个月内", "2023-04-18"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			got, err := ParseDeadline(c.text, base)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got.String(), c.want); diff != "" {
				t.Errorf("%s (-got +want):\n%s", c.text, diff)
			}
		})
	}
}

func TestParseDeadline_phrasesThatNameNoSingleDayAreAskedBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ reason, text, says string }{
		{"nothing", " ", "完成时限为空"},
		{"a day that is not", "4月31日", "2023年4月只有30天；请改成4月30日前，或4月底"},
		{"no leap year", "2月29日", "2023年2月只有28天"},
		{"no thirteenth month", "13月底", "没有13月"},
		{"no day nought", "4月0日", "只有30天"},
		{"mixed separators", "2023.6-30", "分隔不一致"},
		{"a far year", "2203年4月底", "年份2203不对"},
		{"last month", "上月底", "已经过去"},
		{"before the issue", "一季度", "早于发文日期2023-04-03；请写明年份"},
		{"before the issue, with its year", "2022年12月底前基本完成", "早于发文日期2023-04-03；请写改定的日期"},
		{"day or month", "05/06/2023", "读不出日期"},
		{"a quarter before which", "二季度前", "上季度末"},
		{"workdays need a calendar", "印发之日起10个工作日内", "工作日"},
		{"a festival of the moon", "春节前", "农历节日"},
		{"a window", "4月—6月", "一段时间"},
		{"a window in words", "4月10日至5月31日", "一段时间"},
		{"the time of a campaign", "专项行动期间", "一段时间"},
		{"two dates", "4月底、5月底", "不止一个时限"},
		{"start and end", "4月底前启动，9月底前完成", "不止一个时限"},
		{"a moved date", "5月底（原4月底）", "不止一个时限"},
		{"a date and for ever", "2025年底前，并长期坚持", "不止一个时限"},
		{"monthly", "每月25日前", "定期重复"},
		{"quarterly", "按季度", "定期重复"},
		{"at once", "立行立改", "没有写明日期"},
		{"soon", "尽快", "没有写明日期"},
		{"for ever", "长期坚持", "长期任务"},
		{"an event", "收到通知后3日内", "另一件事"},
		{"a season", "汛期前", "另一件事"},
		{"as it suits", "适时", "没有写明日期"},
		{"ditto", "同上", "照抄上一行"},
		{"a dash", "——", "没有时限"},
		{"a state, no date", "已完成", "完成情况"},
		{"a number that is no date", "99999", "不是日期"},
		{"a festival without 前", "五一", "没有写“前”"},
		{"a lone syllable", "底", "读不出日期"},
		{"prose", strings.Repeat("抓紧办理", 20), "太长"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			got, err := ParseDeadline(c.text, base)
			if !errors.Is(err, ErrInvalid) || got != 0 {
				t.Fatalf("%q: got %v, %v; want ErrInvalid", c.text, got, err)
			}
			if !strings.Contains(words.SayError(words.Chinese, err), c.says) {
				t.Errorf("%q: %v does not say %q", c.text, err, c.says)
			}
			var ps Problems
			if !errors.As(err, &ps) || ps[0].Mend.IsZero() {
				t.Errorf("%q: %v does not say how to mend it", c.text, err)
			}
		})
	}
}

func TestParseDeadline_whatItNeedsIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason, text string
		base         DeadlineBase
		says         string
	}{
		{"no base year", "4月底", DeadlineBase{}, "基准年份也没有给出"},
		{"next year of an unknown year", "明年4月底", DeadlineBase{}, "基准年份也没有给出"},
		{"no day of issue", "月底前", DeadlineBase{Year: 2023}, "发文日期没有给出"},
		{"no day of issue to count from", "自发文之日起30日内", DeadlineBase{Year: 2023}, "发文日期没有给出"},
		{"no day of issue for a week", "周五前", DeadlineBase{Year: 2023}, "发文日期没有给出"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			_, err := ParseDeadline(c.text, c.base)
			if !errors.Is(err, ErrInvalid) || !strings.Contains(words.SayError(words.Chinese, err), c.says) {
				t.Errorf("%q: %v does not say %q", c.text, err, c.says)
			}
		})
	}
}

func TestReadDeadline_saysWhatItDoubts(t *testing.T) {
	t.Parallel()
	for text, doubted := range map[string]bool{
		"4月底": false, "6月30日前": false, "年底前": false,
		"6月前": true, "6月": true, "6月初": true, "45046": true, "2024年": true,
	} {
		got, err := ReadDeadline(text, base)
		if err != nil || got.Doubt.IsZero() == doubted {
			t.Errorf("%s: %+v, %v; want doubt %v", text, got, err, doubted)
		}
	}
}

func TestReadDeadline_monthsEndWhereTheMonthHasNoSuchDay(t *testing.T) {
	t.Parallel()
	got, err := ParseDeadline("1个月内", DeadlineBase{Year: 2023, Start: Date(2023, time.January, 31)})
	if err != nil || got != Date(2023, time.February, 28) {
		t.Errorf("got %v, %v; want 2023-02-28 (民法典 202)", got, err)
	}
}

// FuzzDeadline: whatever is written, the answer is a day of this century or a
// problem with a way to mend it.
func FuzzDeadline(f *testing.F) {
	for _, s := range []string{"4月底", "2027年6月30日前", "二〇二七年四月三十日", "周五前", "3个月内", "4月31日", "每月底", "十五五末", "“", "年", "4月底前启动，9月底前完成", "每季度首月10日前", "4、5月", "\uE005，4月底"} {
		f.Add(s, 2027, int32(base.Start))
	}
	f.Fuzz(func(t *testing.T, text string, year int, start int32) {
		if year < 0 || year > 3000 || start < 0 || start > 1<<20 {
			return
		}
		d, err := ParseDeadline(text, DeadlineBase{Year: year, Start: Day(start)})
		if err == nil && d.IsZero() {
			t.Fatalf("%q: neither a day nor an error", text)
		}
		var ps Problems
		if err != nil && (!errors.As(err, &ps) || len(ps) != 1 || ps[0].Mend.IsZero() || !d.IsZero()) {
			t.Fatalf("%q: %v, %v", text, d, err)
		}
		if s, err := ReadSchedule(text, DeadlineBase{Year: year, Start: Day(start), AtOnce: 5}); err == nil && len(s.Dues) == 0 {
			t.Fatalf("%q: nothing falls due, and nothing is asked", text)
		}
	})
}

func TestParseDeadline_anAssumedDayOfIssueContradictsNothing(t *testing.T) {
	t.Parallel()
	b := DeadlineBase{Year: 2026, Start: Date(2026, 11, 24), Assumed: true}
	if got, err := ParseDeadline("4月底", b); err != nil || got != Date(2026, 4, 30) {
		t.Errorf("got %s, %v", got, err)
	}
	b.Assumed = false
	if got, err := ParseDeadline("4月底", b); err == nil {
		t.Errorf("got %s before the issue", got)
	}
}

func TestWithoutComputed_takesOffTheMarkAndNothingElse(t *testing.T) {
	t.Parallel()
	day := msg.New("only a year")
	for _, c := range []struct{ m, want msg.Message }{
		{Computed(day), day}, {day, day}, {msg.New(computed, "x"), msg.New(computed, "x")}, {msg.New(computed), msg.New(computed)}, {msg.New("late", day), msg.New("late", day)},
	} {
		if got := WithoutComputed(c.m); got.String() != c.want.String() {
			t.Errorf("%s: %s", c.m, got)
		}
	}
}

// The first and the last that still is what it is read as.
func TestParseDeadline_bounds(t *testing.T) {
	t.Parallel()
	issued := DeadlineBase{Year: 2023, Start: Date(2023, 4, 3)}
	for _, c := range []struct {
		text string
		base DeadlineBase
		day  Day
		says string // where it is refused
	}{
		{"4月3日", issued, Date(2023, 4, 3), ""}, {"4月2日", issued, 0, "早于发文日期"},
		{"2000年底", DeadlineBase{}, Date(2000, 12, 31), ""}, {"1999年底", DeadlineBase{}, 0, "年份1999不对"},
		{"2099年底", DeadlineBase{}, Date(2099, 12, 31), ""}, {"2100年底", DeadlineBase{}, 0, "年份2100不对"},
		{"36526", DeadlineBase{}, Date(2000, 1, 1), ""}, {"36525", DeadlineBase{}, 0, "不是日期"},
		{"73050", DeadlineBase{}, Date(2099, 12, 31), ""}, {"73051", DeadlineBase{}, 0, "不是日期"},
		{"1月0日", issued, 0, "2023年1月只有31天"}, {"12月0日", issued, 0, "2023年12月只有31天"}, {"0月底", issued, 0, "不是日期"},
		{"4月底" + strings.Repeat("。", longestPhrase-3), issued, Date(2023, 4, 30), ""}, {"4月底" + strings.Repeat("。", longestPhrase-2), issued, 0, "太长"},
	} {
		day, err := ParseDeadline(c.text, c.base)
		if day != c.day || (err == nil) != (c.says == "") || err != nil && !strings.Contains(words.SayError(words.Chinese, err), c.says) {
			t.Errorf("%s: %s, %v; want %s %s", c.text, day, err, c.day, c.says)
		}
	}
}
