package daemontest

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
)

func TestStory_eachMilestoneIsRemindedAnsweredAndStruckOffByItself(t *testing.T) {
	t.Parallel()
	stages := Item{"升级查询功能。", "技术服务部", "4月30日前启动，5月20日前完成"}
	Office(t, "04-22", []Item{stages}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		if got := first.Notice.Letter.Lines; len(got) != 2 || got[0].Part != "启动" || got[1].Part != "完成" {
			s.Errorf("the first letter lists %+v", got)
		}
		s.Reply(first, "1 启动 已完成")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted, checklist.Open)
		s.On("04-23")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted, checklist.Open)
		s.On("05-07")
		s.Expect(Tech, "remind-10")
		s.On("05-13")
		s.Reply(s.Expect(Tech, "remind-5"), "已完成，全部上线")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Accepted, checklist.Submitted)
		s.On("05-25")
	})
}

func TestStory_aMonthlyReportIsAskedForOneMonthAtATime(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{{"报送窗口数据。", "技术服务部", "每月28日前"}}, func(s *Story) {
		s.On("04-22")
		april := s.Expect(Tech, "assign", 1)
		if got := april.Notice.Letter.Lines; len(got) != 1 || got[0].Part != "4月" {
			s.Errorf("the first letter lists %+v", got)
		}
		s.Reply(april, "已完成，4月数据见附件")
		s.Expect(Tech, "receipt")
		s.On("04-29")
		if may := s.Expect(Tech, "assign", 1).Notice.Letter.Lines; len(may) != 1 || may[0].Part != "5月" || may[0].Deadline != s.Day("05-28") {
			s.Errorf("the second letter lists %+v", may)
		}
	})
}

func TestStory_whatHasNoDayIsAskedAfterUntilItHasOne(t *testing.T) {
	t.Parallel()
	Office(t, "04-20", []Item{{"完善制度。", "技术服务部", "尽快"}}, func(s *Story) {
		s.On("04-20")
		s.Expect(Tech, "assign", 1)
		s.On("04-27")
		s.Expect(Tech, "ask+1", 1)
		if todo := s.Newest(letter.KindClerk, Clerk).Notice.Letter.Clerk.Todo; !strings.Contains(said(todo[len(todo)-1].What)+said(todo[0].What), "第1项时限待定") {
			s.Errorf("the clerk reads %+v", todo)
		}
		s.On("05-06") // the 4th was a holiday
		s.Reply(s.Expect(Tech, "ask+2", 1), "申请延期到5月20日，届时印发")
		s.Expect(Tech, "receipt")
		s.On("05-07")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意延期")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.On("05-13")
		s.Expect(Tech, "remind-5", 1)
	})
}
