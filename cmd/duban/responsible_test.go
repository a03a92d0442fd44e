package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/daemon/daemontest"
)

func TestReply_aReplyIsJudgedAndComesBackInTheTable(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	first := o.newest(letter.KindAssign, "技术服务部负责人")
	o.at = o.at.Add(time.Hour)
	if got := o.reply(first, "jishu@djzx.example", "14 已完成：采取措施：升级查询功能；成效：进度实时可查。\n29 申请延期到6月10日，因须等省厅接口"); !strings.Contains(got, "已登记") {
		t.Fatal(got)
	}
	if got := o.must("show", "14"); !strings.Contains(got, "待审核") {
		t.Errorf("item 14:\n%s", got)
	}
	o.live(checklist.Date(2026, 4, 2))
	digest := o.newest(letter.KindDigest, "中心主任")
	if len(digest.Letter.Digest.Review) != 1 || len(digest.Letter.Digest.Asked) != 1 {
		t.Fatalf("the digest: %+v", digest.Letter.Digest)
	}
	o.reply(digest, "zhuren@djzx.example", "14 同意\n29 同意延期")
	if got := o.must("show", "14"); strings.Contains(got, "已销号") {
		t.Errorf("an unproven verdict counts:\n%s", got)
	}
	o.reply(o.newest(letter.KindConfirm, "中心主任"), "zhuren@djzx.example", "确认")
	o.live(checklist.Date(2026, 4, 3))
	if got := o.must("show", "29"); !strings.Contains(got, "2026-06-10") {
		t.Errorf("item 29:\n%s", got)
	}
	out := filepath.Join(o.dir, "out.csv")
	o.must("export", "-o", out)
	csv, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(csv), "进度实时可查") {
		t.Errorf("the table lacks the accepted words (%v)", err)
	}
	o.must("evidence", "-o", filepath.Join(o.dir, "佐证"))
	manifest, err := os.ReadFile(filepath.Join(o.dir, "佐证", "manifest.txt"))
	if err != nil || !regexp.MustCompile(`(?m)^[0-9a-f]{64}  14 .*\.eml$`).Match(manifest) {
		t.Errorf("manifest:\n%s %v", manifest, err)
	}
	o.must("check")
}

func TestIngest_saysWhatBecameOfEachMail(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	first := o.newest(letter.KindAssign, daemontest.Tech)
	for _, forger := range []string{"someone@evil.example", "shouli@djzx.example"} {
		if got := o.reply(first, forger, "14 已完成"); !strings.Contains(got, "待督办员归档") {
			t.Errorf("of %s: %s", forger, got)
		}
	}
	if got := o.must("show", "14"); strings.Contains(got, "待审核") {
		t.Error("a forged mail closed an item")
	}
	if got := o.reply(first, techMail, "已完成，系统已升级"); !strings.Contains(got, "已询问序号") {
		t.Error(got)
	}
	if got := o.reply(o.newest(letter.KindQuestion, daemontest.Tech), techMail, "14"); !strings.Contains(got, "第14项") {
		t.Error(got)
	}
	o.says("show 14", "待审核")
	o.must("check")
}
