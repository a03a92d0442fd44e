package main

import (
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/notify/mailtest"
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
		s.Gets(director, "digest") // the last workday
		s.On("05-05")              // 五一: nobody is written to
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
		s.On("04-24") // the clerk is reminded daily, the supervisor is not told twice
		s.Gets(clerk, "clerk")
		s.stop()
		s.write("config.toml", strings.Replace(s.read("config.toml"), "jishu@djzx.example", "jishubu@djzx.example", 1))
		s.start()
		s.On("04-27")
		s.Gets(tech, "remind-3")
	})
}

func TestStory_aBounceThatComesLaterCountsLikeARefusal(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.Hears("clerk")
		s.On("04-22")
		first := s.Gets(tech, "assign")
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

Message-ID: `+first.notice.MessageID+`
Subject: returned

--b--
`, "\n", "\r\n")
		s.Bring("", []byte(bounce))
		s.On("04-23")
		if todo := s.Gets(clerk, "clerk").notice.Letter.Clerk.Todo; len(todo) == 0 || !strings.Contains(todo[0].What, tech) {
			s.Errorf("the clerk reads: %+v", todo)
		}
		s.Gets(deputy, "escalate", 1)
	})
}

func TestStory_theDirectorHearsDailyOnlyWhileItIsRed(t *testing.T) {
	t.Parallel()
	tell(t, "04-29", []row{code, fees}, func(s *story) {
		s.On("04-29")
		s.Gets(tech, "assign")
		s.On("04-30")
		s.Gets(tech, "due", 1)
		s.Hears("digest")
		s.On("05-06")
		s.Gets(tech, "overdue+1")
		s.Gets(director, "digest")
		s.Reply(s.Newest(checklist.LetterRemind, tech), "1 已完成：功能已升级")
		s.Gets(tech, "receipt")
		s.On("05-07")
		s.Reply(s.Gets(director, "digest"), "1 同意")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome")
		s.On("05-09") // Friday and the Saturday on which people work are calm
		s.On("05-11")
		s.Gets(director, "digest") // Monday's
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
		s.On("04-24")
		s.Gets(director, "digest") // how it ended
		s.On("05-12")              // two Mondays and the deadline have passed
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

func TestStory_whilePausedNothingGoesAndNothingIsLost(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.On("04-22")
		first := s.Gets(tech, "assign")
		s.duban("pause", "--why", "邮件服务器检修")
		s.On("04-23")
		s.Reply(first, "收到") // receiving goes on
		s.quiet()
		if got := s.duban("status"); !strings.Contains(got, "邮件服务器检修") {
			s.Errorf("the standing:\n%s", got)
		}
		s.duban("resume")
		time.Sleep(2 * time.Minute)
		s.Gets(tech, "remind-5")
		s.Gets(tech, "receipt")
	})
}

func TestStory_aDepartmentStruckFromTheDirectoryIsReportedToTheClerk(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{window}, func(s *story) {
		s.Hears("clerk")
		s.On("04-22")
		s.Gets(intake, "assign")
		s.Gets(tech, "assign")
		s.stop()
		conf := s.read("config.toml")
		at := strings.Index(conf, "[[directory.department]]\nname = \"技术服务部\"")
		end := at + strings.Index(conf[at:], "\n\n")
		s.write("config.toml", conf[:at]+conf[end:])
		s.start()
		time.Sleep(time.Minute)
		if todo := s.Gets(clerk, "clerk").notice.Letter.Clerk.Todo; !strings.Contains(todo[0].What, "通讯录里没有“技术服务部”，第1项无人收信") {
			s.Errorf("the clerk reads: %+v", todo)
		}
	})
}
