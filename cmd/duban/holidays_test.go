package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/internal/daemon/daemontest"
)

// notice27 is a notice as it might be published: 元旦 and 劳动节 moved, the rest as
// the law has it.
const notice27 = `国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班。`

func TestHolidays_aPastedNoticeBecomesTheCalendar(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	if got := o.must("holidays"); !strings.Contains(got, "2027　推算") {
		t.Fatalf("2027 is known already:\n%s", got)
	}
	o.write("通知.txt", []byte(notice27))
	added := o.must("holidays", "add", filepath.Join(o.dir, "通知.txt"))
	if !strings.Contains(added, "2027-05-08 周六　劳动节　上班") || strings.Contains(added, "2027-05-03 周一　劳动节　上班") {
		t.Errorf("the news are:\n%s", added)
	}
	if got := o.must("holidays"); strings.Contains(got, "2027　推算") || !strings.Contains(got, "2028　推算") {
		t.Errorf("after it:\n%s", got)
	}
}

func TestHolidays_aNoticeThatContradictsItselfIsNotTaken(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	for reason, bad := range map[string]string{
		"a count that is wrong":   strings.Replace(notice27, "放假调休，共5天", "放假调休，共6天", 1),
		"a weekday that is wrong": strings.Replace(notice27, "5月8日（周六）", "5月8日（周日）", 1),
		"no notice at all":        "通知：明天放假。",
	} {
		o.write("通知.txt", []byte(bad))
		if status := o.duban("holidays", "add", filepath.Join(o.dir, "通知.txt")); status != exitFailed {
			t.Errorf("%s: exit %d\n%s", reason, status, &o.err)
		}
		if _, err := os.Stat(filepath.Join(o.dir, "duban-data", "holidays")); err == nil {
			t.Errorf("%s: something was stored", reason)
		}
	}
}

func TestHolidays_theMissingYearIsWarnedOfFromDecemberOn(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01", "--late")
	for day, want := range map[string]bool{"2026-11-30": false, "2026-12-01": true} {
		at, err := time.ParseInLocation(time.DateOnly, day, daemontest.Zone)
		if err != nil {
			t.Fatal(err)
		}
		o.at = at
		if got := strings.Contains(o.must("status"), "2027年放假安排未导入"); got != want {
			t.Errorf("%s: warned %v", day, got)
		}
	}
}

func TestReload_withoutADaemonSaysSo(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	if status := o.duban("reload"); status != exitFailed || !strings.Contains(o.err.String(), "没有正在运行") {
		t.Errorf("exit %d: %s", status, &o.err)
	}
}
