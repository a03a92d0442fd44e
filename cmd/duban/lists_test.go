package main

import (
	"strings"
	"testing"

	"duban/internal/daemon/daemontest"
)

// Where two lists run, the clerk is told which there are, and names one.
func TestLists_theClerkIsAskedWhichIsMeant(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{daemontest.Code, item("整理档案。", "技术服务部", "4月底")}, "--start", "2026-04-22")
	o.imports("另一清单.csv", []daemontest.Item{item("更新网站。", "业务受理部", "4月底"), item("维护机房。", "业务受理部", "4月底")}, "--start", "2026-04-22")
	both := []string{"清单1《清单.csv》", "清单2《另一清单.csv》"}
	o.says("status", both...)
	if got := o.out.String(); strings.Index(got, both[0]) > strings.Index(got, "整理档案") || strings.Index(got, both[1]) < strings.Index(got, "整理档案") {
		t.Errorf("items do not stand under their list:\n%s", got)
	}
	if said := o.refuses("judge 2 accept --list 1", "--without-report"); strings.Contains(said, "业务受理部") {
		t.Errorf("judge says %s", said)
	}
	both = append(both, "--list")
	for _, call := range []string{"waive 2 --why 并入", "extend 2 --to 2026-05-20", "judge 2 accept", "show 1", "why 1"} {
		o.refuses(call, both...)
	}
	o.must("waive", "2", "--why", "并入", "--list", "另一清单")
	o.says("show 2 --list 1", "整理档案", "牵头　办理中")
	o.says("show 2 --list 2", "维护机房", "牵头　免办")
	o.must("waive", "1", "--why", "并入", "--list", "1")
	o.must("waive", "1", "--why", "并入")
	o.says("show 1 --list 2", "更新网站", "牵头　免办")
	o.refuses("reopen 1 --why 复查", both...)
	o.must("check")
}

func TestJudge_whatNobodyReportedWantsAPartyAndAReason(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{item("严格落实一窗受理。", "业务受理部、技术服务部", "4月底")}, "--start", "2026-04-22")
	o.refuses("judge 1 accept", "--without-report")
	o.refuses("judge 1 accept --without-report", "--why")
	o.refuses("judge 1 accept --without-report --why 现场核实", "业务受理部、技术服务部", "--party")
	o.refuses("judge 1 accept --party 业务受理部 --without-report", "--why")
	o.must("judge", "1", "accept", "--party", "业务受理部", "--without-report", "--why", "现场核实")
	o.says("show 1", "业务受理部　牵头　已销号", "技术服务部　牵头　办理中", "现场核实")
}

func TestClose_saysWhatIsOpenAndWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	sharing := item("推动数据共享。", "业务受理部", "5月底")
	o.imports("清单.csv", []daemontest.Item{item("整理档案。", "技术服务部", "4月底"), item("开展业务培训。", "技术服务部", "4月底"), item("开展满意度调查。", "技术服务部", "4月底")}, "--start", "2026-04-22")
	o.imports("另一清单.csv", []daemontest.Item{sharing}, "--start", "2026-04-23")
	o.refuses("close 1 --waive 1 --why 已并入", "2项未办结", "开展业务培训", "开展满意度调查")
	o.refuses("close 1 --into 2 --waive 1", "--why")
	o.refuses("close 1 --into 1", "《清单.csv》", "--into")
	o.says("close 1 --into 2 --waive 1 --why 已并入其他工作", "第2项转入《另一清单.csv》第2项", "第3项转入《另一清单.csv》第3项")
	o.says("show 1 --list 1", "牵头　免办", "已并入其他工作")
	amended := o.imports("修订.csv", []daemontest.Item{sharing, item("新增事项。", "业务受理部", "5月底")}, "--title", "另一清单.csv", "--apply")
	if !strings.Contains(amended, "台账已按修订后的清单修改") {
		t.Errorf("the amended edition is taken for another list:\n%s", amended)
	}
	o.says("status", "推动数据共享", "开展业务培训", "新增事项")
}
