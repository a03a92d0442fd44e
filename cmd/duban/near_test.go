package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/internal/daemon/daemontest"
)

// What is wrong with a call is said in one line, with what was probably meant.
func TestCall_saysWhatWasMeant(t *testing.T) {
	t.Parallel()
	o := office2027(t)
	for call, want := range map[string]string{
		"stauts":         "duban：没有“stauts”这个命令；是不是 duban status？",
		"quarantine lst": "duban：没有“lst”这个命令；是不是 duban quarantine list？",
		"help demoo":     "duban：没有“demoo”这个命令；是不是 duban demo？",
		"frobnicate":     "duban：没有“frobnicate”这个命令；duban help 列出全部命令",
		"show 99":        "duban：没有第99项；台账里的序号到40为止，见 duban status",
		"reassign 14 --to 技术部 --why 调整":              "duban：“技术部”不是通讯录里的一个部门或岗位；是不是“技术服务部”？",
		"reassign 14 --to 财务部 --why 调整":              "duban：“财务部”不是通讯录里的一个部门或岗位",
		"ladder 加急伴随 --all":                          "duban：config.toml 里没有 [ladders.\"加急伴随\"]",
		"ladder 急伴 --all":                            "duban：config.toml 里没有 [ladders.\"急伴\"]；是不是“急件”？",
		"judge 14 好的":                                "duban：请写“同意”（销号）或“退回”",
		"judge 14 退回":                                "duban：退回要用 --why 写明理由",
		"import %f/实施清单.txt --year 27":               "duban：--year 27：是不是 2027？请写四位",
		"simulate --from 2027-06-02 --to 2027-06-01": "duban：--to 2027-06-01 早于 --from 2027-06-02",
		"completion bsh":                             "duban：“bsh”：是不是 bash？",
	} {
		if status := o.duban(strings.Fields(strings.ReplaceAll(call, "%f", o.dir))...); status == 0 {
			t.Errorf("duban %s succeeds", call)
		}
		if got := strings.TrimSpace(o.err.String()); got != want {
			t.Errorf("duban %s\ngot  %s\nwant %s", call, got, want)
		}
	}
	if status := newConsole(t).duban("show", "1"); status == 0 {
		t.Error("shows an item of no list")
	}
}

// Where there is nothing to tell, that is told.
func TestCall_silenceIsSaid(t *testing.T) {
	t.Parallel()
	o := office2027(t)
	for call, want := range map[string]string{
		"quarantine list":          "没有待归档的来信\n",
		"check":                    "核对无误：记录、状态、来信、发信一一相符\n",
		"plan --on 2027-05-01":     "2027-05-01 周六没有要发的信\n",
		"simulate --to 2027-01-01": "到2027-01-01 周五为止没有要发的信\n",
	} {
		if got := o.must(strings.Fields(call)...); !strings.HasPrefix(got, want) {
			t.Errorf("duban %s: %q", call, got)
		}
	}
}

// A verdict by hand is taken in the office's words; the closed item keeps its deadline in
// the ledger, which offices counts as status does.
func TestStatus_aClosedItemHasItsDeadline(t *testing.T) {
	t.Parallel()
	o := office2027(t)
	o.claim(14, "jishu@djzx.example")
	o.must("judge", "14", "同意")
	o.at = checklist.Date(2027, 5, 12).At(9, 0, daemontest.Zone)
	status := o.must("status")
	for _, want := range []string{"40项：已销号1　待审核0　正常20　临近0　逾期19", "   14  2027-04-30*  已销号            技术服务部 "} {
		if !strings.Contains(status, want) {
			t.Errorf("no %q in\n%s", want, status)
		}
	}
	if offices := o.must("offices"); !strings.Contains(strings.Join(strings.Fields(offices), " "), "1 1 40 1 0 20 0 19 0 ") {
		t.Errorf("offices counts otherwise:\n%s", offices)
	}
}

func TestStatus_watchShowsItAnewUntilItIsInterrupted(t *testing.T) {
	t.Parallel()
	o := office2027(t)
	a := o.app()
	ctx, interrupt := context.WithTimeout(t.Context(), time.Minute)
	defer interrupt()
	shown := 0
	err := a.watch(ctx, time.Millisecond, func() error {
		if shown++; shown == 3 {
			interrupt()
		}
		return nil
	})
	if err != nil || shown < 3 {
		t.Errorf("shown %d times, %v", shown, err)
	}
}
