package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/checklist"
	"duban/internal/reply"
)

const (
	tech     = "技术服务部负责人"
	intake   = "业务受理部负责人"
	deputy   = "分管副主任"
	director = "中心主任"
	clerk    = "综合部负责人"
)

var (
	code   = row{"严格落实“一码通”。", "技术服务部", "4月底"}
	fees   = row{"推动税费一次收缴。", "技术服务部", "5月底"}
	window = row{"严格落实一窗受理、并行办理。", "业务受理部会同技术服务部", "4月底"}
	may8   = row{"推进系统对接。", "技术服务部", "5月11日"}
)

func TestStory_anAnswerIsFiledAndNoLongerReminded(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, fees}, func(s *story) {
		s.On("04-22")
		first := s.Gets(tech, "assign", 1, 2)
		s.Reply(first, "1 已完成：采取措施：升级查询功能；成效：进度实时可查。")
		s.Gets(tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("04-23") // due in five workdays, and nobody is reminded of it
		s.Reply(s.Newest(checklist.LetterDigest, director), "同意")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
		s.Stands(2, checklist.Open)
		s.On("05-12")
	})
}

func TestStory_whatIsReturnedIsRemindedAnew(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.On("04-22")
		s.Reply(s.Gets(tech, "assign"), "已完成，见附件")
		s.Gets(tech, "receipt")
		s.On("04-24")
		s.Reply(s.Newest(checklist.LetterDigest, director), "1 退回：材料不足，请补充会商记录")
		s.Gets(director, "transcript")
		back := s.Gets(tech, "outcome", 1)
		s.Stands(1, checklist.Open)
		s.On("04-27")
		s.Gets(tech, "remind-3")
		s.Reply(back, "已完成，补充会商记录如附件")
		s.Gets(tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("05-06")
	})
}

func TestStory_aGrantedExtensionMovesTheLadder(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.On("04-22")
		s.Reply(s.Gets(tech, "assign"), "申请延期到5月20日，因须等省厅接口")
		s.Gets(tech, "receipt")
		s.On("04-23")
		s.Gets(tech, "remind-5") // asked is not granted
		s.Reply(s.Newest(checklist.LetterDigest, director), "1 同意延期")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome")
		s.On("05-05") // the old deadline passes in silence
		s.On("05-07")
		s.Gets(tech, "remind-10")
		s.On("05-13")
		s.Gets(tech, "remind-5")
	})
}

func TestStory_aRefusedExtensionChangesNothing(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.On("04-22")
		s.Reply(s.Gets(tech, "assign"), "申请延期到5月20日，因人手紧")
		s.Gets(tech, "receipt")
		s.On("04-23")
		s.Gets(tech, "remind-5")
		s.Reply(s.Newest(checklist.LetterDigest, director), "1 不同意延期")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome")
		s.On("04-27")
		s.Gets(tech, "remind-3")
	})
}

func TestStory_severalItemsInOneReply(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, fees, may8}, func(s *story) {
		s.On("04-22")
		s.Reply(s.Gets(tech, "assign", 1, 2, 3), "1 已完成：功能已升级\n2 申请延期到6月10日，因设备未到\n3 收到")
		s.Gets(tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.Stands(3, checklist.Open)
		s.On("04-23")
		s.Gets(tech, "remind-10", 3)
		d := s.Newest(checklist.LetterDigest, director).notice.Letter.Digest
		if len(d.Review) != 1 || len(d.Asked) != 1 {
			s.Errorf("%d to review, %d asked", len(d.Review), len(d.Asked))
		}
	})
}

func TestStory_aReplyWithoutNumberIsAskedOnce(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, fees}, func(s *story) {
		s.On("04-22")
		first := s.Gets(tech, "assign")
		s.Write(first, reply.Mail{Text: "已完成，材料见附件", File: "材料.txt"})
		question := s.Gets(tech, "question")
		s.Stands(1, checklist.Open)
		s.Reply(question, "1")
		receipt := s.Gets(tech, "receipt")
		s.Stands(1, checklist.Submitted)
		if files := receipt.notice.Letter.Receipt.Files; len(files) != 1 || files[0].Name != "材料.txt" {
			s.Errorf("the first mail's attachment is lost: %+v", files)
		}
	})
}

