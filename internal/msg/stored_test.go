package msg

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

type kind string

func (k kind) Message() Message { return New("kind " + string(k)) }

// What is kept says the same when it comes back, in a column and in a document.
func TestMessage_isTheSameWhenItWasStored(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		m, want Message
		text    string
	}{
		"nothing":           {Message{}, Message{}, ""},
		"words":             {Words("请<抓紧>"), Words("请<抓紧>"), "请<抓紧>"},
		"words like ours":   {Words(`{"say":"x"}`), Words(`{"say":"x"}`), `"{\"say\":\"x\"}"`},
		"words in quotes":   {Words(`"a"`), Words(`"a"`), `"a"`},
		"quoted like ours":  {Words(`"{\"say\":\"x\"}"`), Words(`"{\"say\":\"x\"}"`), `"\"{\\\"say\\\":\\\"x\\\"}\""`},
		"an error":          {Of(errors.New("EOF")), Words("EOF"), "EOF"},
		"a code":            {New("no year"), New("no year"), `{"say":"no year"}`},
		"facts":             {New("late", 3, "甲"), New("late", 3, "甲"), `{"say":"late","of":[3,"甲"]}`},
		"a message in it":   {New("since", New("late", 3)), New("since", New("late", 3)), `{"say":"since","of":[{"say":"late","of":[3]}]}`},
		"words in it":       {New("since", Words("甲")), New("since", "甲"), `{"say":"since","of":["甲"]}`},
		"a kind":            {New("is", kind("open")), New("is", New("kind open")), `{"say":"is","of":[{"say":"kind open"}]}`},
		"names":             {New("of", []string{"甲", "乙"}), New("of", Together(Names, "甲", "乙")), `{"say":"of","of":[{"say":"names","of":["甲","乙"]}]}`},
		"a choice":          {New("write", Choice{"zh", "en"}), New("write", Choice{"zh", "en"}), `{"say":"write","of":[{"say":"one of","of":["zh","en"]}]}`},
		"an error as fact":  {New("reading", errors.New("EOF")), New("reading", "EOF"), `{"say":"reading","of":["EOF"]}`},
		"one name is words": {New("of", []string{"甲"}), New("of", Together(Names, "甲")), `{"say":"of","of":[{"say":"names","of":["甲"]}]}`},
	} {
		text, err := c.m.Value()
		if err != nil || text != c.text {
			t.Errorf("%s: stored as %v, %v; want %s", name, text, err, c.text)
			continue
		}
		var scanned, read Message
		if err := scanned.Scan(text); err != nil || !reflect.DeepEqual(scanned, c.want) {
			t.Errorf("%s: scanned %#v, %v", name, scanned, err)
		}
		if b, err := json.Marshal(c.m); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if err := json.Unmarshal(b, &read); err != nil || !reflect.DeepEqual(read, c.want) {
			t.Errorf("%s: read %#v of %s, %v", name, read, b, err)
		}
	}
}

// A fact that could not come back is refused when it is stored, not when it is read.
func TestMessage_aFactOfAnotherTypeIsNotStored(t *testing.T) {
	t.Parallel()
	for _, f := range []any{1.5, struct{}{}, nil, New("in it", true)} {
		if v, err := New("x", f).Value(); err == nil {
			t.Errorf("%v was stored as %v", f, v)
		}
	}
}

func TestMessage_whatIsNoMessageIsWords(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"收信自4月27日起不成功", `{"say":"`, `{"say":"x","of":[1.5]}`, `{"say":"x"} y`, `"a" b`} {
		if got := FromText(text); !reflect.DeepEqual(got, Words(text)) {
			t.Errorf("%s: %#v", text, got)
		}
	}
	var m Message
	if m.Scan(3) == nil || json.Unmarshal([]byte(`{"of":[1]}`), &m) == nil || json.Unmarshal([]byte(`[1]`), &m) == nil {
		t.Error("read as a message")
	}
}
