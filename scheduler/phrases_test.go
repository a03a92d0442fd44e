package scheduler_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/scheduler/calendar"
)

// phraseBase is a list of 2023, issued on Monday 3 April.
func phraseBase(t *testing.T) (checklist.DeadlineBase, *calendar.Calendar) {
	t.Helper()
	cal, err := calendar.New()
	if err != nil {
		t.Fatal(err)
	}
	return checklist.DeadlineBase{
		Year: 2023, Start: checklist.Date(2023, time.April, 3), AtOnce: 5,
		Aliases:     map[string]string{"汛期前": "4月15日前"},
		AddWorkdays: cal.Add, Festival: cal.Festival,
	}, cal
}

// told is a schedule in a line: each day with its part before it and, where it
// differs, the last workday behind it; ? stands for what is asked.
func told(s checklist.Schedule, err error, cal *calendar.Calendar) string {
	if err != nil {
		return "error"
	}
	var out []string
	for _, d := range s.Dues {
		text := d.Part
		if d.Day != 0 {
			text = strings.TrimSpace(text + " " + d.Day.String())
		}
		if last := cal.OnOrBefore(d.Day); d.Day != 0 && last != d.Day {
			text += "/" + last.String()[5:]
		}
		out = append(out, text)
	}
	text := strings.Join(out, ", ")
	if !s.Ask.IsZero() {
		text = strings.TrimSpace("? " + text)
	}
	if !s.Doubt.IsZero() {
		text += " !"
	}
	return text
}

