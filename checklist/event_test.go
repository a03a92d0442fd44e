package checklist

import (
	"testing"

	"duban/internal/msg"
)

func TestEvent_itsWordsAreThoseFiledElseItsReason(t *testing.T) {
	t.Parallel()
	why := msg.New("amended list")
	if got := (Event{Text: "已完成", Reason: why}).Said(); got.String() != "已完成" {
		t.Errorf("words that were filed: %s", got)
	}
	if got := (Event{Reason: why}).Said(); got.Code != why.Code {
		t.Errorf("without words: %s", got)
	}
}

func TestCarried_alsoAsOlderBuildsStoredIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why  msg.Message
		want bool
	}{
		{CarriedTo("第二批", 3), true},
		{msg.Words("转入《第二批》第3项"), true},
		{msg.Words("已转入《第二批》"), false}, // somebody's own words
		{msg.New("amended list"), false},
		{msg.Message{}, false},
	} {
		if Carried(c.why) != c.want {
			t.Errorf("%s: %t", c.why, !c.want)
		}
	}
}
