package daemontest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
	"duban/inbox/message"
	"duban/internal/office"
	"duban/internal/reply"
)

// ask brings a mail that answers no letter.
func (s *Story) ask(from, subject, text string) {
	s.Helper()
	s.Write(Letter{}, reply.Mail{From: from, Subject: subject, Text: text})
}

// mailOf is where a person of the shipped directory reads.
func (s *Story) mailOf(person string) (mail string) {
	s.Helper()
	s.Act(func(_ context.Context, o *office.Office) error {
		p, _ := o.Directory.Person(person)
		mail = p.Mail
		return nil
	})
	return mail
}

func TestStory_whoeverIsKnownMayAsk(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees, Window}, func(s *Story) {
		s.On("04-22")
		s.Write(s.Expect(Tech, "assign"), reply.Mail{Text: "1 已完成：升级了查询功能", File: "整改报告.docx"})
		s.Expect(Tech, "receipt")
		s.Expect(Intake, "assign")
		tech, director := s.mailOf(Tech), s.mailOf(Director)

		s.ask(tech, "请教", "您好！\n清单\n谢谢")
		list := s.Expect(Tech, "inquiry")
		s.shows(list, "您有2项未办结", "3　严格落实一窗受理", "请配合", "2　推动税费一次收缴", "时限：4月30日（周四）", "已报，等候审定")
		s.ask(tech, "清单", "")
		s.Expect(Tech, "inquiry")
		s.ask(tech, "", "3 情况\n1情况\n99 情况")
		answer := s.Expect(Tech, "inquiry")
		s.shows(answer, "第3项", "业务受理部", "报办结：“已完成：升级了查询功能”", "第99项不由您负责")
		s.hides(answer, "佐证材料")
		s.ask(s.mailOf(Intake), "", "1情况") // another department's
		answer = s.Expect(Intake, "inquiry")
		s.shows(answer, "第1项不由您负责")
		s.hides(answer, "升级了查询功能", "一码通", "技术服务部")
		s.ask(s.mailOf(Deputy), "", "1情况") // above it
		answer = s.Expect(Deputy, "inquiry")
		s.shows(answer, "升级了查询功能")
		s.hides(answer, "佐证材料")

		s.ask(director, "", "1 情况")
		told := s.Expect(Director, "inquiry")
		s.shows(told, "升级了查询功能", "佐证材料1件", "整改报告.docx")
		files := message.Parse(told.Raw, message.Limits{}).Attachments
		if len(files) != 1 || files[0].Name != "整改报告.docx" || files[0].SHA256 != told.Notice.Letter.Inquiry.Files[0].SHA256 {
			t.Errorf("enclosed are %+v", files)
		}
		s.Reply(told, "1 同意\n3 情况") // what it shows can be judged, and the next asked
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.shows(s.Expect(Director, "inquiry"), "第3项", "业务受理部")
		s.Stands(1, checklist.Accepted)

		s.Reply(list, "2 进展：正在联调")
		s.Expect(Tech, "receipt")
		s.ask(s.mailOf(Clerk), "状态", "")
		s.shows(s.Expect(Clerk, "inquiry"), "今日已发", "牵头责任")
	})
}

func TestStory_askingIsBoundedAndNobodyElsesToUseUp(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign")
		tech := s.mailOf(Tech)
		s.Unexamined = true // somebody writes in his name
		for i := range 8 {
			s.ask(tech, fmt.Sprint(i), "清单")
			if i < 5 {
				a := s.Expect(Tech, "inquiry")
				if a.Notice.Address != tech || (i == 4) != strings.Contains(a.Text(), "今日已答复5次查询") {
					t.Errorf("question %d: %s", i+1, a.Text())
				}
			}
		}
		s.Quiet()
		s.Unexamined = false
		s.ask(tech, "", "清单")
		s.Expect(Tech, "inquiry")
		for range 3 { // programs get nothing
			s.Write(Letter{}, reply.Mail{From: tech, Subject: "自动回复：清单", Text: "清单", Auto: true})
		}
		s.ask("stranger@elsewhere.example", "", "清单")
		s.ask(tech, "清单", "整改清单见附件，请查收。")
		s.Expect(Tech, "held")
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		s.ask(tech, "", "清单") // another day
		s.Expect(Tech, "inquiry")
		s.Stands(1, checklist.Open)
	})
}
