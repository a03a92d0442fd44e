package daemontest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/fulltest"
	"duban/internal/office/decide"
)

// season lives from a day to another, whatever comes, and returns the letters of some kinds
// with the periods that they bring a step of: 05-28 remind 4月:overdue+20 5月:due.
func (s *Story) season(from, to string, kinds ...letter.Kind) (said []string) {
	s.Helper()
	for day := s.Day(from); day <= s.Day(to); day++ {
		s.Pass(day.String()[5:])
	}
	s.look()
	s.arrived = nil
	list, err := s.Store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		s.Fatal(err)
	}
	for _, n := range list {
		if n.Letter.On < s.Day(from) || !slices.Contains(kinds, n.Kind) {
			continue
		}
		line := n.Letter.On.String()[5:] + " " + string(n.Kind)
		for _, l := range n.Letter.Lines {
			if l.Step != "" {
				line += " " + l.Part + ":" + l.Step
			}
		}
		said = append(said, line)
	}
	return said
}

// Nobody reports a month, and the next, and the next: one line that grows, one ladder that
// the oldest of them climbs, and a word above each month.
func TestStory_missedMonthsAreOneLine(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{{"报送窗口数据。", "技术服务部", "每月28日前"}}, func(s *Story) {
		got := s.season("04-22", "07-02", letter.KindRemind, letter.KindEscalate)
		want := []string{"04-23 remind 4月:remind-3", "04-27 remind 4月:remind-1", "04-28 remind 4月:due",
			"04-29 remind 4月:overdue+1 5月:assign", "04-30 remind 4月:overdue+2", "04-30 escalate 4月:escalate-1",
			"05-06 remind 4月:overdue+3", "05-08 remind 4月:overdue+5", "05-14 remind 4月:overdue+10", "05-21 remind 4月:overdue+15",
			"05-28 remind 4月:overdue+20 5月:due", "05-29 remind 6月:assign", "06-01 escalate 5月:escalate-1",
			"06-26 remind 6月:due", "06-29 remind 7月:assign", "07-01 escalate 6月:escalate-1"}
		s.same(want, got)
		s.shows(s.Newest(letter.KindEscalate, Deputy), "下列1项已逾期", "【欠报3期，最早一期逾期43个工作日】1　报送窗口数据〔4月、5月、6月〕")
		s.shows(s.Newest(letter.KindRemind, Tech), "您有1项（2份）未办结：逾期1项，新交办1项", "【欠报3期，", "1　（新交办）报送窗口数据。〔7月〕", "1 4月已完成：采取措施")
		if is := s.standing().Items[0]; is.Missed != 3 {
			s.Errorf("status says %+v", is)
		}
		s.season("07-03", "07-06")
		s.shows(s.Newest(letter.KindDigest, Director), "1项中：逾期1", "【欠报3期，最早一期逾期45个工作日】1　报送窗口数据〔4月、5月、6月〕")
		s.shows(s.Newest(letter.KindClerk, Clerk), "第1项技术服务部欠报3期（4月、5月、6月）")
	})
}

// same compares what came with what is right.
func (s *Story) same(want, got []string) {
	s.Helper()
	if !slices.Equal(want, got) {
		s.Errorf("%s: want\n%s\ngot\n%s", s.Today(), strings.Join(want, "\n"), strings.Join(got, "\n"))
	}
}

// Of several months an answer is about those that it names, and about none where it names
// none; the oldest that is left carries the ladder from then on.
func TestStory_anAnswerNamesTheMonthsThatItIsAbout(t *testing.T) {
	fulltest.Only(t)
	t.Parallel()
	Office(t, "04-22", []Item{{"报送窗口数据。", "技术服务部", "每月28日前"}}, func(s *Story) {
		s.season("04-22", "07-02")
		l := s.Newest(letter.KindRemind, Tech)
		s.Reply(l, "1 已完成")
		s.shows(s.Expect(Tech, "question"), "4月", "5月", "6月", "请写明部门或月份")
		s.Reply(l, "1 4月、5月已完成：数据已补报")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted, checklist.Submitted, checklist.Open, checklist.Open, checklist.Open, checklist.Open, checklist.Open, checklist.Open, checklist.Open)
		if is := s.standing().Items[0]; is.Missed != 0 {
			s.Errorf("one month is not several: %+v", is)
		}
		// June carries the ladder from now on: what it missed behind April is not said again.
		s.same([]string{"07-03 remind 6月:overdue+5"}, s.season("07-03", "07-07", letter.KindRemind, letter.KindEscalate))
	})
}

// A week that is not reported costs its department two letters, that above one a month.
func TestStory_missedWeeksClimbOnceAMonth(t *testing.T) {
	fulltest.Only(t)
	t.Parallel()
	Office(t, "04-22", []Item{{"报送窗口数据。", "技术服务部", "每周五"}}, func(s *Story) {
		got := s.season("04-22", "07-31", letter.KindEscalate)
		want := []string{"04-28 escalate 4月24日:escalate-1", "05-28 escalate 5月1日:escalate-1 5月8日:escalate-1 5月15日:escalate-1 5月22日:escalate-1",
			"06-29 escalate 6月5日:escalate-1 6月12日:escalate-1 6月19日:escalate-1", "07-29 escalate 7月3日:escalate-1 7月10日:escalate-1 7月17日:escalate-1 7月24日:escalate-1"}
		s.same(want, got)
		s.shows(s.Newest(letter.KindEscalate, Deputy), "【欠报14期，", "〔4月24日至7月24日，共14期〕")
	})
}

// A day that the director grants to the oldest month lets the next carry the ladder.
func TestStory_anExtensionOfTheOldestMonthLetsTheNextClimb(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{{"报送窗口数据。", "技术服务部", "每月28日前"}}, func(s *Story) {
		s.season("04-22", "06-01")
		if is := s.standing().Items[0]; is.Missed != 2 {
			s.Errorf("status says %+v", is)
		}
		s.decide(1, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventExtended, Named: checklist.Named{Part: "4月"}}, Day: s.Day("06-30"), Why: "设备未到"})
		if is := s.standing().Items[0]; is.Missed != 0 {
			s.Errorf("April has time until the end of June: %+v", is)
		}
		got := s.season("06-02", "06-05", letter.KindRemind)
		if !slices.ContainsFunc(got, func(x string) bool { return strings.Contains(x, "5月:overdue+") }) {
			s.Errorf("nobody reminds of May: %v", got)
		}
	})
}
