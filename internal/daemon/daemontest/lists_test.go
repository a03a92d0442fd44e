package daemontest

import (
	"context"
	"slices"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/office"
	"duban/internal/office/decide"
	"duban/internal/office/inquire"
	"duban/internal/office/register"
)

var (
	archive  = Item{"整理档案。", "技术服务部", "4月底"}
	training = Item{"开展业务培训。", "技术服务部", "4月底"}
	survey   = Item{"开展满意度调查。", "技术服务部", "4月底"}
	website  = Item{"更新网站。", "业务受理部", "4月底"}
	servers  = Item{"维护机房。", "业务受理部", "4月底"}
	sharing  = Item{"推动数据共享。", "业务受理部", "5月底"}
)

// second imports another list that runs beside the first from a day on.
func (s *Story) second(day string, items ...Item) {
	s.Helper()
	s.Import("另一清单.csv", register.Reading{Start: s.Day(day)}, items...)
}

func TestStory_anAnswerMeansTheNumbersOfItsLetter(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, archive, training}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1, 2, 3)
		s.amend(Code, survey, archive, training)
		s.Expect(Tech, "assign", 2) // what is new goes the same day
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		s.Reply(first, "2 已完成：档案整理完毕")
		receipt := s.Expect(Tech, "receipt")
		s.StandsAs(archive, checklist.Submitted)
		s.StandsAs(survey, checklist.Open)
		if f := receipt.Notice.Letter.Receipt.Filed[0]; f.No != 2 || f.Now != 3 {
			s.Errorf("the receipt says %+v", f)
		}
		s.Reply(first, "4 已完成：培训两次") // his letter had no 4
		if why := said(s.Expect(Tech, "question").Notice.Letter.Receipt.Why); why != "第4项不由您负责" {
			s.Errorf("he is asked %q", why)
		}
		s.StandsAs(training, checklist.Open)
	})
}

func TestStory_aVerdictMeansTheNumbersOfItsDigest(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, archive, training}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign", 1, 2, 3), "2 已完成：档案整理完毕\n3 已完成：培训两次")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		digest := s.Newest(letter.KindDigest, Director)
		s.amend(Code, survey, archive, training)
		s.Expect(Tech, "assign", 2)
		s.Reply(digest, "2 同意\n3 退回：缺签到表")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.StandsAs(archive, checklist.Accepted)
		s.StandsAs(training, checklist.Open)
		s.StandsAs(survey, checklist.Open)
	})
}

func TestStory_twoListsOfOnePersonAreToldApart(t *testing.T) {
	t.Parallel()
	network := Item{"升级专网。", "技术服务部", "4月底"}
	Office(t, "04-22", []Item{Window, Code, archive}, func(s *Story) {
		s.second("04-22", website, servers, network)
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		s.Expect(Intake, "assign")
		s.shows(first, "甲3　整理档案", "乙3　升级专网", "甲《清单.csv》", "乙《另一清单.csv》", "例如“甲2”")
		s.Reply(first, "3 已完成")
		question := s.Expect(Tech, "question")
		s.StandsAs(archive, checklist.Open)
		s.StandsAs(network, checklist.Open)
		s.Reply(question, "乙3")
		s.Expect(Tech, "receipt")
		s.StandsAs(archive, checklist.Open)
		s.StandsAs(network, checklist.Submitted)
		s.Reply(first, "甲3 已完成：已归档\n乙3 收到")
		s.Expect(Tech, "receipt")
		s.StandsAs(archive, checklist.Submitted)
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		s.Expect(Intake, "remind-5")
		digest := s.Newest(letter.KindDigest, Director)
		s.Reply(digest, "3 同意")
		s.Expect(Director, "transcript")
		s.StandsAs(archive, checklist.Submitted)
		s.StandsAs(network, checklist.Submitted)
		s.Reply(digest, "甲3 同意\n乙3 退回：缺照片")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.Expect(Tech, "outcome")
		s.StandsAs(archive, checklist.Accepted)
		s.StandsAs(network, checklist.Open)
	})
}

func TestStory_theClerkSaysWhichList(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, archive}, func(s *Story) {
		s.second("04-22", website, servers)
		s.On("04-22")
		s.Expect(Tech, "assign")
		s.Expect(Intake, "assign")
		more := deed(checklist.EventExtended, "")
		more.Day = s.Day("05-20")
		for _, d := range []decide.Deed{deed(checklist.EventWaived, "并入"), more, deed(checklist.EventAccepted, "")} {
			s.refuses(office.WhichOne, deciding(2, d))
		}
		accepted := deed(checklist.EventAccepted, "")
		accepted.Named.List = "1"
		if r := s.refuses(office.NoPart, deciding(2, accepted)); !r.Unreported || len(r.Parts) != 1 || r.Parts[0].Content != archive.Content {
			s.Errorf("it is refused for %+v", r)
		}
		s.Stands(2, checklist.Open, checklist.Open)
		waived := deed(checklist.EventWaived, "并入")
		waived.Named.List = "另一清单"
		s.decide(2, waived)
		s.Settle()
		s.Expect(Intake, "outcome", 2)
		s.StandsAs(servers, checklist.Waived)
		s.StandsAs(archive, checklist.Open)
		waived.Named.List = "1"
		s.decide(1, waived)
		s.decide(1, deed(checklist.EventWaived, "并入")) // only the other is left
		s.Settle()
		s.Expect(Tech, "outcome", 1)
		s.Expect(Intake, "outcome", 1)
		s.refuses(office.WhichOne, deciding(1, deed(checklist.EventReopened, "复查")))
	})
}

