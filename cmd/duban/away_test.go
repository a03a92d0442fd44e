package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestAway_whatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.must("away", "综合部", "--from", "2026-05-06", "--to", "2026-05-08", "--substitute", "技术服务部")
	for reason, args := range map[string][]string{
		"a circle":           {"技术服务部", "--from", "2026-05-06", "--to", "2026-05-06", "--substitute", "综合部"},
		"himself":            {"业务受理部", "--to", "2026-05-06", "--substitute", "业务受理部"},
		"nobody known":       {"档案室", "--to", "2026-05-06"},
		"a group":            {"业务受理部", "--to", "2026-05-06", "--substitute", "各业务部门"},
		"an end before":      {"业务受理部", "--to", "2026-01-06"},
		"without end":        {"业务受理部", "--substitute", "综合部"},
		"longer than a year": {"业务受理部", "--to", "2028-01-06"},
		"the same days":      {"综合部", "--from", "2026-05-08", "--to", "2026-05-09"},
		"back, not away":     {"业务受理部", "--back"},
	} {
		if status := o.duban(append([]string{"away"}, args...)...); status == exitDone {
			t.Errorf("%s: taken: %s", reason, &o.out)
		}
	}
	if got := o.must("away"); strings.Count(got, "\n") != 1 || !strings.Contains(got, "代办：技术服务部负责人") {
		t.Errorf("the list:\n%s", got)
	}
	o.must("away", "综合部", "--back")
	if got := o.must("away"); !strings.Contains(got, "没有人登记外出") {
		t.Errorf("still away:\n%s", got)
	}
	o.must("check")
}
