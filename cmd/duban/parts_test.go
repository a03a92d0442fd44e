package main

import (
	"strings"
	"testing"

	"duban/checklist"
)

func TestStory_eachMilestoneIsRemindedAnsweredAndStruckOffByItself(t *testing.T) {
	t.Parallel()
	stages := row{"升级查询功能。", "技术服务部", "4月30日前启动，5月20日前完成"}
	tell(t, "04-22", []row{stages}, func(s *story) {
		s.On("04-22")
		first := s.Gets(tech, "assign", 1)
		if got := first.notice.Letter.Lines; len(got) != 2 || got[0].Part != "启动" || got[1].Part != "完成" {
			s.Errorf("the first letter lists %+v", got)
		}
		s.Reply(first, "1 已完成：已启动")
		s.Gets(tech, "receipt")
		s.Stands(1, checklist.Submitted, checklist.Open)
		s.On("04-23")
		s.Reply(s.Newest(checklist.LetterDigest, director), "1 同意")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome", 1)
		s.Stands(1, checklist.Accepted, checklist.Open)
		s.On("05-07")
		s.Gets(tech, "remind-10")
		s.On("05-13")
		s.Reply(s.Gets(tech, "remind-5"), "已完成，全部上线")
		s.Gets(tech, "receipt")
		s.Stands(1, checklist.Accepted, checklist.Submitted)
		s.On("05-25")
	})
}

func TestStory_aMonthlyReportIsAskedForOneMonthAtATime(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{{"报送窗口数据。", "技术服务部", "每月28日前"}}, func(s *story) {
		s.On("04-22")
		april := s.Gets(tech, "assign", 1)
		if got := april.notice.Letter.Lines; len(got) != 1 || got[0].Part != "4月" {
			s.Errorf("the first letter lists %+v", got)
		}
		s.Reply(april, "已完成，4月数据见附件")
		s.Gets(tech, "receipt")
		s.On("04-29")
		if may := s.Gets(tech, "assign", 1).notice.Letter.Lines; len(may) != 1 || may[0].Part != "5月" || may[0].Deadline != s.day("05-28") {
			s.Errorf("the second letter lists %+v", may)
		}
	})
}

func TestStory_whatHasNoDayIsAskedAfterUntilItHasOne(t *testing.T) {
	t.Parallel()
	tell(t, "04-20", []row{{"完善制度。", "技术服务部", "尽快"}}, func(s *story) {
		s.On("04-20")
		s.Gets(tech, "assign", 1)
		s.On("04-27")
		s.Gets(tech, "ask+1", 1)
		if todo := s.Newest(checklist.LetterClerk, clerk).notice.Letter.Clerk.Todo; !strings.Contains(todo[len(todo)-1].What+todo[0].What, "第1项时限待定") {
			s.Errorf("the clerk reads %+v", todo)
		}
		s.On("05-06") // the 4th was a holiday
		s.Reply(s.Gets(tech, "ask+2", 1), "申请延期到5月20日，届时印发")
		s.Gets(tech, "receipt")
		s.On("05-07")
		s.Reply(s.Newest(checklist.LetterDigest, director), "1 同意延期")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome", 1)
		s.On("05-13")
		s.Gets(tech, "remind-5", 1)
	})
}

func TestImport_aDeadlineThatTheListHasMovedIsAssignedLikeAnyOther(t *testing.T) {
	t.Parallel()
	o := newTerminal(t)
	o.write("清单.csv", []byte(written([]row{{"推进对接。", "技术服务部", "5月底（原4月底）"}})))
	today := checklist.DayOf(o.at, zone)
	o.must("import", o.dir+"/清单.csv", "--year", "2026") // issued the day it is imported
	o.live(today + 1)
	got := o.newest(checklist.LetterAssign, tech).Letter.Lines[0]
	if got.Deadline != checklist.Date(2026, 5, 31) || got.Original != checklist.Date(2026, 4, 30) {
		t.Errorf("the first letter says %+v", got)
	}
}

func TestImport_whatIsAskedIsListedAndNothingIsDropped(t *testing.T) {
	t.Parallel()
	o := newTerminal(t)
	o.write("清单.csv", []byte(written([]row{{"完善制度。", "技术服务部", "尽快"}, {"整改问题。", "综合部", "立行立改，长期坚持"}, {"推进对接。", "综合部", "5月底（原4月底）"}})))
	list := o.dir + "/清单.csv"
	if status := o.duban("import", list, "--year", "2026", "--start", "2026-04-01"); status != exitDone || !strings.Contains(o.err.String(), "先按时限待定导入") {
		t.Fatalf("exit %d: %s", status, &o.err)
	}
	got := o.must("status")
	for _, want := range []string{"3项", "待定", "2026-04-09", "2026-05-31"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if got := o.must("show", "3"); !strings.Contains(got, "清单已写明：5月底（原4月底）") {
		t.Errorf("the day that the list moved is not on record:\n%s", got)
	}
	if strings.Contains(got, "还有0个工作日") || strings.Contains(got, "综合部、综合部") {
		t.Errorf("an undated item counts days, or a department leads twice:\n%s", got)
	}
	o.must("extend", "1", "--to", "2026-06-10")
	if got := o.must("status"); strings.Contains(got, "待定") {
		t.Errorf("still undated:\n%s", got)
	}
	o.must("check")
}
