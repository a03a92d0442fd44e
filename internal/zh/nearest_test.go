package zh

import "testing"

func TestNearest(t *testing.T) {
	t.Parallel()
	departments := []string{"业务受理部", "技术服务部", "综合部", "权籍调查部", "不动产登记中心"}
	for _, c := range []struct {
		name, why string
		known     []string
		want      string
	}{
		{"技术部", "two characters left out", departments, "技术服务部"},
		{"技术服部", "one left out", departments, "技术服务部"},
		{"综和部", "one of another writing", departments, "综合部"},
		{"财务部", "one of its own", departments, ""},
		{"部", "one character says nothing", departments, ""},
		{"stauts", "two letters swapped", []string{"serve", "status", "show"}, "status"},
		{"shwo", "two swapped in a short word", []string{"serve", "status", "show"}, "show"},
		{"STATUS", "capitals", []string{"serve", "status", "show"}, "status"},
		{"quarantin", "cut short", []string{"quarantine", "status"}, "quarantine"},
		{"frobnicate", "none", []string{"serve", "status", "show"}, ""},
		{"mail.frm", "a key", []string{"mail.from", "mail.from_name", "relay.host"}, "mail.from"},
	} {
		if got := Nearest(c.name, c.known); got != c.want {
			t.Errorf("%s (%s): got %q, want %q", c.name, c.why, got, c.want)
		}
	}
}
