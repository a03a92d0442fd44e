package answer

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
)

func TestReadAnswers_theWordsAreKeptWithTheirItem(t *testing.T) {
	t.Parallel()
	text := `技术服务部：您好！

14　已完成：采取措施，升级查询功能；
1. 系统已上线；
2. 人员已培训。

成效：日均查询２００次。
29 申请延期到5月20日，
因设备未到货。
另外那个事下周弄

此致
敬礼
张三
4月28日`
	got := Read(text, []int{14, 29}, Options{Year: 2027, Received: received})
	want := []checklist.Answer{
		{Nos: []int{14}, Verb: checklist.VerbDone, Reason: "第3行“已完成”",
			Text: "已完成：采取措施，升级查询功能\n1. 系统已上线\n2. 人员已培训。\n成效：日均查询２００次。"},
		{Nos: []int{29}, Verb: checklist.VerbExtend, Until: checklist.Date(2027, 5, 20), Reason: "第8行“申请延期到”",
			Text: "申请延期到5月20日\n因设备未到货。"},
		{Verb: checklist.VerbProgress, Reason: "第10行“下周弄”", Text: "另外那个事下周弄"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadAnswers_doubtsSayWhatToAnswer(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"14 基本完成":           "“基本完成”是否指该事项已全部办结？",
		"14 已完成，但验收尚未完成":    "既写“已完成”，又写“但验收尚未完成”，以哪一个为准？",
		"14 完成\n14 未完成":     "第14项既写“完成”，又写“未办结”，以哪一个为准？",
		"14 申请延期":           "未写明延期到哪一天，请写明几月几日",
		"14 延期到2月30日":       "“2月30日”不是一个日期，请写明延期到几月几日",
		"14 延期到4月1日":        "延期到的4月1日早于来信之日，请核对",
		"14 转交":             "未写明转交给谁，请写明部门或姓名",
		"4项已完成":             "“4项”是指第4项，还是共4项？",
		"14 已完成\n其余各项已完成吧？": "“已完成吧”是否指该事项已全部办结？",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			answers := Read(text, []int{4, 14}, Options{Year: 2027, Received: received})
			if got := answers[len(answers)-1].Doubt; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestReadAnswers_days(t *testing.T) {
	t.Parallel()
	december := checklist.Date(2027, 12, 20) // a Monday
	tests := []struct {
		words    string
		received checklist.Day
		want     string
	}{
		{"1月15日", december, "2028-01-15"},
		{"12月31日", december, "2027-12-31"},
		{"11月30日", december, "2027-11-30"},
		{"1月底", december, "2028-01-31"},
		{"下月底", december, "2028-01-31"},
		{"下月15日", december, "2028-01-15"},
		{"下下月底", december, "2028-02-29"},
		{"15日", december, "2028-01-15"},
		{"20日", december, "2027-12-20"},
		{"25号", december, "2027-12-25"},
		{"周日", december, "2027-12-26"},
		{"周一", december, "2027-12-20"},
		{"下周一", december, "2027-12-27"},
		{"下下周五", december, "2028-01-07"},
		{"本周五", december, "2027-12-24"},
		{"礼拜天", december, "2027-12-26"},
		{"后天", december, "2027-12-22"},
		{"年底", december, "2027-12-31"},
		{"2028年1月5日", december, "2028-01-05"},
		{"2028.1.5", december, "2028-01-05"},
		{"2028/01/05", december, "2028-01-05"},
		{"2028年2月底", december, "2028-02-29"},
		{"十二月三十一日", december, "2027-12-31"},
		{"1-15", december, "2028-01-15"},
		{"2028-02-30", december, ""},
		{"13月1日", december, ""},
		{"五月", december, ""},
		{"下周", december, ""},
		{"3个工作日", december, ""},
		{"近期", december, ""},
		{"5月20日", 0, "2027-05-20"},
		{"5月底", 0, "2027-05-31"},
		{"下周三", 0, ""},
		{"20日", 0, ""},
		{"月底", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.words, func(t *testing.T) {
			t.Parallel()
			got, found := readDay("延期到"+tt.words+"前", Options{Year: 2027, Received: tt.received})
			if !found || got.day.String() != tt.want {
				t.Errorf("got %+v, want %s", got, tt.want)
			}
		})
	}
	if got, found := readDay("申请延期，理由如下", Options{Received: december}); found {
		t.Errorf("a day in words without one: %+v", got)
	}
}

// A phrase is the same day in a reply as in a list.
func TestReadAnswers_daysAgreeWithThoseOfLists(t *testing.T) {
	t.Parallel()
	received := checklist.Date(2023, time.April, 3)
	weekdays := func(from checklist.Day, n int) checklist.Day { return from + checklist.Day(n/5*7+n%5) } // from a Monday
	festival := func(year int, _ string) checklist.Day { return checklist.Date(year, time.June, 22) }
	base := checklist.DeadlineBase{Year: 2023, Start: received, AddWorkdays: weekdays, Festival: festival}
	for phrase, want := range map[string]string{
		"国庆前": "2023-09-30", "五一前": "2023-04-30", "三季度末": "2023-09-30", "下季度末": "2023-09-30", "上半年底前": "2023-06-30",
		"一个月内": "2023-05-03", "半年内": "2023-10-03", "两周内": "2023-04-17", "30日内": "2023-05-03", "自发文之日起30日内": "2023-05-03",
		"年中": "2023-06-30", "年终": "2023-12-31", "年内": "2023-12-31", "月底前": "2023-04-30", "下月底": "2023-05-31", "下月10日前": "2023-05-10",
		"5月中旬前": "2023-05-20", "5月内": "2023-05-31", "本周五前": "2023-04-07", "下周三": "2023-04-12", "十四五末": "2025-12-31",
		"15个工作日内": "2023-04-24", "端午前": "2023-06-21", "30 April": "2023-04-30", "2023年6月底前": "2023-06-30", "６月３０日": "2023-06-30", "国慶節前": "2023-09-30",
	} {
		reply, _ := readDay("申请延期到"+phrase, Options{Year: 2023, Received: received, AddWorkdays: weekdays, Festival: festival})
		list, err := checklist.ReadDeadline(phrase, base)
		if reply.day.String() != want || list.Day.String() != want {
			t.Errorf("%s: %s in a reply, %s in a list (%v); want %s", phrase, reply.day, list.Day, err, want)
		}
	}
}

func TestLooksLikeAcknowledgement(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text       string
		attachment bool
		want       bool
	}{
		{"您好，您的邮件我已收到，我会尽快回复", false, true},
		{"邮件已收到，祝好", false, true},
		{"来信已收到，谢谢", false, true},
		{"您发给我的信件已经收到", false, true},
		{"收到", false, true},
		{"This is an automatic reply, confirming that your e-mail was received. ", false, true},
		{"收到，附件为整改报告", true, false},
		{"收到，已完成", false, false},
		{"收到，已办结", false, false},
		{"14 收到", false, false},
		{"已申请延期", false, false},
		{"我部收到通知后高度重视，立即召开专题会议研究部署，成立工作专班，明确责任分工，制定整改方案，细化整改措施，确保整改工作落到实处取得实效，现将有关情况说明", false, false},
		{"", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			if got := IsAcknowledgement(tt.text, tt.attachment); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
