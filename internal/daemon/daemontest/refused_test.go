package daemontest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/reply"
	"duban/internal/words"
	"duban/notify/mailtest"
)

// bare is an answer without a status (RFC 3463), as QQ and 163 give them.
func bare(code int, words string) error { return mailtest.Refuse(code, [3]int{-1, -1, -1}, words) }

// at refuses whoever is written to at a stage of the conversation.
func at(refusedAt string, answer error) func(stage, to string) error {
	return func(stage, _ string) error {
		if stage == refusedAt {
			return answer
		}
		return nil
	}
}

// nobodyIsMarked: no address is at fault, and no letter has failed for good.
func (s *Story) nobodyIsMarked() {
	s.Helper()
	faults, err := s.Store.Faults(context.Background())
	failed, err2 := s.Store.FailedLetters(context.Background(), time.Time{}, 10)
	if err := errors.Join(err, err2); err != nil || len(faults) > 0 || len(failed) > 0 {
		s.Errorf("%s: faults %v, failed %v, %v", s.Today(), faults, failed, err)
	}
}

// tellsWhy: the queue says since when and why nothing goes.
func (s *Story) tellsWhy(cause string) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error {
		found, err := inquire.Health(ctx, o, time.Now(), time.Time{})
		if err == nil && (len(found) != 1 || words.Say(words.Chinese, found[0].Cause) != cause || !found[0].Stops() || found[0].Words.IsZero()) {
			s.Errorf("%s: health says %+v, want %s", s.Today(), found, cause)
		}
		return err
	})
}

// What a relay says to everybody is about the relay, at whatever stage and in whatever
// words: eleven people were once marked for it. Nothing is lost, nobody is marked, the
// clerk is told why, and all go when it is over.
func TestStory_aRelayThatTakesNothingLosesNothing(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answer func(stage, to string) error
		cause  string
	}{
		"QQ, 550 Connection frequency limited": {at("rcpt", bare(550, "Connection frequency limited. http://service.mail.qq.com/cgi-bin/help?subtype=1")), "发信太快，被限速"},
		"QQ, 550 Ip frequency limited":         {at("mail", bare(550, "Ip frequency limited")), "发信太快，被限速"},
		"QQ, after the letter":                 {at("data", bare(550, "Ip frequency limited")), "发信太快，被限速"},
		"QQ, the sender":                       {at("mail", bare(501, "mail from address must be same as authorization user")), "发信服务器不接受本单位的发件地址"},
		"163, 554 DT:SPM":                      {at("data", bare(554, "DT:SPM 163 smtp8,DMCowAAH0vRj 1606700000,please see http://mail.163.com/help/help_spam_16.htm")), "不论寄给谁，发信服务器的回答都一样"},
		"163, 554 MI:STC":                      {at("data", bare(554, "MI:STC 163 smtp10,C9GowED")), "超过发信服务器的当日限额"},
		"163, the sender at the recipient":     {at("rcpt", bare(553, "Mail from must equal authorized user")), "发信服务器不接受本单位的发件地址"},
		"421 too many connections":             {at("mail", bare(421, "too many connections from 192.0.2.1")), "同时的连接或一次连接里的信太多"},
		"421 come back later":                  {at("rcpt", bare(421, "Service not available")), "发信服务器暂时不收"},
		"user unknown, whoever it is":          {at("rcpt", mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")), "不论寄给谁，发信服务器的回答都一样"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			Office(t, "04-22", []Item{Code, {"完善窗口制度。", "中心主任", "4月底"}, {"清理积压档案。", "权籍调查部", "4月底"}, {"开展业务轮训。", "业务受理部", "4月底"}}, func(s *Story) {
				s.Relay.Answers(tt.answer)
				s.At("04-22", "15:00")
				s.nobodyIsMarked()
				s.tellsWhy(tt.cause)
				s.Relay.Answers(nil)
				s.At("04-22", "17:30")
				s.Expect(Tech, "assign", 1)
				s.Expect(Director, "assign", 2)
				s.discardAssign()
				s.nobodyIsMarked()
			})
		})
	}
}

// discardAssign takes the first letters that are left.
func (s *Story) discardAssign() {
	s.look()
	for _, a := range s.arrived {
		if a.Label != "assign" {
			s.Errorf("%s: %s", s.Today(), a)
		}
	}
	s.arrived = nil
}

