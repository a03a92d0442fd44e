package daemon

import (
	"testing"

	"duban/internal/config"
	"duban/internal/office"
)

func TestListeners_aSharedOneExaminesSendersWhereAnyOfficeWantsIt(t *testing.T) {
	t.Parallel()
	sharer := func(wants bool) *instance {
		i, c := &instance{}, &config.Config{}
		c.SMTP.CheckSender = wants
		i.current.Store(&office.Office{Config: c})
		return i
	}
	for name, tt := range map[string]struct {
		sharers []*instance
		want    bool
	}{
		"none":       {[]*instance{sharer(false), sharer(false)}, false},
		"the first":  {[]*instance{sharer(true), sharer(false)}, true},
		"the second": {[]*instance{sharer(false), sharer(true)}, true},
	} {
		l, err := smtpListener(tt.sharers, nil)
		if err != nil || (l.DNS != nil) != tt.want {
			t.Errorf("%s: examines: %v, %v", name, l.DNS != nil, err)
		}
	}
}
