package letter

import "testing"

func TestSlipFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason        string
		late, returns int
		colour        Colour
		want          SlipColour
	}{
		{"there is time", 0, 0, Green, ""},
		{"near", 0, 0, Amber, SlipBlue},
		{"overdue", 1, 0, Red, SlipYellow},
		{"returned", 0, 1, Green, SlipYellow},
		{"long overdue", 5, 0, Red, SlipRed},
		{"returned twice", 0, 2, Green, SlipRed},
	} {
		if got := SlipFor(c.late, 5, c.returns, c.colour); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
	if SlipYellow.Graver(SlipBlue) != SlipYellow || SlipColour("").Graver(SlipRed) != SlipRed {
		t.Error("the graver does not win")
	}
}

func TestSlipFor_anOfficeThatCountsNothingAsLong(t *testing.T) {
	t.Parallel()
	if got := SlipFor(0, 0, 0, Green); got != "" {
		t.Errorf("what is not overdue is %s", got)
	}
	if got := SlipFor(1, 0, 0, Red); got != SlipRed {
		t.Errorf("the first day overdue is %s", got)
	}
}
