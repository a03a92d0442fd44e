package main

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/daemon/daemontest"
)

func TestImport_aDeadlineThatTheListHasMovedIsAssignedLikeAnyOther(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{item("推进对接。", "技术服务部", "5月底（原4月底）")}) // issued the day it is imported
	o.live(checklist.DayOf(o.at, daemontest.Zone) + 1)
	got := o.newest(letter.KindAssign, daemontest.Tech).Letter.Lines[0]
	if got.Deadline != checklist.Date(2026, 5, 31) || got.Original != checklist.Date(2026, 4, 30) {
		t.Errorf("the first letter says %+v", got)
	}
}

func TestImport_whatIsAskedIsListedAndNothingIsDropped(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{item("完善制度。", "技术服务部", "尽快"), item("整改问题。", "综合部", "立行立改，长期坚持"), item("推进对接。", "综合部", "5月底（原4月底）")}, "--start", "2026-04-01")
	if !strings.Contains(o.err.String(), "先按时限待定导入") {
		t.Fatalf("the import says %s", &o.err)
	}
	got := o.must("status")
	for _, want := range []string{"3项", "待定", "2026-04-09", "2026-05-31"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if got := o.must("show", "3"); !strings.Contains(got, "清单已写明：5月底（原4月底）") {
		t.Errorf("the day that the list moved is not on record:\n%s", got)
	}
	if strings.Contains(got, "还有0个工作日") || strings.Contains(got, "综合部、综合部") {
		t.Errorf("an undated item counts days, or a department leads twice:\n%s", got)
	}
	o.must("extend", "1", "--to", "2026-06-10")
	if got := o.must("status"); strings.Contains(got, "待定") {
		t.Errorf("still undated:\n%s", got)
	}
	o.must("check")
}