// A letter that is too large goes as text alone, says what it leaves out, and the clerk is
// told.
func TestStory_aLetterTooLargeGoesWithoutItsAttachments(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Write(s.Expect(Tech, "assign", 1), reply.Mail{Text: "1 已完成：升级了查询功能", File: "整改报告.docx"})
		s.Expect(Tech, "receipt")
		refused := 0
		s.Relay.Answers(func(stage, _ string) error {
			if stage == "data" && refused == 0 {
				refused++
				return bare(552, "message size exceeds the limit")
			}
			return nil
		})
		s.Watch("clerk")
		s.ask(s.mailOf(Director), "", "1 情况")
		told := s.Expect(Director, "inquiry")
		if files := message.Parse(told.Raw, message.Limits{}).Attachments; len(files) > 0 || refused != 1 {
			t.Errorf("enclosed are %+v, refused %d times", files, refused)
		}
		s.shows(told, "整改报告.docx", "未随信附上", "请向督办员索取")
		s.On("04-23")
		s.shows(s.Expect(Clerk, "clerk"), "有1封信太大", "没有附件")
		s.nobodyIsMarked()
	})
}

// bounceOf is a notice that a letter of ours has not reached an address.
func bounceOf(messageID, recipient string) []byte {
	return []byte(strings.ReplaceAll("From: MAILER-DAEMON@mail.djzx.example\nTo: duban@djzx.example\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <b."+recipient+messageID[:12]+"@x.example>\n"+
		"MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.djzx.example\n\n"+
		"Final-Recipient: rfc822; "+recipient+"\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: "+messageID+"\nSubject: returned\n\n--b--\n", "\n", "\r\n"))
}

// Whoever would cut the director off sends a bounce about him. He does not know the
// director's letters; what he knows is his own.
func TestStory_aForgedBounceAboutTheDirectorMarksNobody(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		director := s.mailOf(Director)
		s.Bring("", bounceOf("<duban.K7Q4M2.1@djzx.example>", director))
		s.Bring("", bounceOf(first.Notice.MessageID, director))
		s.nobodyIsMarked()
		s.Bring("", bounceOf(first.Notice.MessageID, techMail)) // his own is believed
		faults, err := s.Store.Faults(context.Background())
		if _, marked := faults[director]; err != nil || marked || faults[techMail].Fault.IsZero() {
			t.Errorf("faults %v, %v", faults, err)
		}
	})
}

// A relay that takes nothing for a week, in words that differ from one recipient to the
// next, so that nobody sees that they mean everybody. No other letter proves it sound.
func TestStory_aRelayThatSays451ForAWeekLosesNoReceipt(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		s.Relay.Answers(func(stage, to string) error {
			if stage == "rcpt" {
				name, _, _ := strings.Cut(to, "@")
				return bare(451, "try again later, "+name)
			}
			return nil
		})
		s.At("04-30", "20:00")
		s.Reply(first, "已完成，已全部整改")
		s.At("05-07", "20:00")
		s.nobodyIsMarked()
		s.Relay.Answers(nil)
		s.At("05-08", "08:20")
		s.Expect(Tech, "receipt", 1)
		s.nobodyIsMarked()
	})
}

// One letter is refused for a week while others go: it is given up after three days. The
// clerk is told, and can send it again.
func TestStory_aLetterThatIsGivenUpIsToldAndCanBeSentAgain(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees, {"完善窗口制度。", "业务受理部", "4月底"}}, func(s *Story) {
		s.Watch("clerk")
		s.ignored = append(s.ignored, "assign", "due", "remind-1", "remind-3", "remind-5", "overdue+1")
		s.On("04-22")
		first := s.Newest(letter.KindAssign, Tech)
		s.Relay.Answers(func(stage, to string) error {
			if stage == "rcpt" && to == techMail {
				return bare(451, "try again later")
			}
			return nil
		})
		s.Reply(first, "1 已完成，已全部整改")
		s.At("04-29", "20:00")
		list, err := s.Store.FailedLetters(context.Background(), time.Time{}, 10)
		if err != nil || len(list) != 1 || list[0].Kind != letter.KindReceipt {
			t.Fatalf("given up are %+v, %v", list, err)
		}
		told := false
		s.look()
		for _, a := range s.arrived {
			told = told || a.Label == "clerk" && a.reads("封信未能发出") && a.reads("duban resend --all")
		}
		if s.arrived = nil; !told {
			t.Error("no letter tells the clerk")
		}
		s.Relay.Answers(nil)
		s.resend()
		s.Settle()
		s.Expect(Tech, "receipt")
	})
}
