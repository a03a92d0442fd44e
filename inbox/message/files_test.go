package message

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

const fromPrefix = "From a@b.cn Fri Apr 16 09:00:00 2027\n"

// split gathers what SplitMbox hands over.
func split(t *testing.T, r io.Reader, max int64) []string {
	t.Helper()
	var got []string
	err := SplitMbox(r, max, func(raw []byte, err error) error {
		if errors.Is(err, TooLarge{max}) {
			got = append(got, "too large")
		} else {
			got = append(got, string(raw))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestSplitMbox(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 100<<10)
	for name, tt := range map[string]struct {
		in   string
		want []string
	}{
		"two messages":                       {fromPrefix + "A: 1\n\nx\n\n" + fromPrefix + "B: 2\n\ny\n", []string{"A: 1\n\nx\n", "B: 2\n\ny\n"}},
		"with carriage returns":              {"From a 9:00\r\nA: 1\r\n\r\nx\r\n\r\nFrom b 9:00\r\nB: 2\r\n", []string{"A: 1\r\n\r\nx\r\n", "B: 2\r\n"}},
		"quoted From lines lose one mark":    {fromPrefix + "\n>From me\n>>From you\n> From x\n", []string{"\nFrom me\n>From you\n> From x\n"}},
		"a From line without an empty line":  {fromPrefix + "A: 1\n\nx\n" + fromPrefix + "y\n", []string{"A: 1\n\nx\n" + fromPrefix + "y\n"}},
		"a sentence that begins with From":   {fromPrefix + "A: 1\n\nFrom here on\n", []string{"A: 1\n\nFrom here on\n"}},
		"a line longer than the buffer":      {fromPrefix + "\n" + long + "From a 9:00\n\n" + fromPrefix + "B: 2\n", []string{"\n" + long + "From a 9:00\n", "B: 2\n"}},
		"one that is too large, and another": {fromPrefix + strings.Repeat("x", 300<<10) + "\n\n" + fromPrefix + "B: 2\n", []string{"too large", "B: 2\n"}},
		"no From line at all":                {"A: 1\n\nx\n", []string{"A: 1\n\nx\n"}},
		"a From line and nothing":            {fromPrefix, nil},
		"nothing":                            {"", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for reader, r := range map[string]io.Reader{"whole": strings.NewReader(tt.in), "in halves": iotest.HalfReader(strings.NewReader(tt.in))} {
				if diff := cmp.Diff(split(t, r, 200<<10), tt.want); diff != "" {
					t.Errorf("%s: -got +want\n%s", reader, diff)
				}
			}
		})
	}
}

func TestSplitMbox_M25_tenThousandMessagesEachForItself(t *testing.T) {
	t.Parallel()
	const n = 10_000
	r, w := io.Pipe() // never all of it in memory
	go func() {
		for i := range n {
			fmt.Fprintf(w, "%sSubject: %d\n\nx\n\n", fromPrefix, i)
		}
		w.Close()
	}()
	no := 0
	err := SplitMbox(r, 1024, func(raw []byte, err error) error {
		if want := fmt.Sprintf("Subject: %d\n\nx\n", no); string(raw) != want || err != nil {
			return fmt.Errorf("message %d is %q, %w", no, raw, err)
		}
		no++
		return nil
	})
	if err != nil || no != n {
		t.Errorf("got %d messages, %v", no, err)
	}
}

func TestSplitMbox_stopsAtTheFirstErrorOfTheCaller(t *testing.T) {
	t.Parallel()
	stop := errors.New("stop")
	calls := 0
	err := SplitMbox(strings.NewReader(strings.Repeat(fromPrefix+"A: 1\n\n", 3)), 1024, func([]byte, error) error {
		calls++
		return stop
	})
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("got %v after %d calls", err, calls)
	}
}

func TestSplitMbox_tellsOfAReaderThatFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	err := SplitMbox(io.MultiReader(strings.NewReader(fromPrefix+"A"), iotest.ErrReader(broken)), 1024, func([]byte, error) error {
		t.Error("a message was handed over that may be cut off")
		return nil
	})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// write makes files below a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func list(t *testing.T, name string, max int64) []string {
	t.Helper()
	var got []string
	err := Messages(name, max, func(source string, raw []byte, err error) error {
		switch {
		case errors.Is(err, TooLarge{max}):
			raw = []byte("too large")
		case err != nil:
			raw = []byte("error")
		}
		got = append(got, source+"="+string(raw))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestMessages_findsOutWhatAPathIs(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"one.eml": "A: 1\n\nx", "two.mbox": fromPrefix + "A: 1\n\nx\n\n" + fromPrefix + "B: 2\n\ny\n", "big.eml": strings.Repeat("x", 2000),
		"folder/b.eml": "B", "folder/a.EML": "A", "folder/notes.txt": "no mail", "folder/.c.eml": "hidden", "folder/sub/d.eml": "below",
		"mail/new/2.m1": "N2", "mail/new/1.m1": "N1", "mail/cur/0.m1:2,S": "C0", "mail/tmp/9.m1": "half written", "mail/cur/.keep": "",
	})
	for name, want := range map[string][]string{
		"one.eml":  {"one.eml=A: 1\n\nx"},
		"two.mbox": {"two.mbox#1=A: 1\n\nx\n", "two.mbox#2=B: 2\n\ny\n"},
		"big.eml":  {"big.eml=too large"},
		"folder":   {"a.EML=A", "b.eml=B"},
		"mail":     {"new/1.m1=N1", "new/2.m1=N2", "cur/0.m1:2,S=C0"},
	} {
		if diff := cmp.Diff(list(t, filepath.Join(dir, name), 1000), want); diff != "" {
			t.Errorf("%s: -got +want\n%s", name, diff)
		}
	}
}

func TestMessages_M14_aLinkOutOfTheMaildirIsNotFollowed(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"secret": "password", "mail/new/1": "N1", "mail/cur/x": "C"})
	if err := os.Symlink("../../secret", filepath.Join(dir, "mail/new/2")); err != nil {
		t.Fatal(err)
	}
	want := []string{"new/1=N1", "new/2=error", "cur/x=C"}
	if diff := cmp.Diff(list(t, filepath.Join(dir, "mail"), 1000), want); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

func TestReadMessages_M24_anEndlessStreamStopsAtTheLimit(t *testing.T) {
	t.Parallel()
	read := &counter{r: zeros{}}
	err := ReadMessages(read, "-", 1<<20, func(_ string, raw []byte, err error) error { return err })
	if !errors.Is(err, TooLarge{1 << 20}) || read.n > 2<<20 {
		t.Errorf("got %v after %d bytes", err, read.n)
	}
}

func TestReadMaildir_refusesAFolderThatIsNone(t *testing.T) {
	t.Parallel()
	for _, name := range []string{".", "missing"} {
		if err := ReadMaildir(filepath.Join(t.TempDir(), name), 1, nil); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
	if err := Messages(filepath.Join(t.TempDir(), "missing"), 1, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

type counter struct {
	r io.Reader
	n int
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}
