package checklist

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAssignment_byHand(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		kind  EventKind
		named bool
		want  string // role/state of those that take it
	}{
		{EventAccepted, false, "lead/open lead/submitted "},
		{EventReturned, false, "lead/submitted "},
		{EventReopened, false, "lead/accepted lead/waived "},
		{EventWaived, false, "lead/open lead/submitted joint/open joint/submitted "},
		{EventExtended, false, "lead/open lead/submitted joint/open joint/submitted "},
		{EventReassigned, false, "lead/open lead/submitted "},
		{EventReassigned, true, "lead/open lead/submitted joint/open joint/submitted "},
		{EventSubmitted, true, ""},
	} {
		got := ""
		for _, role := range []Role{Lead, Joint} {
			for _, state := range []State{Open, Submitted, Accepted, Waived} {
				if (Assignment{Role: role, State: state}).ByHand(row.kind, row.named) {
					got += string(role) + "/" + string(state) + " "
				}
			}
		}
		if diff := cmp.Diff(got, row.want); diff != "" {
			t.Errorf("%s, named %v (-got +want):\n%s", row.kind, row.named, diff)
		}
	}
}
