package checklist

import "testing"

func TestParseWay_inBothLanguages(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]Way{"电话": ByPhone, "phone": ByPhone, "纸质": OnPaper, "paper": OnPaper, "当面": InPerson, "person": InPerson, "mail": "", "": ""} {
		if got := ParseWay(said); got != want {
			t.Errorf("%q: %q", said, got)
		}
	}
}