// The phrases that offices write, each as it is understood; ! marks a doubt that
// the clerk is shown, ? what is asked for while the item stands.
func TestReadSchedule_phrasesThatOfficesWrite(t *testing.T) {
	t.Parallel()
	base, cal := phraseBase(t)
	for _, c := range []struct {
		no      int
		phrases string // | between those that mean the same
		want    string
	}{
		{1, "4月底", "2023-04-30/04-28"},
		{2, "5月底", "2023-05-31"},
		{3, "4月底前|4月末|4月末前|截至4月底", "2023-04-30/04-28"},
		{4, "４月底|四月底|4 月 底", "2023-04-30/04-28"},
		{5, "2023年4月底前完成", "2023-04-30/04-28"},
		{6, "6月30日前", "2023-06-30"},
		{7, "2023年6月30日前", "2023-06-30"},
		{8, "2023.6.30|2023-06-30|2023/6/30|20230630", "2023-06-30"},
		{9, "6.30前|6/30", "2023-06-30"},
		{10, "45046", "2023-04-30/04-28 !"},
		{11, "6月前", "2023-05-31 !"},
		{12, "6月|6月份|6月内", "2023-06-30 !"},
		{13, "6月上旬", "2023-06-10/06-09"},
		{14, "6月中旬|6月中旬前", "2023-06-20"},
		{15, "6月下旬", "2023-06-30"},
		{16, "6月初", "2023-06-10/06-09 !"},
		{17, "6月中", "2023-06-15"},
		{18, "一季度|第一季度|1季度末|2023Q1", "?"},
		{19, "第二季度|二季度末|2023Q2|H1", "2023-06-30"},
		{20, "三季度末前", "2023-09-30/09-28"},
		{21, "四季度", "2023-12-31/12-29"},
		{22, "二季度前", "?"},
		{23, "上半年|上半年前", "2023-06-30"},
		{24, "下半年", "2023-12-31/12-29"},
		{25, "年底前|年底|年末|年内|今年底", "2023-12-31/12-29"},
		{26, "2024年底前", "2024-12-31"},
		{27, "明年3月底前|次年3月底前", "2024-03-31/03-29"},
		{28, "“十四五”末", "2025-12-31"},
		{29, "七一前", "2023-06-30"},
		{29, "7月1日前", "2023-07-01/06-30"},
		{30, "五一前", "2023-04-30/04-28"},
		{31, "国庆节前", "2023-09-30/09-28"},
		{32, "元旦前", "2023-12-31/12-29"},
		{33, "春节前", "?"}, // of a list issued in April; see the next test
		{34, "清明前", "2023-04-04"},
		{34, "端午前", "2023-06-21"},
		{34, "中秋前", "2023-09-28"},
		{35, "月底前|本月底|当月底", "2023-04-30/04-28"},
		{36, "下月底", "2023-05-31"},
		{37, "本周内|周五前", "2023-04-07"},
		{38, "4月28日17:30前|4月28日下班前", "2023-04-28"},
		{39, "12月25日24时前", "2023-12-25"},
		{40, "4月—6月|4至6月", "4月1日至6月30日 2023-06-30"},
		{41, "4月10日至5月31日", "4月10日至5月31日 2023-05-31"},
		{42, "5月中旬至6月底", "5月11日至6月30日 2023-06-30"},
		{43, "2023—2025年", "2023年 2023-12-31/12-29, 2024年 2024-12-31, 2025年 2025-12-31"},
		{44, "专项行动期间|活动期间", "?"}, // until the import is told when it ends
		{45, "4月底前启动，9月底前完成", "启动 2023-04-30/04-28, 完成 2023-09-30/09-28"},
		{46, "4月底、5月底", "4月底 2023-04-30/04-28, 5月底 2023-05-31"},
		{47, "4月底前完成排查，6月底前完成整改，并长期坚持", "完成排查 2023-04-30/04-28, 完成整改 2023-06-30, 长期坚持"},
		{48, "4月底前取得阶段性成效，年底前全面完成", "取得阶段性成效 2023-04-30/04-28, 全面完成 2023-12-31/12-29"},
		{49, "第一阶段（4月底）第二阶段（10月底）", "第一阶段 2023-04-30/04-28, 第二阶段 2023-10-31"},
		{50, "5月底（原4月底）|4月底延至5月底", "2023-05-31 !"},
		{51, "每月底|每月末", each("%d月", 4, "04-30/04-28", "05-31", "06-30", "07-31", "08-31", "09-30/09-28", "10-31", "11-30", "12-31/12-29")},
		{52, "每月25日前", each("%d月", 4, "04-25", "05-25", "06-25", "07-25", "08-25", "09-25", "10-25", "11-25/11-24", "12-25")},
		{53, "每月5日前报送上月", each("%d月", 4, "04-05/04-04", "05-05", "06-05", "07-05", "08-05/08-04", "09-05", "10-05/09-28", "11-05/11-03", "12-05")},
		{54, "每季度|按季度|每季度末", "二季度 2023-06-30, 三季度 2023-09-30/09-28, 四季度 2023-12-31/12-29"},
		{55, "每季度末月20日前", "二季度 2023-06-20, 三季度 2023-09-20, 四季度 2023-12-20"},
		{56, "每季度首月10日前", "二季度 2023-04-10, 三季度 2023-07-10, 四季度 2023-10-10"},
		{57, "每半年|半年一次", "6月 2023-06-30, 12月 2023-12-31/12-29"},
		{58, "每年|每年至少一次", "12月 2023-12-31/12-29"},
		{59, "每年6月底前", "2023年 2023-06-30"},
		{63, "单月底", "5月 2023-05-31, 7月 2023-07-31, 9月 2023-09-30/09-28, 11月 2023-11-30"},
		{63, "双月底|每两月", "4月 2023-04-30/04-28, 6月 2023-06-30, 8月 2023-08-31, 10月 2023-10-31, 12月 2023-12-31/12-29"},
		{64, "立行立改|立查立改|即知即改|边查边改", "2023-04-11"},
		{65, "立即|即时|马上", "2023-04-11"},
		{66, "即日起", "长期坚持"},
		{67, "尽快|抓紧|近期", "?"},
		{68, "长期坚持|长期|长期任务", "长期坚持"},
		{69, "持续推进|持续开展|持续", "长期坚持"},
		{70, "常态化|经常性|日常|动态更新", "长期坚持"},
		{71, "全年|贯穿全年|贯穿始终", "全年 2023-12-31/12-29"},
		{72, "2025年底前，并长期坚持", "2025年底 2025-12-31, 长期坚持"},
		{73, "6月底前完成，并持续推进", "完成 2023-06-30, 长期坚持"},
		{74, "立行立改，长期坚持", "2023-04-11, 长期坚持"},
		{75, "自发文之日起30日内|印发后30日内", "2023-05-03/04-28"},
		{76, "印发之日起10个工作日内", "2023-04-18"},
		{77, "收到通知后3个工作日内", "2023-04-07"},
		{78, "接到任务后24小时内", "2023-04-04 !"},
		{79, "3个月内", "2023-07-03"},
		{79, "半年内", "2023-10-03/09-28"},
		{79, "一年内", "2024-04-03"},
		{80, "会前3天|竣工后|系统上线前|检查前", "?"},
		{81, "适时|视情|按计划推进|按时间节点|按序时进度|按上级要求|根据上级部署", "? 按进度办理"},
		{82, "汛期前", "2023-04-15/04-14"},
		{82, "开学前|第18周", "?"},
		{83, "同上|〃", "?"}, // sheet copies the row above
		{84, "——|无|/", "?"},
		{85, "已完成|已办结", "?"},
		{86, "4月31日", "error"},
		{87, "2月29日", "error"},
		{88, "13月底", "error"},
		{89, "上月底", "error"},
	} {
		for _, phrase := range strings.Split(c.phrases, "|") {
			t.Run(fmt.Sprintf("%d %s", c.no, phrase), func(t *testing.T) {
				t.Parallel()
				s, err := checklist.ReadSchedule(phrase, base)
				if diff := cmp.Diff(told(s, err, cal), c.want); diff != "" {
					t.Errorf("(-got +want):\n%s", diff)
				}
			})
		}
	}
}