func TestStory_aListThatEndsIsReportedAndCountedNoMoreWhileAnotherRuns(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{archive}, func(s *Story) {
		s.Watch("digest")
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		s.second("04-23", training, survey)
		s.On("04-23")
		s.Expect(Tech, "remind-5") // with what is new
		s.Reply(first, "1 已完成")
		s.Expect(Tech, "receipt")
		story := func(ctx context.Context, o *office.Office) error {
			parts, err := inquire.Story(ctx, o, s.now(), 1, checklist.Named{})
			if err == nil && (len(parts) != 1 || parts[0].Content != training.Content) {
				s.Errorf("the story is of %+v", parts)
			}
			return err
		}
		s.refuses(office.WhichOne, story)
		accepted := deed(checklist.EventAccepted, "已核实")
		accepted.Named.List = "1"
		s.decide(1, accepted)
		s.Settle()
		s.Expect(Tech, "outcome", 1)
		s.On("04-24")
		s.Expect(Director, "digest")
		var closings, daily int
		for _, n := range s.digests() {
			switch d := n.Letter.Digest; {
			case n.Letter.On != s.Day("04-24"):
			case d.Closing:
				if closings++; d.Counts.Total != 1 || n.Letter.Checklist != 1 {
					s.Errorf("the last report counts %+v of list %d", d.Counts, n.Letter.Checklist)
				}
			default:
				if daily++; d.Counts.Total != 2 {
					s.Errorf("the digest counts %+v", d.Counts)
				}
			}
		}
		if closings != 1 {
			s.Errorf("%d last reports, %d digests", closings, daily)
		}
		s.Act(story) // of the list that runs
		if n := s.standing().Counts.Total; n != 2 {
			s.Errorf("status counts %d", n)
		}
		s.Pass("05-11")
		s.Expect(Tech, "overdue+5")
		s.Expect(Director, "digest")
		for _, n := range s.digests() {
			if d := n.Letter.Digest; !d.Closing && n.Letter.On > s.Day("04-24") && d.Counts.Total != 2 {
				s.Errorf("the digest of %s counts %+v", n.Letter.On, d.Counts)
			}
			if n.Letter.Digest.Closing && n.Letter.On != s.Day("04-24") {
				s.Errorf("it is reported again on %s", n.Letter.On)
			}
		}
	})
}

// digests are all that were sent.
func (s *Story) digests() []db.Notice {
	s.Helper()
	all, err := s.Store.Notices(context.Background(), db.NoticeFilter{State: checklist.NoticeSent})
	if err != nil {
		s.Fatal(err)
	}
	return slices.DeleteFunc(all, func(n db.Notice) bool { return n.Kind != letter.KindDigest })
}

func TestStory_whatIsOpenInAListThatIsClosedIsCarriedOverOrWaived(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{archive, training, survey}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign", 1, 2, 3)
		s.second("04-23", sharing)
		if r := s.refuses(office.StillOpen, closing(register.Closing{List: "1", Waive: []int{1}, Why: "已并入"})); len(r.Past) != 2 {
			s.Errorf("open are %+v", r.Past)
		}
		s.refuses(office.WaiveReason, closing(register.Closing{List: "1", Into: "2", Waive: []int{1}}))
		s.refuses(office.SameList, closing(register.Closing{List: "1", Into: "1"}))
		s.Act(closing(register.Closing{List: "1", Into: "2", Waive: []int{1}, Why: "已并入其他工作"}))
		s.Settle()
		s.Expect(Tech, "outcome", 1)
		s.StandsAs(training, checklist.Waived, checklist.Open)
		s.Watch("digest")
		if got := s.Expect(Tech, "assign", 2, 3).Notice.Letter.Lines; got[0].Deadline != s.Day("04-30") {
			s.Errorf("what was carried over is due on %s", got[0].Deadline)
		}
		s.On("04-23")
		s.Expect(Intake, "assign", 1)
		s.Expect(Tech, "remind-5", 2, 3)
		s.shows(s.Expect(Director, "digest"), "3项，免办1项，转入其他清单2项，督办结束", "免办：已并入其他工作", "转入《另一清单.csv》第2项")
		// An amended edition of the list that carries them on does not take them away.
		s.Import("修订.csv", register.Reading{Title: "另一清单.csv"}, sharing, Item{"新增事项。", "业务受理部", "5月底"})
		s.Settle()
		s.StandsAs(training, checklist.Waived, checklist.Open)
		s.Expect(Intake, "assign", 2)
	})
}
