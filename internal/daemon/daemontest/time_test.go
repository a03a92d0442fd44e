package daemontest

import (
	"strings"
	"testing"
	"time"

	"duban/checklist/letter"
	"duban/notify/mailtest"
)

func TestStory_silenceReachesTheDirector(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("digest")
		s.On("04-22")
		s.Expect(Tech, "assign", 1)
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		s.On("04-27")
		s.Expect(Tech, "remind-3")
		s.Expect(Director, "digest") // Monday's
		s.On("04-29")
		s.Expect(Tech, "remind-1")
		s.On("04-30")
		s.Expect(Tech, "due")
		s.Expect(Director, "digest") // the last workday
		s.On("05-05")                // 五一: nobody is written to
		s.On("05-06")
		s.Expect(Tech, "overdue+1")
		s.Expect(Director, "digest")
		s.On("05-07")
		s.Expect(Tech, "overdue+2")
		s.Expect(Deputy, "escalate", 1)
		s.On("05-08")
		s.Expect(Tech, "overdue+3") // nothing that the director has not read
		s.On("05-11")
		s.Expect(Tech, "overdue+5")
		d := s.Expect(Director, "digest").Notice.Letter.Digest
		if got := d.Overdue[0]; got.Party != "技术服务部" || got.Late != 5 || len(got.Told) != 1 || got.LastWord != "" {
			s.Errorf("the director reads: %+v", got)
		}
	})
}

func TestStory_aDeadAddressClimbsAndTheClerkMendsIt(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("clerk")
		s.Relay.Answers(func(stage, to string) error {
			if stage == "rcpt" && to == "jishu@djzx.example" {
				return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
			}
			return nil
		})
		s.On("04-22")
		s.On("04-23") // the second letter would only come back too
		news := s.Expect(Clerk, "clerk").Notice.Letter.Clerk.Todo[0]
		if !strings.Contains(said(news.What), Tech) {
			s.Errorf("the clerk reads: %+v", news)
		}
		if up := s.Expect(Deputy, "escalate"); up.Notice.Letter.Lines[0].Fault.Code != "the mailbox bounces" {
			s.Errorf("the supervisor reads: %+v", up.Notice.Letter.Lines)
		}
		s.On("04-24") // neither is told twice
		s.configure(strings.NewReplacer(techMail, "jishubu@djzx.example").Replace)
		time.Sleep(time.Minute)
		s.Expect(Tech, "assign", 1) // at once: it is still within the hours
		s.On("04-27")
		s.Expect(Tech, "remind-3")
	})
}

func TestStory_aBounceThatComesLaterCountsLikeARefusal(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("clerk")
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		bounce := strings.ReplaceAll(`From: MAILER-DAEMON@mail.djzx.example
To: duban@djzx.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce.1@mail.djzx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.djzx.example

Final-Recipient: rfc822; jishu@djzx.example
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

Message-ID: `+first.Notice.MessageID+`
Subject: returned

--b--
`, "\n", "\r\n")
		s.Bring("", []byte(bounce))
		s.On("04-23")
		if todo := s.Expect(Clerk, "clerk").Notice.Letter.Clerk.Todo; len(todo) == 0 || !strings.Contains(said(todo[0].What), Tech) {
			s.Errorf("the clerk reads: %+v", todo)
		}
		s.Expect(Deputy, "escalate", 1)
	})
}

func TestStory_theDirectorHearsDailyOnlyWhileItIsRed(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code, Fees}, func(s *Story) {
		s.On("04-29")
		s.Expect(Tech, "assign")
		s.On("04-30")
		s.Expect(Tech, "due", 1)
		s.Watch("digest")
		s.On("05-06")
		s.Expect(Tech, "overdue+1")
		s.Expect(Director, "digest")
		s.Reply(s.Newest(letter.KindRemind, Tech), "1 已完成：功能已升级")
		s.Expect(Tech, "receipt")
		s.On("05-07")
		s.Reply(s.Expect(Director, "digest"), "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.On("05-12") // calm, until five workdays have passed
		s.On("05-13")
		s.Expect(Director, "digest") // the week's
	})
}

func TestStory_aMissedWeekIsCaughtUpByTheNewestStepOnly(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign")
		s.Stop()
		time.Sleep(7*24*time.Hour - 8*time.Hour) // until the morning of 04-29, 08:00
		s.Start()
		s.On("04-29")
		s.Expect(Tech, "remind-1", 1)
	})
}

