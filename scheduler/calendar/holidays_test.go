package calendar_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/words"
	"duban/scheduler/calendar"
)

// statutoryDays lists the days of a year that the statute alone gives off.
func statutoryDays(c *calendar.Calendar, year int) map[string]string {
	got := map[string]string{}
	for d := checklist.Date(year, 1, 1); d <= checklist.Date(year, 12, 31); d++ {
		if name := c.Statutory(d); name != "" && c.Forecast(d) {
			got[d.String()[5:]] = name
		}
	}
	return got
}

func TestForecast_aYearWithoutNoticeHasTheStatutoryDays(t *testing.T) {
	t.Parallel()
	tests := []struct {
		year int
		want map[string]string
	}{
		{2027, map[string]string{
			"01-01": "元旦", "02-05": "春节", "02-06": "春节", "02-07": "春节", "02-08": "春节",
			"04-05": "清明节", "05-01": "劳动节", "05-02": "劳动节", "06-09": "端午节", "09-15": "中秋节",
			"10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节",
		}},
		{2028, map[string]string{ // 中秋 falls on the last of the three days of 国庆
			"01-01": "元旦", "01-25": "春节", "01-26": "春节", "01-27": "春节", "01-28": "春节",
			"04-04": "清明节", "05-01": "劳动节", "05-02": "劳动节", "05-28": "端午节",
			"10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节",
		}},
		{2022, map[string]string{ // the older law: no 除夕, one day of 劳动节
			"01-01": "元旦", "02-01": "春节", "02-02": "春节", "02-03": "春节",
			"04-05": "清明节", "05-01": "劳动节", "06-03": "端午节", "09-10": "中秋节",
			"10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节",
		}},
		{2250, map[string]string{ // beyond the lunar tables only fixed dates are known
			"01-01": "元旦", "05-01": "劳动节", "05-02": "劳动节",
			"10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节",
		}},
	}
	c := newCalendar(t)
	for _, tt := range tests {
		if diff := cmp.Diff(statutoryDays(c, tt.year), tt.want); diff != "" {
			t.Errorf("%d (-got +want):\n%s", tt.year, diff)
		}
	}
}

func TestForecast_marksEveryDayWithoutANotice(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	for day, want := range map[string]bool{
		"2023-01-01": false, "2026-12-31": false, "2027-01-01": true, "2027-04-30": true,
		"2022-12-30": true,
		"2022-12-31": false, // named by the notice for 2023
	} {
		if got := c.Forecast(civil(t, day)); got != want {
			t.Errorf("Forecast(%s) = %v, want %v", day, got, want)
		}
	}
}

// part is an overlay that names a few days.
func part(t testing.TB, year int, days ...string) calendar.YearFile {
	t.Helper()
	f := calendar.YearFile{Year: year, File: "本单位.json"}
	for _, s := range days {
		day, makeUp := strings.CutSuffix(s, "班")
		f.Days = append(f.Days, calendar.Arrangement{Name: "劳动节", Date: civil(t, day), IsOffDay: !makeUp})
	}
	return f
}

func TestOverlay_winsDayByDay(t *testing.T) {
	t.Parallel()
	c := newCalendar(t,
		part(t, 2026, "2026-05-06", "2026-05-09"), // on top of the notice
		part(t, 2027, "2027-05-03", "2027-05-08班", "2027-05-02班"),
		part(t, 2027, "2027-05-08"), // a later file wins over an earlier
	)
	tests := []struct {
		name, day string
		work      bool
		forecast  bool
	}{
		{"a workday made a day off", "2026-05-06", false, false},
		{"a make-up day revoked", "2026-05-09", false, false},
		{"what the overlay does not name stays as the notice has it", "2026-05-05", false, false},
		{"a forecast workday made a day off", "2027-05-03", false, false},
		{"a statutory day made a workday", "2027-05-02", true, false},
		{"the last file decides", "2027-05-08", false, false},
		{"the rest of the year stays a forecast", "2027-10-01", false, true},
		{"workdays too", "2027-05-06", true, true},
	}
	for _, tt := range tests {
		d := civil(t, tt.day)
		if got := c.IsWorkday(d); got != tt.work {
			t.Errorf("%s: IsWorkday(%s) = %v", tt.name, tt.day, got)
		}
		if got := c.Forecast(d); got != tt.forecast {
			t.Errorf("%s: Forecast(%s) = %v", tt.name, tt.day, got)
		}
	}
}

