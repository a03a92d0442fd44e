package letter_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duban/checklist/letter"
	"duban/internal/msg"
	"duban/internal/words"
)

// Whatever was stored as the reason of a line, it can be asked, and its words are said: all but
// what the line's mark tells already.
func TestLine_lawNoStoredReasonIsLost(t *testing.T) {
	t.Parallel()
	codes := []string{msg.Clauses, "rests on a computed day", "no letter arrives, told above", "an instruction not answered in time", "somebody on a day", "escalation waits", "a code of another build"}
	var draw func(t *rapid.T, depth int) any
	draw = func(t *rapid.T, depth int) any {
		switch kind := rapid.IntRange(0, 2).Draw(t, "kind"); {
		case kind == 0:
			return rapid.StringMatching(`word[a-z]{4}`).Draw(t, "word")
		case kind == 1 || depth == 0:
			return rapid.Int().Draw(t, "number")
		}
		facts := []any{}
		for range rapid.IntRange(0, 3).Draw(t, "facts") {
			facts = append(facts, draw(t, depth-1))
		}
		return map[string]any{"say": rapid.SampledFrom(codes).Draw(t, "code"), "of": facts}
	}
	rapid.Check(t, func(t *rapid.T) {
		stored, err := json.Marshal(map[string]any{"reason": map[string]any{"say": rapid.SampledFrom(codes).Draw(t, "code"), "of": []any{draw(t, 2), draw(t, 2)}[rapid.IntRange(0, 2).Draw(t, "from"):]}})
		if err != nil {
			t.Fatal(err)
		}
		var line letter.Line
		if err := json.Unmarshal(stored, &line); err != nil {
			t.Fatal(err)
		}
		line.SaysInstruction()
		if name, day, ok := letter.WhoAndWhen(line.Reason); ok && (name == nil || day == nil) {
			t.Errorf("%s is somebody on a day, but neither", stored)
		}
		said := words.Say(words.English, msg.Join(msg.Clauses, line.FurtherReasons()...))
		for _, word := range strings.FieldsFunc(string(stored), func(r rune) bool { return r < 'a' || r > 'z' }) {
			if len(word) == len("wordabcd") && strings.HasPrefix(word, "word") && !strings.Contains(said, word) {
				t.Errorf("%q of %s is lost in %q", word, stored, said)
			}
		}
	})
}

// What the mark or the fault of a line tells stands not in its reason once more; what
// comes beside it does.
func TestLine_furtherReasons(t *testing.T) {
	t.Parallel()
	word := msg.New("escalation waits")
	for _, c := range []struct {
		name string
		line letter.Line
		want []msg.Message
	}{
		{"no letter arrives, and the fault says so", letter.Line{Reason: letter.Undelivered(word), Fault: word}, nil},
		{"no letter arrives, and nothing says why", letter.Line{Reason: letter.Undelivered(word)}, []msg.Message{letter.Undelivered(word)}},
		{"another reason beside a fault", letter.Line{Reason: word, Fault: letter.Undelivered(word)}, []msg.Message{word}},
		{"what comes beside lateness", letter.Line{Reason: msg.Join(msg.Clauses, letter.Late(3), word)}, []msg.Message{word}},
		{"none", letter.Line{}, []msg.Message{}},
	} {
		if diff := cmp.Diff(c.want, c.line.FurtherReasons()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	if name, day, ok := letter.WhoAndWhen(letter.OnDay("分管副主任", 20)); !ok || name != "分管副主任" || day == nil {
		t.Errorf("somebody on a day is %v, %v, %v", name, day, ok)
	}
}
