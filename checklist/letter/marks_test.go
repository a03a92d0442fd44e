package letter

import "testing"

func TestLine_Called(t *testing.T) {
	t.Parallel()
	x := Line{No: 3, Party: "综合部", Part: "4月"}
	with := func(change func(*Line)) Line {
		y := x
		change(&y)
		return y
	}
	party, part := with(func(l *Line) { l.Party = "受理部" }), with(func(l *Line) { l.Part = "5月" })
	for name, tt := range map[string]struct {
		among []Line
		gap   string
		want  string
	}{
		"alone":                {[]Line{x}, " ", "3 "},
		"beside other numbers": {[]Line{x, with(func(l *Line) { l.No, l.Party = 4, "受理部" })}, " ", "3 "},
		"beside another list":  {[]Line{x, with(func(l *Line) { l.Mark, l.Party = "甲", "受理部" })}, " ", "3 "},
		"of two departments":   {[]Line{x, party}, "", "3 综合部"},
		"of two periods":       {[]Line{x, part}, "", "3 4月"},
		"of both":              {[]Line{x, party, part}, " ", "3 综合部 4月 "},
	} {
		if got := x.Called(tt.among, tt.gap); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	if got := with(func(l *Line) { l.Mark = "甲" }).Called(nil, ""); got != "甲3 " {
		t.Errorf("with a mark: %q", got)
	}
}
