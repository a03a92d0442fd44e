package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/checklist"
	"duban/notify/mailtest"
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

func TestStory_silenceReachesTheDirector(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.Hears("digest")
		s.On("04-22")
		s.Gets(tech, "assign", 1)
		s.On("04-23")
		s.Gets(tech, "remind-5")
		s.On("04-27")
		s.Gets(tech, "remind-3")
		s.Gets(director, "digest") // Monday's
		s.On("04-29")
		s.Gets(tech, "remind-1")
		s.On("04-30")
		s.Gets(tech, "due")
		s.On("05-05") // 五一: nobody is written to
		s.On("05-06")
		s.Gets(tech, "overdue+1")
		s.Gets(director, "digest")
		s.On("05-07")
		s.Gets(tech, "overdue+2")
		s.Gets(deputy, "escalate", 1)
		s.Gets(director, "digest")
		s.On("05-08")
		s.Gets(tech, "overdue+3")
		s.Gets(director, "digest")
		s.On("05-09") // a Saturday on which people work
		s.Gets(tech, "overdue+4")
		s.Gets(director, "digest")
		s.On("05-11")
		s.Gets(tech, "overdue+5")
		d := s.Gets(director, "digest").notice.Letter.Digest
		if got := d.Overdue[0]; got.Party != "技术服务部" || got.Late != 5 || len(got.Told) != 1 || got.LastWord != "" {
			s.Errorf("the director reads: %+v", got)
		}
	})
}

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
		s.Write(first, answerMail{text: "已完成，材料见附件", file: "材料.txt"})
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
		s.Write(first, answerMail{subject: "自动回复: " + first.notice.Token.Tag(), text: "您好，我外出学习至5月6日。已完成的工作请联系同事。", auto: true})
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

func TestStory_aDeadAddressClimbsAndTheClerkMendsIt(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.Hears("clerk")
		s.sink.Answer = func(stage, to string) error {
			if stage == "rcpt" && to == "jishu@djzx.example" {
				return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
			}
			return nil
		}
		s.On("04-22")
		s.On("04-23") // the second letter would only come back too
		news := s.Gets(clerk, "clerk").notice.Letter.Clerk.Todo[0]
		if !strings.Contains(news.What, tech) {
			s.Errorf("the clerk reads: %+v", news)
		}
		if up := s.Gets(deputy, "escalate"); !strings.Contains(up.notice.Letter.Lines[0].Fault, "邮箱") {
			s.Errorf("the supervisor reads: %+v", up.notice.Letter.Lines)
		}
	})
}

func TestStory_aForgeryWaitsForTheClerk(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.Hears("clerk")
		s.On("04-22")
		first := s.Gets(tech, "assign")
		s.Write(first, answerMail{from: "jishu@djzx-example.test", text: "已完成"})
		s.Write(first, answerMail{from: "shouli@djzx.example", text: "已完成"}) // a colleague's own address, not his letter
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
		s.Write(digest, answerMail{from: "jishu@djzx.example", text: "1 同意"}) // with the director's token
		s.Gets(tech, "held")
		s.Stands(1, checklist.Submitted)
	})
}

func TestStory_aMissedWeekIsCaughtUpByTheNewestStepOnly(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.On("04-22")
		s.Gets(tech, "assign")
		s.stop()
		time.Sleep(7*24*time.Hour - 8*time.Hour) // until the morning of 04-29, 08:00
		s.start()
		s.On("04-29")
		s.Gets(tech, "remind-1", 1)
	})
}

func TestStory_aRelayThatIsDownDelaysAndDoublesNothing(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		down := true
		s.sink.Answer = func(string, string) error {
			if down {
				return mailtest.Refuse(451, [3]int{4, 3, 0}, "try again later")
			}
			return nil
		}
		s.On("04-22")
		down = false
		s.On("04-23")
		s.Gets(tech, "assign")
		s.Gets(tech, "remind-5")
	})
}

func TestStory_aConnectionLostAfterDataRepeatsTheSameLetter(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		dropped := false
		s.sink.Answer = func(stage, _ string) error {
			if stage == "data" && !dropped {
				dropped = true
				return mailtest.ErrDrop
			}
			return nil
		}
		s.On("04-22")
		once, again := s.Gets(tech, "assign"), s.Gets(tech, "assign")
		if string(once.raw) != string(again.raw) {
			s.Error("the repeat is another letter")
		}
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

func TestStory_allOwedIsOneLetterADay(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, window, fees}, func(s *story) {
		s.On("04-22")
		s.Gets(tech, "assign", 1, 2, 3)
		s.Gets(intake, "assign", 2)
		s.On("04-23")
		if got := len(s.Gets(tech, "remind-5").notice.Letter.Lines); got != 3 {
			s.Errorf("%d lines, want all that is owed", got)
		}
		s.Gets(intake, "remind-5")
	})
}

func TestStory_nobodyIsAccusedWhileTheMailboxIsUnread(t *testing.T) {
	t.Parallel()
	tell(t, "04-27", []row{code}, func(s *story) {
		s.On("04-27")
		s.Gets(tech, "assign")
		s.On("04-29")
		s.Gets(tech, "remind-1")
		if err := s.store.SourceOK(s.Context(), time.Now(), "督办信箱"); err != nil { // and never again
			s.Fatal(err)
		}
		s.On("04-30")
		s.Gets(tech, "due")
		s.On("05-06")
		s.Gets(tech, "overdue+1")
		s.On("05-07") // two workdays late, and the supervisor hears nothing
		s.Gets(tech, "overdue+2")
		if todo := s.Newest(checklist.LetterClerk, clerk).notice.Letter.Clerk.Todo; len(todo) == 0 || !strings.Contains(todo[0].What, "提级暂缓") {
			s.Errorf("the clerk reads: %+v", todo)
		}
		if err := s.store.SourceOK(s.Context(), time.Now(), "督办信箱"); err != nil {
			s.Fatal(err)
		}
		s.On("05-08") // read again, and still no word
		s.Gets(tech, "overdue+3")
		s.Gets(deputy, "escalate", 1)
	}, `listen = "127.0.0.1:2424"`, `listen = ""`)
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

func TestStory_whenAllIsStruckOffThereIsQuiet(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.Hears("digest", "clerk")
		s.On("04-22")
		s.Reply(s.Gets(tech, "assign"), "已完成：功能已升级")
		s.Gets(tech, "receipt")
		s.On("04-23")
		s.Reply(s.Gets(director, "digest"), "全部同意")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome")
		s.On("05-12") // two Mondays and the deadline have passed
		if got := s.duban("status"); !strings.Contains(got, "已销号1") {
			s.Errorf("the standing:\n%s", got)
		}
	})
}

func TestStory_aCalmListIsReportedWeekly(t *testing.T) {
	t.Parallel()
	tell(t, "04-08", []row{fees}, func(s *story) {
		s.Hears("digest", "clerk")
		s.On("04-08")
		s.Gets(tech, "assign")
		s.On("04-13") // Mondays
		s.Gets(director, "digest")
		s.On("04-20")
		s.Gets(director, "digest")
		s.On("04-26")
	})
}
