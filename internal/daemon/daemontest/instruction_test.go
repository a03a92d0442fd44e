package daemontest

import (
	"strconv"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
)

func TestStory_anInstructionStandsUntilItIsAnsweredAndClimbsWhereItIsNot(t *testing.T) {
	t.Parallel()
	for _, answered := range []bool{true, false} {
		Office(t, "04-20", []Item{Fees, Code}, func(s *Story) {
			s.On("04-20")
			s.Expect(Tech, "assign", 1, 2)
			s.Reply(s.Newest(letter.KindDigest, Director), "1 请4月24日前报进度")
			s.shows(s.Expect(Director, "transcript"), "4月24日未答复的报上级")
			given := s.Expect(Tech, "outcome", 1)
			s.shows(given, "4月24日（周五）前回复“1 批示：已落实……”")
			s.On("04-23")
			stands := s.Expect(Tech, "remind-5", 2)
			s.shows(stands, "中心主任批示（4月20日）：“请4月24日前报进度”")
			s.Reply(given, "1 批示：正在落实，预计月底完成") // says nothing of what was done
			s.shows(s.Expect(Tech, "receipt"), "仍待答复")
			s.On("04-24")
			due := s.Expect(Tech, "instruct-"+seqOf(s, stands), 1)
			s.Watch("digest")
			if answered {
				s.Reply(due, "1 批示：已落实，进度表已报送")
				s.shows(s.Expect(Tech, "receipt"), "批示的答复已登记")
				s.Stands(1, checklist.Open)
				s.On("04-27")
				s.Expect(Tech, "remind-3", 2) // of its deadline
				s.shows(s.Expect(Director, "digest"), "批示落实", "4月24日答复：“批示：已落实，进度表已报送”")
				return
			}
			s.On("04-27")
			s.shows(s.Expect(Tech, "remind-3", 2), "中心主任批示（4月20日）")
			s.shows(s.Expect(Deputy, "escalate", 1, 2), "4月24日前未答复")
			s.shows(s.Expect(Director, "digest"), "批示落实", "到期（4月24日）未答复")
		})
	}
}

// A superior's instruction, on the letter that tells him, stands like the director's; on
// the workday after its day the director hears that it was not answered.
func TestStory_anInstructionOfASuperiorClimbsToTheDirector(t *testing.T) {
	t.Parallel()
	Office(t, "04-20", []Item{Fees, Code}, func(s *Story) {
		s.On("04-20")
		s.Expect(Tech, "assign", 1, 2)
		s.On("04-23")
		s.Expect(Tech, "remind-5", 2)
		s.On("04-27")
		s.Expect(Tech, "remind-3", 2)
		s.Reply(s.Newest(letter.KindOverview, Deputy), "2 请4月29日前报进度")
		s.shows(s.Expect(Deputy, "transcript"), "4月29日未答复的报上级")
		s.shows(s.Expect(Tech, "outcome", 2), "分管副主任", "请4月29日前报进度")
		s.On("04-29")
		s.shows(s.Expect(Tech, "remind-1"), "分管副主任批示（4月27日）：“请4月29日前报进度”")
		s.Watch("digest")
		s.On("04-30")
		s.Expect(Tech, "due", 2)
		s.shows(s.Expect(Director, "digest"), "批示落实", "分管副主任", "到期（4月29日）未答复")
	})
}

func seqOf(s *Story, l Letter) string {
	s.Helper()
	for _, line := range l.Notice.Letter.Lines {
		for _, i := range line.Instructions {
			return strconv.FormatInt(i.Seq, 10)
		}
	}
	s.Fatal("no instruction stands in the letter")
	return ""
}