func TestStory_aRelayThatIsDownDelaysAndDoublesNothing(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.down(true)
		s.At("04-23", "10:00") // the next day is planned, too
		s.down(false)
		s.On("04-23")
		s.Expect(Tech, "assign") // and with it the day's reminder, which says no more
		s.On("04-27")
		s.Expect(Tech, "remind-3")
	})
}

func TestStory_aConnectionLostAfterDataRepeatsTheSameLetter(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		dropped := false
		s.Relay.Answers(func(stage, _ string) error {
			if stage == "data" && !dropped {
				dropped = true
				return mailtest.ErrDrop
			}
			return nil
		})
		s.On("04-22")
		once, again := s.Expect(Tech, "assign"), s.Expect(Tech, "assign")
		if string(once.Raw) != string(again.Raw) {
			s.Error("the repeat is another letter")
		}
	})
}

func TestStory_allOwedIsOneLetterADay(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window, Fees}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign", 1, 2, 3)
		s.Expect(Intake, "assign", 2)
		s.On("04-23")
		if got := len(s.Expect(Tech, "remind-5").Notice.Letter.Lines); got != 3 {
			s.Errorf("%d lines, want all that is owed", got)
		}
		s.Expect(Intake, "remind-5")
	})
}

func TestStory_nobodyIsAccusedWhileTheMailboxIsUnread(t *testing.T) {
	t.Parallel()
	Office(t, "04-27", []Item{Code}, func(s *Story) {
		s.On("04-27")
		s.Expect(Tech, "assign")
		s.On("04-29")
		s.Expect(Tech, "remind-1")
		s.mailboxRead() // and never again
		s.On("04-30")
		s.Expect(Tech, "due")
		s.Workdays(1) // the 6th of May: before it are days off
		s.Expect(Tech, "overdue+1")
		s.Workdays(1) // two workdays late, and the supervisor hears nothing
		s.Expect(Tech, "overdue+2")
		if todo := s.Newest(letter.KindClerk, Clerk).Notice.Letter.Clerk.Todo; len(todo) == 0 || !strings.Contains(said(todo[0].What), "提级暂缓") {
			s.Errorf("the clerk reads: %+v", todo)
		}
		s.mailboxRead()
		s.On("05-08") // read again, and still no word
		s.Expect(Tech, "overdue+3")
		s.Expect(Deputy, "escalate", 1)
	}, `listen = "127.0.0.1:2424"`, `listen = ""`)
}

func TestStory_whenAllIsStruckOffThereIsQuiet(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("digest", "clerk")
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "已完成：功能已升级")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Reply(s.Expect(Director, "digest"), "全部同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.On("04-24")
		s.Expect(Director, "digest") // how it ended
		s.On("05-12")                // two Mondays and the deadline have passed
		if got := s.standing(); got.Counts.Accepted != 1 {
			s.Errorf("the standing: %+v", got)
		}
	})
}

func TestStory_aCalmListIsReportedWeekly(t *testing.T) {
	t.Parallel()
	Office(t, "04-08", []Item{Fees}, func(s *Story) {
		s.Watch("digest", "clerk")
		s.On("04-08")
		s.Expect(Tech, "assign")
		s.On("04-13") // Mondays
		s.Expect(Director, "digest")
		s.On("04-20")
		s.Expect(Director, "digest")
		s.On("04-26")
	})
}

func TestStory_whilePausedNothingGoesAndNothingIsLost(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		s.pause("邮件服务器检修")
		s.On("04-23")
		s.Reply(first, "收到") // receiving goes on
		s.Quiet()
		if got := s.standing(); got.Paused == nil || got.Paused.Why != "邮件服务器检修" {
			s.Errorf("the standing: %+v", got)
		}
		s.resume()
		s.Settle()
		s.Expect(Tech, "remind-5")
		s.Expect(Tech, "receipt")
	})
}

func TestStory_aDepartmentStruckFromTheDirectoryIsReportedToTheClerk(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Window}, func(s *Story) {
		s.Watch("clerk")
		s.On("04-22")
		s.Expect(Intake, "assign")
		s.Expect(Tech, "assign")
		s.configure(withoutTech)
		time.Sleep(time.Minute)
		if todo := s.Expect(Clerk, "clerk").Notice.Letter.Clerk.Todo; !strings.Contains(said(todo[0].What), "通讯录里没有“技术服务部”，第1项无人收信") {
			s.Errorf("the clerk reads: %+v", todo)
		}
	})
}
