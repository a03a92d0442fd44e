package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/internal/daemon/daemontest"
)

func TestWhy_tellsWhatWasSentWhatWasNotAndWhatComes(t *testing.T) {
	t.Parallel()
	daemontest.Office(t, "04-22", []daemontest.Item{daemontest.Code}, func(s *daemontest.Story) {
		s.On("04-22")
		s.Expect(daemontest.Tech, "assign")
		got := clerkSays(s, "why", "1")
		for _, want := range []string{
			"2026-04-22 08:30　交办　首次交办　技术服务部负责人　08:30已发出",
			"此后 2026-04-23 周四　到期前5个工作日提醒　技术服务部负责人　距4月30日（周四）还有5个工作日",
			"此后 2026-05-07 周四　提级，报上级　分管副主任",
			"此后 2026-05-11 周一　提级，报主任　中心主任",
		} {
			if !strings.Contains(got, want) {
				s.Errorf("no %q in:\n%s", want, got)
			}
		}
		if strings.Count(got, "个工作日催办") != 5 || !strings.Contains(got, "此后 2026-05-18 周一　逾期10个工作日催办") {
			s.Errorf("what repeats without end stands there more than once:\n%s", got)
		}
		s.Reply(s.Newest("assign", daemontest.Tech), "已完成")
		s.Expect(daemontest.Tech, "receipt")
		if got := clerkSays(s, "why", "1"); !strings.Contains(got, "此后　不再发信：待审核") {
			s.Errorf("nothing comes while a verdict is waited for:\n%s", got)
		}
	})
}

func TestWhy_aStepMissedIsTold(t *testing.T) {
	t.Parallel()
	daemontest.Office(t, "04-22", []daemontest.Item{daemontest.Code}, func(s *daemontest.Story) {
		s.On("04-22")
		s.Expect(daemontest.Tech, "assign")
		s.Stop()
		s.On("04-28") // remind-5 and remind-3 have gone by
		s.Start()
		s.Expect(daemontest.Tech, "remind-3")
		got := clerkSays(s, "why", "1")
		if !strings.Contains(got, "略过　到期前5个工作日提醒　错过，只补发最近的一次（到期前3个工作日提醒）") {
			s.Errorf("the step left out is not told:\n%s", got)
		}
	})
}

func TestReport_ranksDepartments(t *testing.T) {
	t.Parallel()
	daemontest.Office(t, "04-22", []daemontest.Item{daemontest.Code, {Content: "推进对接。", Parties: "业务受理部", Deadline: "4月底"}}, func(s *daemontest.Story) {
		s.On("04-22")
		s.Expect(daemontest.Intake, "assign")
		s.Reply(s.Expect(daemontest.Tech, "assign"), "已完成")
		s.Expect(daemontest.Tech, "receipt")
		got := clerkSays(s, "report", "--by", "department", "--on", "2026-05-08")
		first, last := strings.Index(got, "技术服务部"), strings.Index(got, "业务受理部")
		if first < 0 || last < first || !strings.Contains(got, "100%") {
			s.Errorf("the report:\n%s", got)
		}
		s.WriteFile("另一清单.csv", daemontest.Written([]daemontest.Item{{Content: "推动数据共享。", Parties: "业务受理部", Deadline: "5月底"}}))
		clerkSays(s, "import", filepath.Join(s.Dir, "另一清单.csv"), "--year", "2026")
		got = clerkSays(s, "report", "--by", "department", "--on", "2026-05-08", "--list", "另一")
		if !strings.Contains(got, "《另一清单.csv》，截至") || !strings.Contains(got, "业务受理部") || strings.Contains(got, "技术服务部") {
			s.Errorf("the report of one list:\n%s", got)
		}
		if said, status := typed(s, "report", "--by", "department", "--list", "3"); status != exitFailed || !strings.Contains(said, "清单") {
			s.Errorf("exit %d of a list that is none:\n%s", status, said)
		}
	})
}

// clerkSays is what a command says beside the daemon of a story.
func clerkSays(s *daemontest.Story, args ...string) string {
	s.Helper()
	said, status := typed(s, args...)
	if status != exitDone {
		s.Fatalf("duban %v: exit %d\n%s", args, status, said)
	}
	return said
}

// typed runs a command beside the daemon of a story.
func typed(s *daemontest.Story, args ...string) (said string, status int) {
	var out strings.Builder
	a := &app{now: time.Now, getenv: func(string) string { return "" }, stdin: strings.NewReader(""), stdout: &out, stderr: &out}
	status = a.run(context.Background(), append([]string{"--config", filepath.Join(s.Dir, "config.toml")}, args...))
	return out.String(), status
}
