package daemontest

import (
	"context"
	"strings"
	"testing"
	"time"

	"duban/internal/office"
	"duban/notify"
)

// subject is what stands over a letter.
func (s *Story) subject(a Letter) (subject string) {
	s.Helper()
	s.Act(func(_ context.Context, o *office.Office) (err error) {
		to, _ := o.Directory.Person(a.Person)
		_, subject, err = notify.Compose(a.Notice, to, o.Letterhead(), time.Now())
		return err
	})
	return subject
}

const techMail = "jishu@djzx.example"

func TestStory_anAddressThatIsAddedGetsTheFirstLetterTheSameDay(t *testing.T) {
	t.Parallel()
	Office(t, "04-01", []Item{Code}, func(s *Story) {
		s.At("04-01", "10:00")
		s.Expect(Deputy, "escalate", 1) // nobody can write to the department
		s.directory(`mail = ""`, `mail = "`+techMail+`"`)
		first := s.Expect(Tech, "assign", 1)
		if first.Notice.Letter.On != s.Day("04-01") {
			s.Errorf("written for %s", first.Notice.Letter.On)
		}
		s.On("04-16")
		s.Expect(Tech, "remind-10")
	}, `mail = "`+techMail+`"`, `mail = ""`)
}

func TestStory_whatIsDueTodayIsGivenTodayAndGraceCountsFromThen(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Fees}, func(s *Story) {
		s.At("04-22", "10:00")
		s.Expect(Tech, "assign", 1)
		s.importMore(Item{"报送总结。", "技术服务部", "4月22日"})
		first := s.Expect(Tech, "assign")
		if lines := first.Notice.Letter.Lines; len(lines) != 1 || lines[0].Late != 0 || !strings.Contains(lines[0].Content, "总结") {
			s.Errorf("%+v", lines)
		}
		s.On("04-23")
		s.Expect(Tech, "overdue+1")
		s.On("04-24")
		s.Expect(Tech, "overdue+2")
		s.Expect(Deputy, "escalate", 1)
	})
}

func TestStory_aListImportedLateIsGivenBeforeAnybodyIsAccused(t *testing.T) {
	t.Parallel()
	Office(t, "05-19", []Item{{"迎接年终检查。", "综合部", "12月底"}}, func(s *Story) {
		s.Watch("digest", "overview")
		s.At("05-20", "10:00")
		s.Expect(Clerk, "assign")
		s.importMore(Code, Item{"迎接年终检查。", "技术服务部", "12月底"})
		first := s.Expect(Tech, "assign", 1, 2)
		if slip := first.Notice.Letter.Slip; slip != nil {
			s.Errorf("a %s slip to one who was never asked", slip.Colour)
		}
		if got := s.subject(first); !strings.HasSuffix(got, "交办2项，其中1项时限已过") {
			s.Error(got)
		}
		s.On("05-22") // two workdays after the first letter
		s.Expect(Deputy, "escalate", 1)
		s.On("05-25")
		if d := s.Expect(Director, "digest").Notice.Letter.Digest; len(d.Overdue)+d.Counts.Red != 0 { // Monday's: his grace is five workdays
			s.Errorf("the director reads of %+v", d.Overdue)
		}
		s.On("05-27")
		s.Expect(Tech, "overdue+17", 1) // five workdays after the first letter
		if d := s.Expect(Director, "digest").Notice.Letter.Digest; len(d.Overdue) != 1 {
			s.Errorf("the director reads of %+v", d.Overdue)
		}
	})
}

func TestStory_aFirstLetterThatTheRelayKeptBackIsAFirstLetterStill(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code}, func(s *Story) {
		s.down(true)
		s.At("05-07", "20:00") // two workdays late, and never asked
		s.down(false)
		s.On("05-08")
		first := s.Expect(Tech, "assign", 1)
		if got := s.subject(first); !strings.HasSuffix(got, "交办1项，时限已过") {
			s.Error(got)
		}
		s.On("05-11")
		s.Expect(Tech, "overdue+5")
		s.Expect(Deputy, "escalate", 1)
	})
}

func TestStory_aFirstLetterGoesWhenTheClerkReleasesTheDay(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window}, func(s *Story) {
		s.At("04-22", "10:00")
		s.release("04-22")
		time.Sleep(beat)
		s.Expect(Tech, "assign", 1, 2)
		s.Expect(Intake, "assign", 2)
	}, "most_letters = 1000", "most_letters = 1")
}

func TestStory_aReleaseInTheEveningIsForTheNextWorkday(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window}, func(s *Story) {
		s.At("04-22", "19:00")
		s.release("04-22")
		s.On("04-23")
		s.Expect(Tech, "assign", 1, 2)
		s.Expect(Intake, "assign", 2)
	}, "most_letters = 1000", "most_letters = 1")
}

func TestStory_aNewMailboxIsGivenAllThatIsOwedAndTheOldOneIsToldSo(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.On("04-23")
		s.Expect(Tech, "assign", 1, 2)
		s.Expect(Tech, "remind-5", 1)
		s.At("04-24", "10:00")
		s.directory(`mail = "`+techMail+`"`, `mail = "jsfwb@djzx.example"`)
		if first := s.Expect(Tech, "assign", 1, 2); first.Notice.Address != "jsfwb@djzx.example" {
			s.Errorf("given to %s", first.Notice.Address)
		}
		if old := s.Expect(Tech, "outcome"); old.Notice.Address != techMail || !strings.Contains(s.subject(old), "已转由") {
			s.Errorf("%s is told: %s", old.Notice.Address, s.subject(old))
		}
		s.On("04-27")
		s.Expect(Tech, "remind-3", 1)
	})
}

func TestStory_aNewHolderIsGivenAllThatIsOwed(t *testing.T) {
	t.Parallel()
	holder := func(name string) string { return "holder = \"" + name + "\"\nmail = \"" + techMail + "\"" }
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign", 1)
		s.At("05-06", "10:00")
		for _, step := range []string{"remind-5", "remind-3", "remind-1", "due", "overdue+1"} {
			s.Expect(Tech, step)
		}
		s.directory(holder("张三"), holder("李四"))
		s.Expect(Tech, "assign", 1)
		s.On("05-07") // two workdays late, and new: nobody above hears yet
		s.Expect(Tech, "overdue+2")
		s.On("05-08")
		s.Expect(Tech, "overdue+3")
		s.Expect(Deputy, "escalate", 1)
	}, `mail = "`+techMail+`"`, holder("张三"))
}

func TestStory_whoBouncedIsGivenItAllAgainWhenHisAddressIsMended(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.bounces(techMail)
		s.On("04-23")
		s.Expect(Deputy, "escalate", 1)
		s.At("05-12", "10:00") // nobody was ever asked, and the deadline has passed
		s.directory(`mail = "`+techMail+`"`, `mail = "jsfwb@djzx.example"`)
		s.Expect(Tech, "assign", 1)
		s.On("05-19")
		s.Expect(Tech, "overdue+11")
	})
}
