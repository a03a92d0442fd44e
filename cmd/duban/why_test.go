package main

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/daemon/daemontest"
)

func TestWhy_tellsWhatWasSentWhatWasNotAndWhatComes(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{daemontest.Code}, "--start", "2026-04-22")
	o.live(checklist.Date(2026, 4, 22))
	o.says("why 1",
		"2026-04-22 08:30　交办　首次交办　技术服务部负责人　08:30已发出",
		"此后 2026-04-23 周四　到期前5个工作日提醒　技术服务部负责人　距4月30日（周四）还有5个工作日",
		"此后 2026-05-07 周四　提级，报上级　分管副主任",
		"此后 2026-05-11 周一　提级，报主任　中心主任",
		"此后 2026-05-18 周一　逾期10个工作日催办")
	if got := o.out.String(); strings.Count(got, "个工作日催办") != 5 {
		t.Errorf("what repeats without end stands there more than once:\n%s", got)
	}
	o.reply(o.newest(letter.KindAssign, daemontest.Tech), techMail, "已完成")
	o.says("why 1", "此后　不再发信：待审核")
}

func TestWhy_aStepMissedIsTold(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{daemontest.Code}, "--start", "2026-04-22")
	o.live(checklist.Date(2026, 4, 22))
	o.live(checklist.Date(2026, 4, 28)) // remind-5 and remind-3 have gone by
	o.says("why 1", "略过　到期前5个工作日提醒　错过，只补发最近的一次（到期前3个工作日提醒）")
}

func TestReport_ranksDepartments(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{daemontest.Code, item("推进对接。", "业务受理部", "4月底")}, "--start", "2026-04-22")
	o.live(checklist.Date(2026, 4, 22))
	o.reply(o.newest(letter.KindAssign, daemontest.Tech), techMail, "已完成")
	got := o.must("report", "--by", "department", "--on", "2026-05-08")
	first, last := strings.Index(got, "技术服务部"), strings.Index(got, "业务受理部")
	if first < 0 || last < first || !strings.Contains(got, "100%") {
		t.Errorf("the report:\n%s", got)
	}
	o.imports("另一清单.csv", []daemontest.Item{item("推动数据共享。", "业务受理部", "5月底")})
	o.says("report --by department --on 2026-05-08 --list 另一", "《另一清单.csv》，截至", "业务受理部")
	if got := o.out.String(); strings.Contains(got, "技术服务部") {
		t.Errorf("the report of one list:\n%s", got)
	}
	o.refuses("report --by department --list 3", "清单")
}
