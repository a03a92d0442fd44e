package main

import (
	"path/filepath"
	"strings"
	"testing"

	"duban/internal/daemon/daemontest"
)

// What is late while its request waits is said so wherever its standing is; what is struck
// off is refused with its day.
func TestStory_whatIsLateWhileItsRequestWaitsIsSaidSoEverywhere(t *testing.T) {
	t.Parallel()
	tell(t, "04-27", []daemontest.Item{daemontest.Code, daemontest.Fees}, func(s *clerkStory) {
		s.On("04-27")
		s.Reply(s.Expect(daemontest.Tech, "assign", 1, 2), "1 申请延期到5月20日，因设备未到货")
		s.Expect(daemontest.Tech, "receipt")
		s.says("status", "临近，3个工作日（延期待批）")
		s.Pass("05-07")
		s.Expect(daemontest.Tech, "overdue+2", 1)
		s.says("status", "逾期2个工作日（延期待批）")
		s.says("show 1", "牵头　逾期（延期待批）")
		s.says("why 1", "牵头　逾期（延期待批）")
		s.says("show 2", "牵头　办理中")
		s.says("--lang en status", "overdue 2 workdays (extension undecided)")
		s.says("--lang en show 1", "overdue (extension undecided)")
		s.duban("export", "-o", filepath.Join(s.Dir, "完成.json"))
		for _, want := range []string{`"standing": "逾期（延期待批）"`, `"requested_deadline": "2026-05-20"`, `"standing": "办理中"`} {
			if got := s.ReadFile("完成.json"); !strings.Contains(got, want) {
				s.Errorf("no %s in the export:\n%s", want, got)
			}
		}
		s.duban("evidence", "-o", filepath.Join(s.Dir, "佐证"))
		if got := s.ReadFile("佐证/索引.html"); !strings.Contains(got, "办理中（延期待批）") {
			s.Error("the evidence does not say that the request waits")
		}
		s.duban("extend", "1", "--to", "2026-05-20")
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		if got := s.duban("status"); strings.Contains(got, "延期待批") {
			s.Errorf("it waits no more:\n%s", got)
		}
		s.duban("judge", "1", "accept", "--without-report", "--why", "现场核实")
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		if said := s.refuses("judge", "1", "accept"); !strings.Contains(said, "技术服务部已于5月7日销号") {
			s.Errorf("it says %s", said)
		}
		s.says("show 1", "已销号")
	})
}

// says fails the story unless a command says some words.
func (s *clerkStory) says(command, want string) {
	s.Helper()
	if got := s.duban(strings.Fields(command)...); !strings.Contains(got, want) {
		s.Errorf("%s: duban %s does not say %q:\n%s", s.Today(), command, want, got)
	}
}
