package daemontest

import (
	"context"
	"testing"
	"time"

	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/reply"
	"duban/internal/words"
	"duban/notify/mailtest"
)

// refuseTech lets the relay know no mailbox of 技术服务部.
func (s *Story) refuseTech() {
	s.Relay.Answers(func(stage, to string) error {
		if stage == "rcpt" && to == techMail {
			return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
		}
		return nil
	})
}

// An address that was marked is alive again when the clerk says so, when a mail comes from
// it, and when a probe is taken and does not come back within a day. What was held goes on
// that day.
func TestStory_aMarkedAddressIsRevived(t *testing.T) {
	t.Parallel()
	for name, revive := range map[string]func(s *Story){
		"by the clerk": func(s *Story) {
			s.revive("技术服务部")
			time.Sleep(beat)
		},
		"by the clerk, who resends too": func(s *Story) {
			if anew := s.resend(); anew != 1 {
				s.Errorf("%d anew", anew)
			}
			s.revive("技术服务部")
			time.Sleep(beat)
		},
		"by his mail": func(s *Story) {
			s.Write(Letter{}, reply.Mail{From: techMail, Subject: "邮箱已修好", Text: "邮箱已修好，请照常来信。"})
			time.Sleep(beat)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			Office(t, "04-22", []Item{Code}, func(s *Story) {
				s.refuseTech()
				s.On("04-23")
				s.Expect(Deputy, "escalate", 1)
				s.Relay.Answers(nil)
				s.At("04-24", "10:00")
				s.ignored = append(s.ignored, "held")
				revive(s)
				s.Expect(Tech, "assign", 1)
				if faults, err := s.Store.Faults(context.Background()); err != nil || len(faults) > 0 {
					t.Errorf("faults %v, %v", faults, err)
				}
			})
		})
	}
}

func TestStory_aProbeThatStaysAwayRevivesItsAddress(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.refuseTech()
		s.On("04-23")
		s.Expect(Deputy, "escalate", 1)
		s.Relay.Answers(nil)
		s.On("04-28")
		s.On("04-29")
		s.Expect(Tech, "assign", 1) // a week later, as a probe
		if faults, _ := s.Store.Faults(context.Background()); len(faults) != 1 {
			t.Errorf("revived by a letter that may come back yet: %v", faults)
		}
		s.On("04-30")
		s.Expect(Tech, "due", 1)
		if faults, err := s.Store.Faults(context.Background()); err != nil || len(faults) > 0 {
			t.Errorf("faults %v, %v", faults, err)
		}
	})
}

// A relay that knows our sender no more fails no letter and marks nobody: all wait, the
// reason is told, and all go when it is mended.
func TestStory_aTypoInTheSenderLosesNothing(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Relay.Answers(func(stage, _ string) error {
			if stage == "mail" {
				return mailtest.Refuse(553, [3]int{-1, -1, -1}, "Mail from must equal authorized user")
			}
			return nil
		})
		s.At("04-22", "11:00")
		s.Act(func(ctx context.Context, o *office.Office) error {
			found, err := inquire.Health(ctx, o, time.Now(), time.Time{})
			if err == nil && (len(found) != 1 || words.Say(words.Chinese, found[0].Cause) != "发信服务器不接受本单位的发件地址" || found[0].Words.IsZero()) {
				t.Errorf("health says %+v", found)
			}
			return err
		})
		s.Relay.Answers(nil)
		s.At("04-22", "15:00")
		s.Expect(Tech, "assign", 1)
	})
}
