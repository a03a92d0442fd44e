package letter_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"duban/checklist/letter"
)

// Every letter is as likely as any other: bytes above the last whole turn of the
// alphabet are thrown away.
func TestNewToken_drawsEvenly(t *testing.T) {
	t.Parallel()
	const letters = len(letter.TokenAlphabet) // 26
	random := []byte{255, 234, 0, 25, 26, 233, 51, 1}
	got, err := letter.NewToken(bytes.NewReader(random), letter.TokenLength)
	a := letter.TokenAlphabet
	if want := string([]byte{a[0], a[25], a[0], a[25], a[25], a[1]}); string(got) != want || err != nil || letters != 26 {
		t.Errorf("drew %s, %v, want %s", got, err, want)
	}
	if _, err := letter.NewToken(bytes.NewReader(random[:5]), letter.TokenLength); !errors.Is(err, io.EOF) {
		t.Errorf("without enough randomness: %v", err)
	}
}

func TestParseToken_readsWhatMailProgramsLeaveOfIt(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"K7Q4M2", "k7q4m2", " K7Q4M2\n", "Ｋ７Ｑ４Ｍ２"} {
		if got, ok := letter.ParseToken(s); got != "K7Q4M2" || !ok {
			t.Errorf("%q is %q, %v", s, got, ok)
		}
	}
	for _, s := range []string{"K7Q4M-2R9XA", "k7q4m2r9xa", " K7Q4M－2R9XA"} {
		if got, ok := letter.ParseToken(s); got != "K7Q4M2R9XA" || !ok {
			t.Errorf("%q is %q, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "K7Q4M", "K7Q4M22", "K7Q4MO", "K7Q4M0", "K7 4M2", "督办", "K7Q-4M2", "K7Q4M-2R9X", "K7Q4M2-R9XA", "K7Q4M2R9XAA"} {
		if got, ok := letter.ParseToken(s); ok {
			t.Errorf("%q is %q", s, got)
		}
	}
	if got := letter.Token("K7Q4M2").Tag(); got != "〔督办 K7Q4M2〕" {
		t.Errorf("the tag is %s", got)
	}
	if got := letter.Token("K7Q4M2R9XA").Tag(); got != "〔督办 K7Q4M-2R9XA〕" {
		t.Errorf("the long tag is %s", got)
	}
	if alike := strings.IndexAny(letter.TokenAlphabet, "01OIL5S8BZ"); alike >= 0 {
		t.Errorf("the alphabet has the look-alike %c", letter.TokenAlphabet[alike])
	}
}