// each writes out the occurrences of a monthly recurrence of 2023.
func each(part string, month int, days ...string) string {
	var out []string
	for i, d := range days {
		out = append(out, fmt.Sprintf(part, month+i)+" 2023-"+d)
	}
	return strings.Join(out, ", ")
}

func TestReadSchedule_weeksAndDays(t *testing.T) {
	t.Parallel()
	base, cal := phraseBase(t)
	for _, c := range []struct {
		no           int
		phrase       string
		n            int
		first, third string
	}{
		{60, "每周", 39, "2023-04-07", "2023-04-21"},
		{60, "每周五前", 39, "2023-04-07", "2023-04-21"},
		{61, "每日", 188, "2023-04-03", "2023-04-06"},
		{61, "每天", 188, "2023-04-03", "2023-04-06"},
		{62, "双周", 19, "2023-04-17", "2023-05-15"},
		{62, "每两周", 19, "2023-04-17", "2023-05-15"},
	} {
		t.Run(fmt.Sprintf("%d %s", c.no, c.phrase), func(t *testing.T) {
			t.Parallel()
			s, err := checklist.ReadSchedule(c.phrase, base)
			if err != nil || len(s.Dues) != c.n || s.Dues[0].Day.String() != c.first || s.Dues[2].Day.String() != c.third {
				t.Fatalf("got %d: %.60s, %v", len(s.Dues), told(s, err, cal), err)
			}
			if s.Dues[1].Opens != s.Dues[0].Day+1 || s.Dues[0].Opens != 0 {
				t.Errorf("one is asked for at a time: %+v", s.Dues[:2])
			}
		})
	}
}

func TestReadSchedule_whatTheBaseAdds(t *testing.T) {
	t.Parallel()
	base, cal := phraseBase(t)
	january, ending, bare := base, base, base
	january.Start = checklist.Date(2023, 1, 3)
	ending.Ends = checklist.Date(2023, 11, 30)
	bare.AddWorkdays, bare.Festival = nil, nil
	for _, c := range []struct {
		reason, phrase, want string
		base                 checklist.DeadlineBase
	}{
		{"before the days off of 春节", "春节前", "2023-01-20", january},
		{"the campaign's last day", "专项行动期间", "2023-11-30", ending},
		{"without a calendar workdays are asked", "立行立改", "?", bare},
		{"without a calendar the moon is asked", "端午前", "?", bare},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			s, err := checklist.ReadSchedule(c.phrase, c.base)
			if diff := cmp.Diff(told(s, err, cal), c.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestReadSchedule_theDayThatTheListMovedIsKept(t *testing.T) {
	t.Parallel()
	base, _ := phraseBase(t)
	s, err := checklist.ReadSchedule("5月底（原4月底）", base)
	if err != nil {
		t.Fatal(err)
	}
	want := []checklist.Due{{Day: checklist.Date(2023, 5, 31), Was: checklist.Date(2023, 4, 30)}}
	if diff := cmp.Diff(s.Dues, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}
