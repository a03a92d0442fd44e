package calendar_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/internal/words"
	"duban/scheduler/calendar"
)

func noticeText(t testing.TB, year int) string {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("testdata/notices/%d.txt", year))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// oneNotice reads a text that must hold one notice without any problem.
func oneNotice(t testing.TB, text string) calendar.YearFile {
	t.Helper()
	files, ps := calendar.ParseNotice(text)
	if len(ps) > 0 || len(files) != 1 {
		t.Fatalf("got %d notices, problems:\n%v", len(files), ps)
	}
	return files[0]
}

// The embedded files and the notices were written down independently.
func TestParseNotice_agreesWithTheEmbeddedYears(t *testing.T) {
	t.Parallel()
	for year := 2023; year <= 2026; year++ {
		raw, err := os.ReadFile(fmt.Sprintf("holidays/%d.json", year))
		if err != nil {
			t.Fatal(err)
		}
		want, err := calendar.ReadYearFile("", raw)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(oneNotice(t, noticeText(t, year)), want); diff != "" {
			t.Errorf("%d (-got +want):\n%s", year, diff)
		}
	}
}

func TestParseNotice_readsTheFormsOf2017(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, a := range oneNotice(t, noticeText(t, 2017)).Days {
		got[a.Name] += fmt.Sprintf(" %s%s", a.Date.String()[5:], map[bool]string{true: "", false: "班"}[a.IsOffDay])
	}
	want := map[string]string{
		"元旦":      " 01-01 01-02", // a day off in place of a Sunday
		"春节":      " 01-22班 01-27 01-28 01-29 01-30 01-31 02-01 02-02 02-04班",
		"清明节":     " 04-01班 04-02 04-03 04-04",
		"劳动节":     " 04-29 04-30 05-01", // with the weekend
		"端午节":     " 05-27班 05-28 05-29 05-30",
		"中秋节、国庆节": " 09-30班 10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08",
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestParseNotice_sparesTheClerkTheCosmetics(t *testing.T) {
	t.Parallel()
	text := noticeText(t, 2025)
	want := oneNotice(t, text)
	for name, change := range map[string]*strings.Replacer{
		"half-width marks":                          strings.NewReplacer("（", "(", "）", ")", "，", ",", "：", ":"),
		"full-width digits":                         strings.NewReplacer("0", "０", "1", "１", "2", "２", "8", "８", "9", "９"),
		"lines broken anywhere":                     strings.NewReplacer("月", "月\r\n　", "日", " 日\u200b"),
		"semicolons between the days":               strings.NewReplacer("8天。", "8天；", "5天。", "5天;"),
		"long weekday names":                        strings.NewReplacer("周日", "星期天", "周六", "星期六"),
		"dates in the closing paragraph":            strings.NewReplacer("节假日期间，", "节假日期间，10月9日上班前检查安全，"),
		"a make-up day after a comma":               strings.NewReplacer("共5天。4月27日", "共5天，4月27日"),
		"commas inside brackets":                    strings.NewReplacer("除夕、周二", "除夕，周二"),
		"a web page that names the notice above it": strings.NewReplacer("国务院办公厅关于", "首页>国务院办公厅关于2025年部分节假日安排的通知_中国政府网\n国务院办公厅关于"),
	} {
		if diff := cmp.Diff(oneNotice(t, change.Replace(text)), want); diff != "" {
			t.Errorf("%s (-got +want):\n%s", name, diff)
		}
	}
}

func TestParseNotice_readsSeveralNoticesByYear(t *testing.T) {
	t.Parallel()
	files, ps := calendar.ParseNotice(noticeText(t, 2026) + noticeText(t, 2024))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if diff := cmp.Diff(files, []calendar.YearFile{oneNotice(t, noticeText(t, 2024)), oneNotice(t, noticeText(t, 2026))}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestParseNotice_theSameNoticeTwiceIsRefused(t *testing.T) {
	t.Parallel()
	files, ps := calendar.ParseNotice(noticeText(t, 2025) + noticeText(t, 2025))
	if len(files) != 1 || len(ps.Errors()) != len(files[0].Days) || !strings.Contains(words.SayError(words.Chinese, ps), "2025年元旦：1月1日写了两次") {
		t.Errorf("got %d notices and %d problems:\n%v", len(files), len(ps), ps)
	}
}

func TestParseNotice_yearsLeftOutAreThoseOfTheNotice(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2022年12月31日至2023年1月2日放假调休，共3天":                 "2022-12-31 2023-01-01 2023-01-02",
		"2022年12月31日至1月2日放假调休，共3天":                      "2022-12-31 2023-01-01 2023-01-02",
		"12月31日（周六）至1月2日（周一）放假调休，共3天":                   "2022-12-31 2023-01-01 2023-01-02",
		"1月2日放假，与周末连休，共3天":                              "2022-12-31 2023-01-01 2023-01-02",
		"9月29日放假，与周末连休，共3天":                             "2023-09-29 2023-09-30 2023-10-01",
		"1月20日至2月3日放假，共15天":                             "2023-01-20 2023-01-21 2023-01-22 2023-01-23 2023-01-24 2023-01-25 2023-01-26 2023-01-27 2023-01-28 2023-01-29 2023-01-30 2023-01-31 2023-02-01 2023-02-02 2023-02-03",
		"1月20日至2月4日放假，共16天":                             "",
		"2022年12月31日（周六）至2023年1月2日放假。2022年12月31日以前正常办公": "", // a date that is not understood is no advice
	} {
		files, ps := calendar.ParseNotice("现将2023年安排通知如下。一、元旦：" + text + "。")
		var got []string
		if len(ps.Errors()) == 0 {
			for _, a := range files[0].Days {
				got = append(got, a.Date.String())
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s; problems: %v", text, got, want, ps)
		}
	}
}

func TestParseNotice_catchesTypingErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, from, to string
		want           []string
	}{
		{"a day too many", "至5日（周一）放假调休", "至6日（周二）放假调休", []string{"2025年劳动节：“5月1日（周四）至6日（周二）放假调休”数出6天，通知写的是5天"}},
		{"a wrong month", "5月31日（周六）", "5月30日（周六）", []string{"2025年端午节：2025年5月30日是周五，通知写的是周六"}},
		{"a day that does not exist", "4月27日（周日）", "4月31日（周日）", []string{"没有4月31日这一天"}},
		{"a make-up day in the week", "4月27日（周日）", "4月28日（周一）", []string{"4月28日（周一）不是周末"}},
		{"a make-up day inside a holiday", "4月27日（周日）", "5月3日（周六）", []string{"2025年劳动节：5月3日写了两次"}},
		{"last year's notice under this year's title", "1月1日（周三）", "1月1日（周四）", []string{"2025年1月1日是周三，通知写的是周四"}},
		{"a month left out", "4月27日（周日）", "27日（周日）", []string{"27日没有写月份"}},
		{"a year mistyped", "1月1日（周三）放假1天", "2052年1月1日放假1天", []string{"日期“2052-01-01”不属于2025年"}},
		{"a run that ends before it begins", "5月31日（周六）至6月2日（周一）", "5月31日（周六）至5月2日（周五）", []string{"不像一个假期"}},
		{"a run of months", "5月31日（周六）至6月2日（周一）", "5月31日（周六）至8月2日（周六）", []string{"5月31日至8月2日不像一个假期"}},
		{"a weekend that does not touch", "1月1日（周三）放假1天，不调休", "1月1日（周三）放假，与周末连休", []string{"1月1日（周三）不与周末相连"}},
		{"a sentence with dates in other words", "4月27日（周日）上班", "4月27日（周日）要上班", []string{"“4月27日（周日）要上班”没有读懂"}},
		{"a clause in other words", "不调休", "酌情调休", []string{"“酌情调休”没有读懂"}},
		{"a day that is not named", "不调休", "补休", []string{"“补休”没有读懂"}},
		{"a make-up day that is not named", "不调休", "上班", []string{"“上班”没有读懂"}},
		{"a section without dates", "1月1日（周三）放假1天，不调休", "另行通知", []string{"2025年元旦：没有读到放假日期"}},
		{"several at once", "（周二）", "（周五）", []string{"2025年1月28日是周二", "2025年劳动节"}},
	}
	for _, tt := range tests {
		text := noticeText(t, 2025)
		if tt.name == "several at once" {
			text = strings.Replace(text, "共5天", "共6天", 1)
			tt.from, tt.to = "农历除夕、周二", "农历除夕、周五"
		}
		changed := strings.Replace(text, tt.from, tt.to, 1)
		if changed == text {
			t.Fatalf("%s: the notice has no %q", tt.name, tt.from)
		}
		_, ps := calendar.ParseNotice(changed)
		wantProblems(t, tt.name, ps.Errors(), tt.want)
	}
}

func TestParseNotice_withoutTheTitleAsksForIt(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "一、元旦：1月1日放假。", "国务院办公厅关于2027年部分节假日安排的通知"} {
		files, ps := calendar.ParseNotice(text)
		if len(files) != 0 {
			t.Errorf("ParseNotice(%q) = %v", text, files)
		}
		wantProblems(t, text, ps, []string{"没有读到放假通知的年份和各节日安排"})
	}
}

func TestParseNotice_aFestivalLeftOutIsAWarning(t *testing.T) {
	t.Parallel()
	text, _, _ := strings.Cut(noticeText(t, 2026), "七、国庆节")
	files, ps := calendar.ParseNotice(text)
	if len(files) != 1 || len(ps.Errors()) > 0 {
		t.Fatalf("got %d notices, problems:\n%v", len(files), ps)
	}
	wantProblems(t, "国庆节", ps, []string{"2026年的通知里没有国庆节"})
}

// What the notice gives serves as the overlay that a clerk stores.
func TestParseNotice_becomesTheCalendarOfANewYear(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(oneNotice(t, noticeText(t, 2017)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := calendar.ReadYearFile("2017.json", raw)
	if err != nil {
		t.Fatal(err)
	}
	c := newCalendar(t, f)
	if d := checklist.Date(2017, 9, 30); !c.IsWorkday(d) || c.Forecast(d) {
		t.Errorf("%s: IsWorkday %v, Forecast %v", d, c.IsWorkday(d), c.Forecast(d))
	}
}

func FuzzParseNotice(f *testing.F) {
	for _, year := range []int{2017, 2023, 2024, 2025, 2026} {
		f.Add(noticeText(f, year))
	}
	f.Add("现将0000年安排通知如下。一、元旦：99月99日至99月99日放假，共3天。")
	f.Add("现将2027年安排通知如下。一、元旦：12月31日至1月2日放假，与周末连休，1月9日（周六）补休。")
	f.Fuzz(func(t *testing.T, text string) {
		files, ps := calendar.ParseNotice(text)
		if len(ps.Errors()) > 0 {
			return
		}
		if _, err := calendar.New(files...); err != nil {
			t.Fatalf("a notice read without problems is refused by the calendar: %v", err)
		}
	})
}