func TestOverlay_namingEveryFestivalEndsTheForecast(t *testing.T) {
	t.Parallel()
	c := newCalendar(t, part(t, 2027, "2027-01-01", "2027-02-06", "2027-04-05", "2027-05-01", "2027-06-09", "2027-09-15", "2027-10-01"))
	for d := checklist.Date(2027, 1, 1); d <= checklist.Date(2027, 12, 31); d++ {
		if c.Forecast(d) {
			t.Fatalf("Forecast(%s) with an arrangement of all festivals", d)
		}
	}
	if c.IsWorkday(civil(t, "2027-02-08")) {
		t.Error("a statutory day that the file leaves out became a workday")
	}
}

func TestOverlay_wrongFilesAreRefusedTogether(t *testing.T) {
	t.Parallel()
	_, err := calendar.New(calendar.YearFile{Year: 2027, File: "a.json"}, calendar.YearFile{Year: 27, File: "b.json", Days: []calendar.Arrangement{{}}})
	if !errors.Is(err, checklist.ErrInvalid) {
		t.Fatalf("New = %v, want ErrInvalid", err)
	}
	for _, want := range []string{"a.json days：2027年没有任何一天", "b.json year：年份27不对"} {
		if !strings.Contains(words.SayError(words.Chinese, err), want) {
			t.Errorf("problems lack %q:\n%v", want, err)
		}
	}
}

