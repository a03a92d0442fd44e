package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duban"
	"duban/checklist"
	"duban/checklist/letter"
)

// waiting is an office in which a mail of an unknown address waits for the clerk.
func waiting(t *testing.T) (o *console, number string) {
	t.Helper()
	o = newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	first := o.newest(letter.KindAssign, "技术服务部负责人")
	o.reply(first, "home@qq.com", "14 已完成：系统已升级")
	found := regexp.MustCompile(`(?m)^(\d+)　.*home@qq\.com.*不在通讯录`).FindStringSubmatch(o.must("quarantine", "list"))
	if found == nil {
		t.Fatalf("nothing waits:\n%s", &o.out)
	}
	return o, found[1]
}

func TestQuarantine_theClerkReadsAndFilesAMail(t *testing.T) {
	t.Parallel()
	o, number := waiting(t)
	if got := o.must("quarantine", "show", number); !strings.Contains(got, "系统已升级") || !strings.Contains(got, "发件人未核验") {
		t.Errorf("show:\n%s", got)
	}
	o.must("quarantine", "file", number, "--item", "14", "--as", "完成")
	if got := o.must("show", "14"); !strings.Contains(got, "待审核") || !strings.Contains(got, "系统已升级") {
		t.Errorf("item 14:\n%s", got)
	}
	if got := o.must("quarantine", "list"); got != "没有待归档的来信\n" {
		t.Errorf("still waiting: %s", got)
	}
	if got := o.must("replay", number); !strings.Contains(got, "没有变化") {
		t.Errorf("replay: %s", got)
	}
	o.must("check")
}

func TestQuarantine_aMailIsPutAsideWithAReasonOnly(t *testing.T) {
	t.Parallel()
	o, number := waiting(t)
	if status := o.duban("quarantine", "discard", number); status != exitUsage {
		t.Errorf("without a reason: exit %d", status)
	}
	o.must("quarantine", "discard", number, "--why", "广告")
	if status := o.duban("quarantine", "discard", number, "--why", "广告"); status == exitDone {
		t.Error("a second time")
	}
	if got := o.must("quarantine", "show", number); !strings.Contains(got, "已作废") || !strings.Contains(got, "广告") {
		t.Errorf("show:\n%s", got)
	}
	o.must("check")
}

func TestQuarantine_theClerksDailyLetterNamesWhatWaits(t *testing.T) {
	t.Parallel()
	o, number := waiting(t)
	o.live(checklist.Date(2026, 4, 2))
	news := o.newest(letter.KindClerk, "综合部负责人").LetterJSON
	if !strings.Contains(news, "duban quarantine show "+number) || !strings.Contains(news, "the sender is not in the directory") {
		t.Errorf("the letter says %s", news)
	}
}

func TestReplay_aMendedDirectoryFilesWhatWaited(t *testing.T) {
	t.Parallel()
	o, number := waiting(t)
	o.write("config.toml", []byte(strings.Replace(string(duban.Config), "mail = \"jishu@djzx.example\"", "mail = \"jishu@djzx.example\"\nother_mails = [\"home@qq.com\"]", 1)))
	if got := o.must("replay", "--all"); !strings.Contains(got, "来信"+number+"　待督办员归档 → 已登记") || !strings.Contains(got, "1封有变化") {
		t.Errorf("replay:\n%s", got)
	}
	if got := o.must("show", "14"); !strings.Contains(got, "待审核") {
		t.Errorf("item 14:\n%s", got)
	}
	if got := o.must("replay", "--all"); !strings.Contains(got, "0封有变化") {
		t.Errorf("again:\n%s", got)
	}
	for _, args := range [][]string{{"replay"}, {"replay", "--all", number}, {"replay", "x"}} {
		if status := o.duban(args...); status != exitUsage {
			t.Errorf("%v: exit %d", args, status)
		}
	}
	if status := o.duban("replay", "999"); status != exitFailed {
		t.Errorf("a mail that is none: exit %d", status)
	}
	o.must("check")
}

func TestQuarantine_aMailIsFiledUnderSeveralItemsByNumber(t *testing.T) {
	t.Parallel()
	o, _ := waiting(t)
	first := o.newest(letter.KindAssign, "技术服务部负责人")
	o.reply(first, "home@qq.com", "29 已完成：制度印发\n35 进展：正在起草")
	list := strings.Split(strings.TrimSpace(o.must("quarantine", "list")), "\n")
	number, _, _ := strings.Cut(list[len(list)-1], "　")
	for _, items := range []string{"29=好", "x", "29,29", ""} {
		if status := o.duban("quarantine", "file", number, "--item", items); status != exitUsage {
			t.Errorf("--item %q: exit %d", items, status)
		}
	}
	o.must("quarantine", "file", number, "--item", "29=完成,35")
	if got := o.must("show", "29"); !strings.Contains(got, "待审核") || !strings.Contains(got, "制度印发") || strings.Contains(got, "正在起草") {
		t.Errorf("item 29:\n%s", got)
	}
	if got := o.must("show", "35"); !strings.Contains(got, "正在起草") || strings.Contains(got, "制度印发") {
		t.Errorf("item 35:\n%s", got)
	}
}

func TestQuarantine_mailsOfASenderArePutAsideTogether(t *testing.T) {
	t.Parallel()
	o, number := waiting(t)
	for _, args := range [][]string{{"--why", "广告"}, {number, "--from", "home@qq.com", "--why", "广告"}, {"--from", "home@qq.com"}} {
		if status := o.duban(append([]string{"quarantine", "discard"}, args...)...); status != exitUsage {
			t.Errorf("%v: exit %d", args, status)
		}
	}
	if got := o.must("quarantine", "discard", "--from", "home@qq.com", "--why", "广告"); !strings.Contains(got, "已作废0封") || !strings.Contains(got, "另有1封") {
		t.Errorf("a mail that names a letter:\n%s", got)
	}
}
