package main

import (
	"path/filepath"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/daemon/daemontest"
)

// What is late while its request waits is said so wherever its standing is; what is struck
// off is refused with its day.
func TestStanding_whatIsLateWhileItsRequestWaitsIsSaidSoEverywhere(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{daemontest.Code, daemontest.Fees}, "--start", "2026-04-27")
	o.live(checklist.Date(2026, 4, 27))
	o.reply(o.newest(letter.KindAssign, daemontest.Tech), techMail, "1 申请延期到5月20日，因设备未到货")
	o.says("status", "临近，3个工作日（延期待批）")
	o.at = checklist.Date(2026, 5, 7).At(16, 0, daemontest.Zone)
	o.says("status", "逾期2个工作日（延期待批）")
	o.says("show 1", "牵头　逾期（延期待批）")
	o.says("why 1", "牵头　逾期（延期待批）")
	o.says("show 2", "牵头　办理中")
	o.says("--lang en status", "overdue 2 workdays (extension undecided)")
	o.says("--lang en show 1", "overdue (extension undecided)")
	o.must("export", "-o", filepath.Join(o.dir, "完成.json"))
	for _, want := range []string{`"standing": "逾期（延期待批）"`, `"requested_deadline": "2026-05-20"`, `"standing": "办理中"`} {
		if got := string(mustRead(t, o, "完成.json")); !strings.Contains(got, want) {
			t.Errorf("no %s in the export:\n%s", want, got)
		}
	}
	o.must("evidence", "-o", filepath.Join(o.dir, "佐证"))
	if got := string(mustRead(t, o, "佐证/索引.html")); !strings.Contains(got, "办理中（延期待批）") {
		t.Error("the evidence does not say that the request waits")
	}
	o.must("extend", "1", "--to", "2026-05-20")
	if got := o.must("status"); strings.Contains(got, "延期待批") {
		t.Errorf("it waits no more:\n%s", got)
	}
	o.must("judge", "1", "accept", "--without-report", "--why", "现场核实")
	o.refuses("judge 1 accept", "技术服务部已于5月7日销号")
	o.says("show 1", "已销号")
	o.must("check")
}
