package inbox

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
)

func TestCurrent_anAnswerIsAboutThePartThatIsOwedNow(t *testing.T) {
	t.Parallel()
	today := checklist.Date(2026, 5, 6)
	part := func(name string, state checklist.State, opened, deadline checklist.Day) db.Owed {
		return db.Owed{Assignment: checklist.Assignment{Item: 1, Party: "综合部", Role: checklist.Lead, Part: name, State: state, Opened: opened, Deadline: deadline}}
	}
	april, may := checklist.Date(2026, 4, 30), checklist.Date(2026, 5, 29)
	for _, c := range []struct {
		reason string
		parts  []db.Owed
		want   string
	}{
		{"the overdue before the one still due", []db.Owed{part("5月", checklist.Open, april, may), part("4月", checklist.Open, april-20, april)}, "4月"},
		{"the open before the one in review", []db.Owed{part("4月", checklist.Submitted, april-20, april), part("5月", checklist.Open, april, may)}, "5月"},
		{"the one in review before what has not begun", []db.Owed{part("6月", checklist.Open, may, may+30), part("5月", checklist.Submitted, april, may)}, "5月"},
		{"what has not begun before what is closed", []db.Owed{part("4月", checklist.Accepted, april-20, april), part("6月", checklist.Open, may, may+30)}, "6月"},
		{"a day before none", []db.Owed{part("长期坚持", checklist.Open, april, 0), part("5月", checklist.Open, april, may)}, "5月"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, o := range current(c.parts, today) {
				got = append(got, o.Part)
			}
			if diff := cmp.Diff(got, []string{c.want}); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}
