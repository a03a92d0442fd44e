package main

import (
	"strings"
	"testing"
)

func TestLadder_unknownNamesAreRefusedAndTheUsualOneReturns(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", o.dir+"/实施清单.txt", "--year", "2026", "--start", "2026-04-01")
	if status := o.duban("ladder", "特急", "--item", "1"); status != exitFailed || !strings.Contains(o.err.String(), `[ladders."特急"]`) {
		t.Errorf("exit %d: %s", status, &o.err)
	}
	if status := o.duban("ladder", "急件"); status != exitUsage {
		t.Errorf("neither item nor list: exit %d", status)
	}
	o.must("ladder", "急件", "--all")
	if got := o.must("why", "1"); !strings.Contains(got, "到期前2个工作日提醒") {
		t.Errorf("the whole list:\n%s", got)
	}
	o.must("ladder", "默认", "--all")
	if got := o.must("why", "1"); strings.Contains(got, "到期前2个工作日提醒") || !strings.Contains(got, "到期前10个工作日提醒") {
		t.Errorf("back to the usual one:\n%s", got)
	}
	if got := o.must("ladder"); !strings.Contains(got, "急件") || !strings.Contains(got, "默认") {
		t.Errorf("the list:\n%s", got)
	}
	o.must("check")
}
