package daemontest

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/office/decide"
	"duban/internal/reply"
)

func TestStory_anAnswerIsFiledAndNoLongerReminded(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1, 2)
		s.Reply(first, "1 已完成：采取措施：升级查询功能；成效：进度实时可查。")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("04-23") // due in five workdays, and nobody is reminded of it
		s.Reply(s.Newest(letter.KindDigest, Director), "同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
		s.Stands(2, checklist.Open)
		s.On("05-12")
	})
}

func TestStory_whatIsReturnedIsRemindedAnew(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "已完成，见附件")
		s.Expect(Tech, "receipt")
		s.On("04-24")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 退回：材料不足，请补充会商记录")
		s.Expect(Director, "transcript")
		back := s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Open)
		s.On("04-27")
		s.Expect(Tech, "remind-3")
		s.Reply(back, "已完成，补充会商记录如附件")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("05-06")
	})
}

func TestStory_aRequestForTimeIsTakenBackInPlainWords(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1, 2)
		s.Reply(first, "1 申请延期到5月20日，因须等省厅接口")
		s.Expect(Tech, "receipt")
		s.Reply(first, "1 撤回办结")
		s.shows(s.Expect(Tech, "receipt"), "没有待审的办结可撤回")
		s.Reply(first, "1 撤回延期申请，接口已具备")
		s.shows(s.Expect(Tech, "receipt"), "延期申请（至5月20日）已撤回，时限仍为4月30日")
		s.Stands(1, checklist.Open)
		s.Reply(first, "1 申请延期到5月20日，因接口仍未具备")
		s.Expect(Tech, "receipt")
		s.Reply(first, "1 已完成：接口已上线")
		s.Expect(Tech, "receipt")
		s.Reply(first, "撤回1的延期申请") // the claim has overtaken it, and stays
		s.shows(s.Expect(Tech, "receipt"), "本项已报办结，延期申请不再审定；要撤回办结的，请回复“1 撤回”")
		s.Stands(1, checklist.Submitted)
	})
}

func TestStory_aGrantedExtensionMovesTheLadder(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "申请延期到5月20日，因须等省厅接口")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Expect(Tech, "remind-5") // asked is not granted
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意延期")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.On("05-05") // the old deadline passes in silence
		s.On("05-07")
		s.Expect(Tech, "remind-10")
		s.On("05-13")
		s.Expect(Tech, "remind-5")
	})
}

func TestStory_aRefusedExtensionChangesNothing(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "申请延期到5月20日，因人手紧")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 不同意延期")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.On("04-27")
		s.Expect(Tech, "remind-3")
	})
}

func TestStory_severalItemsInOneReply(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees, May8}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign", 1, 2, 3), "1 已完成：功能已升级\n2 申请延期到6月10日，因设备未到\n3 收到")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.Stands(3, checklist.Open)
		s.On("04-23")
		s.Expect(Tech, "remind-10", 3)
		d := s.Newest(letter.KindDigest, Director).Notice.Letter.Digest
		if len(d.Review) != 1 || len(d.Asked) != 1 {
			s.Errorf("%d to review, %d asked", len(d.Review), len(d.Asked))
		}
	})
}

func TestStory_aReplyWithoutNumberIsAskedOnce(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		s.Write(first, reply.Mail{Text: "已完成，材料见附件", File: "材料.txt"})
		question := s.Expect(Tech, "question")
		s.Stands(1, checklist.Open)
		s.Reply(question, "1")
		receipt := s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted)
		if files := receipt.Notice.Letter.Receipt.Files; len(files) != 1 || files[0].Name != "材料.txt" {
			s.Errorf("the first mail's attachment is lost: %+v", files)
		}
	})
}

func TestStory_seenIsNotDone(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "收到，谢谢。")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Expect(Tech, "remind-5")
	})
}

func TestStory_robotsChangeNothingAndAreNotAnswered(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("digest")
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		s.Write(first, reply.Mail{Subject: "自动回复: " + first.Notice.Token.Tag(), Text: "您好，我外出学习至5月6日。已完成的工作请联系同事。", Auto: true})
		s.Stands(1, checklist.Open)
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		s.On("04-27")
		s.Expect(Tech, "remind-3")
		if notes := s.Expect(Director, "digest").Notice.Letter.Digest.Notes; len(notes) != 1 || !strings.Contains(said(notes[0]), "5月6日") {
			s.Errorf("the digest does not say that he is away: %q", notes)
		}
	})
}

func TestStory_aForgeryWaitsForTheClerk(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("clerk")
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		s.Write(first, reply.Mail{From: "jishu@djzx-example.test", Text: "已完成"})
		s.Write(first, reply.Mail{From: "shouli@djzx.example", Text: "已完成"}) // a colleague's own address, not his letter
		s.Expect(Intake, "held")
		s.Stands(1, checklist.Open)
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		if todo := s.Expect(Clerk, "clerk").Notice.Letter.Clerk.Todo; len(todo) != 2 {
			s.Errorf("the clerk reads: %+v", todo)
		}
	})
}

func TestStory_onlyAJudgeJudges(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "已完成")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		digest := s.Newest(letter.KindDigest, Director)
		s.Write(digest, reply.Mail{From: "jishu@djzx.example", Text: "1 同意"}) // with the director's token
		s.Expect(Tech, "held")
		s.Stands(1, checklist.Submitted)
	})
}

func TestStory_aJointPartyThatAnsweredIsLeftAlone(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Window}, func(s *Story) {
		s.On("04-22")
		s.Expect(Intake, "assign", 1)
		s.Reply(s.Expect(Tech, "assign", 1), "已提供接口情况")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		if l := s.Expect(Intake, "remind-5").Notice.Letter.Lines[0]; len(l.Answered) != 1 || len(l.Missing) != 0 {
			s.Errorf("the lead reads: answered %v, missing %v", l.Answered, l.Missing)
		}
	})
}

func TestStory_theLeadReadsWhoIsMissing(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Window}, func(s *Story) {
		s.On("04-22")
		s.Expect(Intake, "assign", 1)
		s.Expect(Tech, "assign", 1)
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		if l := s.Expect(Intake, "remind-5").Notice.Letter.Lines[0]; len(l.Answered) != 0 || len(l.Missing) != 1 {
			s.Errorf("the lead reads: answered %v, missing %v", l.Answered, l.Missing)
		}
	})
}

func TestStory_theClerkActsByHandAndPeopleAreTold(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees, May8}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign")
		s.decide(1, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventExtended}, Day: s.Day("05-29"), Why: "经主任口头同意"})
		s.decide(2, deed(checklist.EventWaived, "已并入第3项"))
		s.decide(3, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventReassigned}, To: "业务受理部", Why: "职能调整"})
		s.Settle()
		s.Expect(Tech, "outcome", 1)
		s.Expect(Tech, "outcome", 2)
		s.Expect(Tech, "outcome", 3)
		s.Expect(Intake, "assign", 3)
		s.Stands(2, checklist.Waived)
		s.On("04-23")
		s.Expect(Intake, "remind-10", 3)
	})
}
