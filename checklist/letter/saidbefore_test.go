package letter_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

func TestSaidBefore(t *testing.T) {
	t.Parallel()
	at := func(kind checklist.EventKind, day checklist.Day, mail int64, text string) checklist.Event {
		return checklist.Event{Kind: kind, On: day, Mail: mail, Text: text}
	}
	claim := at(checklist.EventSubmitted, 20, 9, "已完成")
	ask := checklist.Event{Kind: checklist.EventAskedExtend, On: 12, Mail: 4, Day: 30, Text: "申请延期"}
	back := checklist.Event{Kind: checklist.EventReturned, On: 15, Reason: msg.Words("材料不足")}
	asked, returned := letter.Said{On: 12, Event: checklist.EventAskedExtend, Day: 30}, letter.Said{On: 15, Event: checklist.EventReturned, Words: msg.Words("材料不足")}
	for _, tt := range []struct {
		name    string
		history []checklist.Event
		want    []letter.Said
	}{
		{"nothing waits", []checklist.Event{at(checklist.EventProgress, 10, 1, "在办")}, nil},
		{"nothing was said", []checklist.Event{claim}, nil},
		{"a promise and a return, oldest first", []checklist.Event{ask, at(checklist.EventSubmitted, 14, 5, "已完成"), back, claim}, []letter.Said{asked, returned}},
		{"the last of each kind", []checklist.Event{at(checklist.EventProgress, 10, 1, "起草"), at(checklist.EventProgress, 11, 2, "会签"), claim},
			[]letter.Said{{On: 11, Event: checklist.EventProgress, Words: msg.Words("会签")}}},
		{"what came with the claim or later is part of it", []checklist.Event{at(checklist.EventProgress, 20, 9, "附说明"), claim, at(checklist.EventProgress, 21, 10, "补充")}, nil},
		{"what another department said is not its promise", []checklist.Event{ask, {Kind: checklist.EventReassigned, On: 13}, claim}, nil},
		{"a request rests on what came before it", []checklist.Event{back, ask}, []letter.Said{returned}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, letter.SaidBefore(tt.history)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