func TestSources_tellEveryYearWhereItComesFrom(t *testing.T) {
	t.Parallel()
	c := newCalendar(t, part(t, 2026, "2026-05-06"), part(t, 2027, "2027-05-03", "2027-05-08班"))
	paper := func(y string) []string {
		return []string{"国务院办公厅关于" + y + "年部分节假日安排的通知"}
	}
	all := []string{"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
	want := []calendar.YearSource{
		{Year: 2023, Source: msg.New("built in"), Papers: paper("2023"), DaysOff: 28, MakeUpDays: 7}, // days of the civil year: 12-30 and 12-31, not 2022-12-31
		{Year: 2024, Source: msg.New("built in"), Papers: paper("2024"), DaysOff: 30, MakeUpDays: 8},
		{Year: 2025, Source: msg.New("built in"), Papers: paper("2025"), DaysOff: 28, MakeUpDays: 5},
		{Year: 2026, Source: msg.Together(msg.Names, msg.New("built in"), "本单位.json"), Papers: paper("2026"), DaysOff: 34, MakeUpDays: 6},
		{Year: 2027, Source: msg.Together(msg.Names, "本单位.json", msg.New("computed")), Missing: all, DaysOff: 14, MakeUpDays: 1},
		{Year: 2028, Source: msg.New("computed"), DaysOff: 12, // 中秋 falls inside 国庆
			Missing: []string{"元旦", "春节", "清明节", "劳动节", "端午节", "国庆节", "中秋节"}},
	}
	if diff := cmp.Diff(c.Sources(), want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestReadYearFile_readsHolidayCNsOwnFiles(t *testing.T) {
	t.Parallel()
	raw := "\ufeff" + `{"$schema": "schema.json", "$id": "2027.json", "year": 2027, "papers": ["通知"],
		"days": [{"name": "元旦", "date": "2026-12-01", "isOffDay": true}, {"name": "元旦", "date": "2027-01-02", "isOffDay": false}]}`
	got, err := calendar.ReadYearFile("2027.json", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	want := calendar.YearFile{Year: 2027, Papers: []string{"通知"}, File: "2027.json", Days: []calendar.Arrangement{
		{Name: "元旦", Date: civil(t, "2026-12-01"), IsOffDay: true},
		{Name: "元旦", Date: civil(t, "2027-01-02")},
	}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestReadYearFile_refusesWhatIsNotData(t *testing.T) {
	t.Parallel()
	const day = `{"name": "元旦", "date": "2027-01-01", "isOffDay": true}`
	tests := []struct {
		name, raw string
		want      []string // one for each problem, in order
	}{
		{"next year's file before the notice", `{"year": 2027, "papers": [], "days": []}`, []string{"days：2027年没有任何一天"}},
		{"days left out", `{"year": 2027}`, []string{"days：2027年没有任何一天"}},
		{"an empty file", ``, []string{"内容不完整"}},
		{"a file cut short", `{"year": 2027, "days": [`, []string{"内容不完整"}},
		{"not JSON at all", "元旦：\n1月1日放假", []string{"第1行：不是正确的JSON"}},
		{"a comma too many, on its line", "{\n\"year\": 2027,\n}", []string{"第3行：不是正确的JSON"}},
		{"no year", `{"days": [` + day + `]}`, []string{"year：缺年份"}},
		{"a year in words", `{"year": "2027", "days": []}`, []string{"“year”的类型不对"}},
		{"another schema", `{"year": 2027, "holidays": []}`, []string{`有不认识的项“holidays”`}},
		{"two values in one file", `{"year": 2027, "days": [` + day + `]} {}`, []string{"结尾之后还有多余的内容"}},
		{"saved as GBK", "{\"year\": 2027, \"days\": [{\"name\": \"\xd4\xaa\xb5\xa9\"}]}", []string{"不是UTF-8编码"}},
		{"everything wrong with the days, at once", `{"year": 2027, "days": [` + strings.Join([]string{
			day,
			day,
			`{"name": " ", "date": "2027-05-01", "isOffDay": true}`,
			`{"name": "劳动节", "date": "2027-02-30", "isOffDay": true}`,
			`{"name": "劳动节", "date": "", "isOffDay": true}`,
			`{"name": "劳动节", "date": "2027-05-02"}`,
			`{"name": "劳动节", "date": "2027-05-03", "isOffDay": "yes"}`,
			`{"name": "劳动节", "date": "2027-05-04", "isOffDay": true, "note": ""}`,
			`{"name": "国庆节", "date": "2028-10-01", "isOffDay": true}`,
			`{"name": "元旦", "date": "2026-11-30", "isOffDay": true}`,
		}, ",") + `]}`, []string{
			"第2条：日期2027-01-01写了两次", "第3条：缺节日名称", "第4条：日期“2027-02-30”不对", "第5条：日期“”不对", "第6条：缺name、date或isOffDay",
			"第7条：“isOffDay”的类型不对", `第8条：有不认识的项“note”`, "第9条：日期“2028-10-01”不属于2027年", "第10条：日期“2026-11-30”不属于2027年",
		}},
	}
	for _, tt := range tests {
		_, err := calendar.ReadYearFile("2027.json", []byte(tt.raw))
		wantProblems(t, tt.name, err, tt.want)
	}
}

// wantProblems compares problems with the part of each that tells it apart.
func wantProblems(t *testing.T, name string, err error, want []string) {
	t.Helper()
	var ps checklist.Problems
	if !errors.As(err, &ps) || len(ps) != len(want) {
		t.Errorf("%s: got %d problems, want %d:\n%v", name, len(ps), len(want), err)
		return
	}
	for i, w := range want {
		if !strings.Contains(words.Say(words.Chinese, ps[i].Message()), w) || ps[i].Mend.IsZero() {
			t.Errorf("%s: problem %d is %q, want %q and how to mend it", name, i+1, ps[i], w)
		}
	}
}

func FuzzYearFile(f *testing.F) {
	f.Add([]byte(`{"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}`))
	f.Add([]byte(`{"year": 2027, "days": []}`))
	f.Add([]byte(`{"year": 2199, "days": [{"name": "元旦", "date": "2198-12-31", "isOffDay": false}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, err := calendar.ReadYearFile("f.json", raw)
		if err != nil {
			if !errors.Is(err, checklist.ErrInvalid) {
				t.Fatalf("error is not ErrInvalid: %v", err)
			}
			return
		}
		again, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		reread, err := calendar.ReadYearFile("f.json", again)
		if err != nil {
			t.Fatalf("what was accepted is refused when written back: %v\n%s", err, again)
		}
		if diff := cmp.Diff(reread, file); diff != "" {
			t.Fatalf("reading back (-got +want):\n%s", diff)
		}
		if _, err := calendar.New(file); err != nil {
			t.Fatalf("a file that was read is refused by the calendar: %v", err)
		}
	})
}
