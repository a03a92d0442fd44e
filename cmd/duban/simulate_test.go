package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/internal/daemon/daemontest"
)

// rehearsed is an office with two items from 22 April on.
func rehearsed(t *testing.T) *console {
	t.Helper()
	o := newConsole(t)
	o.imports("清单.csv", []daemontest.Item{daemontest.Code, daemontest.Fees}, "--start", "2026-04-22")
	return o
}

func TestSimulate_answersAreTakenIntoAccount(t *testing.T) {
	t.Parallel()
	o := rehearsed(t)
	o.write("回复.txt", []byte("# 谁在哪天回复什么\n2026-04-22 技术服务部 1 已完成：已升级\n\n2026-04-23 中心主任 1 同意\n"))
	got := o.must("simulate", "--to", "2026-05-08", "--answers", filepath.Join(o.dir, "回复.txt"))
	for _, want := range []string{"2026-04-22 周三　回执　技术服务部负责人", "2026-04-23 周四　批示登记　中心主任", "2026-04-23 周四　审核结果　技术服务部负责人"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "提级") || strings.Contains(got, "逾期") {
		t.Errorf("item 1 is chased although it is done:\n%s", got)
	}
	if got := o.must("status"); !strings.Contains(got, "已销号0") {
		t.Errorf("the simulation changed the ledger:\n%s", got)
	}
}

func TestSimulate_beginsWhereTheDaemonDoes(t *testing.T) {
	t.Parallel()
	o := rehearsed(t)
	o.at = time.Date(2026, 4, 28, 10, 0, 0, 0, daemontest.Zone) // nobody has started the daemon since the 22nd
	today := "2026-04-28 周二　交办　技术服务部负责人"
	if got := o.must("simulate", "--to", "2026-04-29"); !strings.HasPrefix(got, today) {
		t.Errorf("begins with:\n%s", got)
	}
	if got := o.must("simulate", "--from", "2026-04-22", "--to", "2026-04-29"); !strings.HasPrefix(got, "2026-04-22 周三　交办　技术服务部负责人") {
		t.Errorf("from the day that was named:\n%s", got)
	}
	if got := o.must("simulate", "--to", "2026-04-23"); !strings.HasPrefix(got, "2026-04-22 周三　交办　技术服务部负责人") {
		t.Errorf("up to a day that has passed:\n%s", got)
	}
}

func TestSimulate_faultyAnswersAreToldWithTheirLines(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"4月22日 技术服务部 1 已完成\n2026-04-23 技术服务部": "第2行",
		"2026-04-22 档案室 1 已完成":                "档案室",
		"2026-04-22 业务受理部 1 已完成":              "还没有收到过信",
	} {
		o := rehearsed(t)
		o.write("回复.txt", []byte(text))
		if status := o.duban("simulate", "--to", "2026-04-24", "--answers", filepath.Join(o.dir, "回复.txt")); status != exitFailed || !strings.Contains(o.err.String(), want) {
			t.Errorf("%q: exit %d: %s", text, status, &o.err)
		}
	}
}

func TestSimulate_diffShowsWhatAnotherConfigurationWouldSend(t *testing.T) {
	t.Parallel()
	o := rehearsed(t)
	o.write("新.toml", []byte(strings.Replace(string(duban.Config), "before = [10, 5, 3, 1, 0] #", "before = [10, 4, 3, 1, 0] #", 1)))
	a := o.app()
	used := a.config
	a.getenv = func(key string) string { return map[string]string{"DUBAN_CONFIG": used}[key] }
	args := []string{"simulate", "--to", "2026-04-30", "--diff", "--config"}
	if status := a.run(t.Context(), append(args, filepath.Join(o.dir, "新.toml"))); status != exitDone {
		t.Fatalf("exit %d: %s", status, &o.err)
	}
	want := "- 2026-04-23 周四　提醒　技术服务部负责人　第1、2项　距4月30日（周四）还有5个工作日\n" +
		"+ 2026-04-24 周五　提醒　技术服务部负责人　第1、2项　距4月30日（周四）还有4个工作日\n"
	if got := o.out.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	o.out.Reset()
	if status := a.run(t.Context(), append(args, used)); status != exitDone || o.out.String() != "两份配置发的信相同（8封）\n" {
		t.Errorf("exit %d, the same configuration differs: %s", status, &o.out)
	}
}