func TestStory_seenIsNotDone(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.On("04-22")
		s.Reply(s.Gets(tech, "assign"), "收到，谢谢。")
		s.Gets(tech, "receipt")
		s.On("04-23")
		s.Gets(tech, "remind-5")
	})
}

func TestStory_robotsChangeNothingAndAreNotAnswered(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.Hears("digest")
		s.On("04-22")
		first := s.Gets(tech, "assign")
		s.Write(first, reply.Mail{Subject: "自动回复: " + first.notice.Token.Tag(), Text: "您好，我外出学习至5月6日。已完成的工作请联系同事。", Auto: true})
		s.Stands(1, checklist.Open)
		s.On("04-23")
		s.Gets(tech, "remind-5")
		s.On("04-27")
		s.Gets(tech, "remind-3")
		if notes := s.Gets(director, "digest").notice.Letter.Digest.Notes; len(notes) != 1 || !strings.Contains(notes[0], "5月6日") {
			s.Errorf("the digest does not say that he is away: %q", notes)
		}
	})
}

func TestStory_aForgeryWaitsForTheClerk(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.Hears("clerk")
		s.On("04-22")
		first := s.Gets(tech, "assign")
		s.Write(first, reply.Mail{From: "jishu@djzx-example.test", Text: "已完成"})
		s.Write(first, reply.Mail{From: "shouli@djzx.example", Text: "已完成"}) // a colleague's own address, not his letter
		s.Gets(intake, "held")
		s.Stands(1, checklist.Open)
		s.On("04-23")
		s.Gets(tech, "remind-5")
		if todo := s.Gets(clerk, "clerk").notice.Letter.Clerk.Todo; len(todo) != 2 {
			s.Errorf("the clerk reads: %+v", todo)
		}
	})
}

func TestStory_onlyAJudgeJudges(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.On("04-22")
		s.Reply(s.Gets(tech, "assign"), "已完成")
		s.Gets(tech, "receipt")
		s.On("04-23")
		digest := s.Newest(checklist.LetterDigest, director)
		s.Write(digest, reply.Mail{From: "jishu@djzx.example", Text: "1 同意"}) // with the director's token
		s.Gets(tech, "held")
		s.Stands(1, checklist.Submitted)
	})
}

func TestStory_aJointPartyThatAnsweredIsLeftAlone(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{window}, func(s *story) {
		s.On("04-22")
		s.Gets(intake, "assign", 1)
		s.Reply(s.Gets(tech, "assign", 1), "已提供接口情况")
		s.Gets(tech, "receipt")
		s.On("04-23")
		if l := s.Gets(intake, "remind-5").notice.Letter.Lines[0]; len(l.Answered) != 1 || len(l.Missing) != 0 {
			s.Errorf("the lead reads: answered %v, missing %v", l.Answered, l.Missing)
		}
	})
}

func TestStory_theLeadReadsWhoIsMissing(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{window}, func(s *story) {
		s.On("04-22")
		s.Gets(intake, "assign", 1)
		s.Gets(tech, "assign", 1)
		s.On("04-23")
		s.Gets(tech, "remind-5")
		if l := s.Gets(intake, "remind-5").notice.Letter.Lines[0]; len(l.Answered) != 0 || len(l.Missing) != 1 {
			s.Errorf("the lead reads: answered %v, missing %v", l.Answered, l.Missing)
		}
	})
}

func TestStory_theClerkActsByHandAndPeopleAreTold(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, fees, may8}, func(s *story) {
		s.On("04-22")
		s.Gets(tech, "assign")
		s.duban("extend", "1", "--to", "2026-05-29", "--why", "经主任口头同意")
		s.duban("waive", "2", "--why", "已并入第3项")
		s.duban("reassign", "3", "--to", "业务受理部", "--why", "职能调整")
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		s.Gets(tech, "outcome", 1)
		s.Gets(tech, "outcome", 2)
		s.Gets(tech, "outcome", 3)
		s.Gets(intake, "assign", 3)
		s.Stands(2, checklist.Waived)
		s.On("04-23")
		s.Gets(intake, "remind-10", 3)
	})
}
