package robot

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/inbox/message"
	"duban/inbox/rawtest"
)

// A bounce says the same however its lines end: CRLF, LF, or CR as old Macs wrote.
func TestClassify_bouncesWithAnyEndOfLine(t *testing.T) {
	t.Parallel()
	bounces := 0
	for _, name := range rawtest.Corpus(t) {
		lf := bytes.ReplaceAll(rawtest.ReadTestFile(t, name), []byte("\r\n"), []byte("\n"))
		want := Classify(message.Parse(lf, message.Limits{}), office)
		if want.Kind != KindBounce {
			continue
		}
		bounces++
		for _, end := range []string{"\r\n", "\r"} {
			got := Classify(message.Parse(bytes.ReplaceAll(lf, []byte("\n"), []byte(end)), message.Limits{}), office)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s with %q (-LF +it):\n%s", filepath.Base(name), end, diff)
			}
		}
	}
	if bounces < 5 {
		t.Errorf("only %d bounces", bounces)
	}
}
