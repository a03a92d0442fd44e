package daemontest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/fulltest"
	"duban/internal/office"
	"duban/internal/office/decide"
	"duban/internal/office/inquire"
)

// What simulate says of some weeks is what the daemon does in them, whatever the list.
func TestSimulate_saysWhatTheDaemonDoes(t *testing.T) {
	t.Parallel()
	for _, seed := range fulltest.Sample([]uint64{0, 1, 2}, 1) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 7))
			first := checklist.Date(2026, 3, 2) + checklist.Day(random.IntN(60))
			Office(t, first.String()[5:], anyList(random, first), func(s *Story) {
				lived := 3 + random.IntN(6)
				s.live(first, lived)
				last := first + 34
				want := s.simulated(last)
				if len(want) < 10 {
					t.Fatalf("only %d letters in a month", len(want))
				}
				from := s.Today()
				s.live(from+1, int(last-from))
				if diff := cmp.Diff(want, s.sentAfter(from)); diff != "" {
					t.Errorf("(-simulated +sent):\n%s", diff)
				}
			}, `stale_after = "26h"`, `stale_after = "0s"`)
		})
	}
}

// What plan says of a day is what the daemon does on it, whatever happened before: people
// answer, ask for time, are away, and the clerk and the director decide.
func TestPlan_saysWhatTheDaemonDoes(t *testing.T) {
	t.Parallel()
	for _, seed := range fulltest.Sample([]uint64{11, 9}, 1) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 15))
			first := checklist.Date(2026, 3, 2) + checklist.Day(random.IntN(60))
			Office(t, first.String()[5:], anyList(random, first), func(s *Story) {
				s.live(first, 3+random.IntN(12))
				letters := 0
				for range 15 {
					day := s.Today() + 1
					s.anythingHappens(random)
					want := s.planned(day)
					letters += len(want)
					s.live(day, 1)
					if diff := cmp.Diff(want, s.sentAfter(day-1)); diff != "" {
						t.Errorf("%s (-planned +sent):\n%s", day, diff)
					}
				}
				if letters < 10 {
					t.Errorf("only %d letters in 15 days", letters)
				}
			}, `stale_after = "26h"`, `stale_after = "0s"`)
		})
	}
}

// anythingHappens lets somebody answer his newest letter, or somebody decide.
func (s *Story) anythingHappens(random *rand.Rand) {
	s.Helper()
	list, err := s.Store.Notices(context.Background(), db.NoticeFilter{State: checklist.NoticeSent})
	if err != nil {
		s.Fatal(err)
	}
	n := list[random.IntN(len(list))]
	no := 1
	if len(n.Letter.Lines) > 0 {
		no = n.Letter.Lines[random.IntN(len(n.Letter.Lines))].No
	}
	until := s.Today() + checklist.Day(random.IntN(20)+1)
	switch does := random.IntN(6); {
	case does == 0 && n.Kind != letter.KindDigest:
		s.Reply(Letter{Notice: n}, fmt.Sprintf("%d 已完成：已办好", no))
	case does == 1 && n.Kind != letter.KindDigest:
		s.Reply(Letter{Notice: n}, fmt.Sprintf("%d 申请延期到%s，因设备未到货", no, until.Short()))
	case does == 2:
		if digest, err := s.Store.LastNotice(context.Background(), letter.KindDigest, Director); err == nil {
			s.Reply(Letter{Notice: digest}, fmt.Sprintf("%d %s", no, []string{"同意", "退回：缺照片", "请抓紧"}[random.IntN(3)]))
		}
	case does == 3:
		more := deed(checklist.EventExtended, "已商定")
		more.Day = until
		_ = s.tries(deciding(no, more)) // what does not fit is refused
	case does == 4:
		names := []string{"技术服务部", "业务受理部", "分管副主任", "综合部"}
		_ = s.tries(func(ctx context.Context, o *office.Office) error {
			_, err := decide.Away(ctx, o, time.Now(), decide.Absence{Name: names[random.IntN(3)], First: s.Today() + 1, Last: until, Substitute: names[3]})
			return err
		})
	}
	time.Sleep(lookLetters)
}

// planned is what duban plan says of a day.
func (s *Story) planned(day checklist.Day) (letters []string) {
	s.Helper()
	for _, l := range s.simulated(day) {
		if strings.HasPrefix(l, day.String()) {
			letters = append(letters, l)
		}
	}
	return letters
}

// anyList has items of all kinds of deadlines and parties.
func anyList(random *rand.Rand, first checklist.Day) (items []Item) {
	parties := []string{"技术服务部", "业务受理部", "业务受理部会同技术服务部", "综合部、技术服务部", "各业务部门", "分管副主任", "档案室"}
	for n := range 3 + random.IntN(5) {
		due := (first + checklist.Day(1+random.IntN(40))).Short()
		if random.IntN(6) == 0 {
			due = "长期坚持"
		}
		items = append(items, Item{fmt.Sprintf("第%d件事。", n), parties[random.IntN(len(parties)-1)], due})
	}
	return items
}

// live passes days, to four in the afternoon of the last.
func (s *Story) live(first checklist.Day, days int) {
	s.Helper()
	s.look()
	s.arrived = nil
	time.Sleep(time.Until((first + checklist.Day(days) - 1).At(16, 0, Zone)))
	s.look()
	s.arrived = nil
}

func (s *Story) simulated(last checklist.Day) (letters []string) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error {
		sim := inquire.Simulation{To: last}
		return inquire.Simulate(ctx, o, o, time.Now(), sim, func(l inquire.PlannedLetter) {
			if l.Date > s.Today() {
				letters = append(letters, fmt.Sprint(l.Date, l.Kind, l.To, l.Items, l.Steps, l.Reason))
			}
		})
	})
	slices.Sort(letters)
	return letters
}

func (s *Story) sentAfter(day checklist.Day) (letters []string) {
	s.Helper()
	list, err := s.Store.Notices(context.Background(), db.NoticeFilter{State: checklist.NoticeSent})
	if err != nil {
		s.Fatal(err)
	}
	for _, n := range list {
		if n.CreatedOn <= day {
			continue
		}
		var nos []int
		var steps []string
		for _, l := range n.Letter.Lines {
			if !slices.Contains(nos, l.No) {
				nos = append(nos, l.No)
			}
			if l.Step != "" {
				steps = append(steps, fmt.Sprintf("%d %s", l.No, l.Step))
			}
		}
		letters = append(letters, fmt.Sprint(checklist.DayOf(time.UnixMilli(n.SentMs), Zone), n.Kind, n.Person, nos, steps, n.Reason))
	}
	slices.Sort(letters)
	return letters
}
