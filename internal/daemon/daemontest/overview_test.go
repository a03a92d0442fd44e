package daemontest

import (
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/words"
	"duban/scheduler"
)

func TestStory_whoWasToldThatItIsLateIsToldThatItIsSettled(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code}, func(s *Story) {
		s.Watch("overview")
		s.On("04-29")
		s.Expect(Tech, "assign")
		s.On("04-30")
		s.Expect(Tech, "due")
		s.On("05-06")
		s.Expect(Tech, "overdue+1")
		s.Expect(Deputy, "overview", 1) // the week's: overdue
		s.On("05-07")
		late := s.Expect(Tech, "overdue+2")
		s.Expect(Deputy, "escalate", 1)
		s.Reply(late, "已完成：已补报")
		s.Expect(Tech, "receipt")
		s.On("05-08")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.On("05-09")
		if lines := s.Expect(Deputy, "overview", 1).Notice.Letter.Lines; len(lines) != 1 || lines[0].Step != scheduler.StepSettled || words.Say(words.Chinese, lines[0].Reason) != "已销号" {
			s.Errorf("the supervisor reads %+v", lines)
		}
		s.On("05-18") // said once
	})
}

func TestStory_theDirectorHearsHowItEndedAndThenNoMore(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "已完成")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.Watch("digest")
		s.On("04-24")
		d := s.Expect(Director, "digest").Notice.Letter.Digest
		if !d.Closing || d.Counts.Accepted != 1 || d.Depts[0].OnTime != 1 {
			s.Errorf("the director reads %+v", d)
		}
		s.On("05-11")
	})
}

// The report on a list that has ended is for passing on: what is written in answer to it,
// even by the director, changes nothing.
func TestStory_anAnswerToTheReportOnAListChangesNothing(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window}, func(s *Story) {
		s.On("04-22")
		s.Watch("report")
		s.Reply(s.Expect(Tech, "assign"), "1 已完成：查询功能已升级")
		s.Expect(Tech, "receipt")
		s.Expect(Intake, "assign")
		s.On("04-23")
		s.Expect(Intake, "remind-5")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.decide(2, deed(checklist.EventWaived, "已有窗口"))
		s.Settle()
		s.Expect(Tech, "remind-5") // takes part in the second
		s.Expect(Intake, "outcome")
		s.On("04-24")
		report := s.aside(Director, "report")
		s.shows(report, "共2项", "4月22日起督办，至4月24日（周五）全部了结", "按时办结1项，免办1项", "免办：已有窗口", "记录链：")
		s.Reply(report, "收到")
		s.Quiet()
		for _, words := range []string{"1 退回：材料不足。2 同意", "请技术服务部总结经验，5月10日前报我", "approve all"} {
			s.Reply(report, words)
			s.shows(s.Expect(Director, "transcript"), "已转督办员", words) // the report has no numbers to ask him for
			s.shows(s.Newest(letter.KindClerk, Clerk), "中心主任（督办报告）来信：“"+words+"”")
		}
		s.Stands(1, checklist.Accepted)
		s.Stands(2, checklist.Waived)
		s.On("04-27")
	})
}

func TestStory_nothingToSayAndNothingIsSentWhereTheOfficeWantsSo(t *testing.T) {
	t.Parallel()
	Office(t, "05-06", []Item{Fees}, func(s *Story) {
		s.Watch("digest")
		s.On("05-06")
		s.Expect(Tech, "assign")
		s.On("05-14") // a Monday has gone by
		time.Sleep(time.Minute)
		s.Quiet()
	}, "quiet_when_calm = false", "quiet_when_calm = true")
}

// How a list ended is told when it has, whatever other lists run, and by a letter that left.
func TestStory_aListThatEndsIsReportedWhileAnotherRuns(t *testing.T) {
	t.Parallel()
	Office(t, "04-15", []Item{Code}, func(s *Story) {
		s.At("04-15", "10:00")
		first := s.Expect(Tech, "assign", 1)
		s.importMore(Item{"迎接年终检查。", "综合部", "12月底"})
		s.Expect(Clerk, "assign")
		s.Reply(first, "已完成")
		s.Expect(Tech, "receipt")
		s.On("04-16")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.Watch("digest")
		s.down(true)
		s.At("04-17", "19:00") // a Friday on which nothing leaves
		s.down(false)
		s.On("04-20") // and no weekly one beside it, which would tell nothing new
		closing := s.Expect(Director, "digest")
		s.shows(closing, "《清单.csv》1项已全部销号，督办结束")
		if depts := closing.Notice.Letter.Digest.Depts; len(depts) != 1 || depts[0].Name != "技术服务部" {
			s.Errorf("the closing report counts %+v", depts)
		}
		s.On("04-27")
		s.Expect(Director, "digest") // the week's, and no closing again
		s.On("04-28")
	})
}
