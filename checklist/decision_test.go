package checklist_test

import (
	"testing"

	"duban/checklist"
)

// An extension moves who takes part in the same part of the item, and nobody else.
func TestDecision_anExtensionOfTheLeadMovesItsJointParties(t *testing.T) {
	t.Parallel()
	const april, may = checklist.Day(120), checklist.Day(140)
	of := func(id int64, role checklist.Role, item int64, part string) checklist.Assignment {
		return checklist.Assignment{ID: id, Item: item, Part: part, Role: role, State: checklist.Open, Deadline: april}
	}
	lead := of(1, checklist.Lead, 7, "4月")
	parts := []checklist.Assignment{lead, of(2, checklist.Joint, 7, "4月"), of(3, checklist.Joint, 7, "5月"), of(4, checklist.Joint, 8, "4月")}
	extended := checklist.Event{Kind: checklist.EventExtended, Assignment: 1, Actor: "中心主任", Day: may}
	all := checklist.Decision{Before: lead, Event: extended, Content: "对接"}.Followed(parts)
	if len(all) != 1 || all[0].Before.ID != 2 || all[0].Event.Assignment != 2 || all[0].Event.Kind != checklist.EventExtended || all[0].Event.Day != may || all[0].Event.Actor != "中心主任" || all[0].Content != "对接" {
		t.Errorf("%+v", all)
	}
	for reason, d := range map[string]checklist.Decision{
		"a verdict moves nothing":              {Before: lead, Event: checklist.Event{Kind: checklist.EventReturned, Assignment: 1, Day: may}},
		"a joint party's own leads nobody":     {Before: parts[1], Event: extended},
		"nobody takes part in that lead's own": {Before: of(5, checklist.Lead, 9, ""), Event: extended},
	} {
		if got := d.Followed(append(parts, of(5, checklist.Lead, 9, ""))); len(got) != 0 {
			t.Errorf("%s: %+v", reason, got)
		}
	}
	if parts[0].Deadline != april {
		t.Error("what was read is changed")
	}
}
