package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/fulltest"
	"duban/internal/reply"
	"duban/internal/words"
)

// fingerprint is all that stands in the office's folder, but for a log that SQLite leaves.
func (o *console) fingerprint() string {
	o.t.Helper()
	var all []string
	err := filepath.WalkDir(o.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "-wal") || strings.HasSuffix(path, "-shm") {
			return err
		}
		raw, err := os.ReadFile(path)
		all = append(all, fmt.Sprintf("%s %x", path, sha256.Sum256(raw)))
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return strings.Join(all, "\n")
}

// letters are all that the office has written.
func (o *console) letters() []db.Notice {
	o.t.Helper()
	h, err := o.app().openOffice(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	defer h.Store.Close()
	all, err := h.Store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

// noLetterOf are the kinds that an office as shipped does not have: it copies nobody in, and
// nobody but the director judges.
var noLetterOf = map[letter.Kind]bool{letter.KindCopy: true, letter.KindReview: true}

// everyKind are the kinds of letters that are previewed, of each a season is played.
func everyKind() []letter.Kind {
	return fulltest.Sample(slices.Collect(letter.Kinds()), 6)
}

// A preview of any kind says that it is one, changes nothing, and bears nothing by which
// its answer would find a letter: neither one of the office's, nor itself.
func TestPreview_anyKindIsLookedAtAndCannotBeAnswered(t *testing.T) {
	t.Parallel()
	o := prepared(t)
	living := o.letters()
	if len(living) < 10 {
		t.Fatalf("only %d letters", len(living))
	}
	before := o.fingerprint()
	out := t.TempDir()
	for _, kind := range everyKind() {
		file := filepath.Join(out, string(kind)+".eml")
		status := o.duban("preview", words.Say(words.Chinese, kind.Message()), "--out", file)
		if noLetterOf[kind] {
			if status != exitFailed || !strings.Contains(o.err.String(), "不会有这种信") {
				t.Errorf("%s: exit %d\n%s", kind, status, &o.err)
			}
			continue
		}
		if status != exitDone || !strings.Contains(o.out.String(), "预览，没有发出") {
			t.Errorf("%s: exit %d\n%s%s", kind, status, &o.out, &o.err)
			continue
		}
		if strings.Contains(o.out.String(), "示例事项") {
			t.Errorf("%s is of sample items although the office has a list", kind)
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m := message.Parse(raw, message.Limits{})
		all := string(raw) + m.Subject + m.Plain + m.HTML
		for _, n := range living {
			if strings.Contains(all, string(n.Token)) {
				t.Errorf("%s bears the number of a letter, %s", kind, n.Token)
			}
		}
		m.InReplyTo, m.References = append(m.InReplyTo, m.MessageID), append(m.References, m.MessageID)
		if found := message.Tokens(m); len(found) > 0 {
			t.Errorf("%s bears %v", kind, found)
		}
		marks := 5 // the tag's among them
		if kind.Traits().Aside {
			marks = 3
		}
		if strings.Count(m.Subject+m.Plain+m.HTML, "预览") < marks {
			t.Errorf("%s does not say that it is a preview:\n%s\n%s", kind, m.Subject, m.Plain)
		}
	}
	if after := o.fingerprint(); after != before {
		t.Errorf("the office has changed:\n%s\nbut it was\n%s", after, before)
	}
	if now := o.letters(); len(now) != len(living) {
		t.Errorf("%d letters, %d before", len(now), len(living))
	}
}

// Whoever is forwarded a preview, and answers it, is told that nobody knows what it is about.
func TestPreview_anAnswerToOneIsHeld(t *testing.T) {
	t.Parallel()
	o := prepared(t)
	file := filepath.Join(o.dir, "p.eml")
	o.must("preview", "提醒", "--item", "29", "--out", file)
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := message.Parse(raw, message.Limits{})
	was := o.must("show", "29")
	answer := reply.Mail{From: "jishu@djzx.example", Subject: "回复：" + m.Subject, Text: "29 已完成：接口已通。\n\n" + m.Plain}.Raw(77, "duban@djzx.example", o.at)
	answer = bytes.Replace(answer, []byte("MIME-Version"), []byte("In-Reply-To: "+m.MessageID+"\r\nReferences: "+m.MessageID+"\r\nMIME-Version"), 1)
	o.write("answer.eml", answer)
	o.must("ingest", filepath.Join(o.dir, "answer.eml"))
	if now := o.must("show", "29"); now != was {
		t.Errorf("item 29 has changed:\n%s\nbut it was\n%s", now, was)
	}
	if held := o.must("quarantine", "list"); !strings.Contains(held, "没有督办编号") {
		t.Errorf("it is not held:\n%s", held)
	}
}

func TestPreview_anOfficeWithoutAListIsShownSampleItems(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	before := o.fingerprint()
	for _, kind := range everyKind() {
		if status := o.duban("preview", string(kind)); noLetterOf[kind] == (status == exitDone) {
			t.Errorf("%s: exit %d\n%s", kind, status, &o.err)
		} else if status == exitDone && !strings.Contains(o.out.String(), "用的是示例事项") {
			t.Errorf("%s does not say that its items are samples:\n%s", kind, &o.out)
		}
	}
	if status := o.duban("preview", "提醒", "--item", "1"); status != exitFailed || !strings.Contains(o.err.String(), "没有数据库") {
		t.Errorf("an item of no list: exit %d\n%s", status, &o.err)
	}
	if after := o.fingerprint(); after != before {
		t.Errorf("it made something:\n%s", after)
	}
	o.write("english.toml", bytes.Replace(mustRead(t, o, "config.toml"), []byte(`language = "zh"`), []byte(`language = "en"`), 1))
	for _, kind := range everyKind() {
		if noLetterOf[kind] {
			continue
		}
		said := o.must("--lang", "en", "preview", string(kind), "--config", filepath.Join(o.dir, "english.toml"))
		if !strings.Contains(said, "[Preview] ") || !strings.Contains(said, "This is a preview") || strings.ContainsAny(said, "。：，") {
			t.Errorf("%s in English:\n%s", kind, said)
		}
	}
	o.write("config.toml", bytes.Replace(bytes.Replace(mustRead(t, o, "config.toml"), []byte("assign = []"), []byte(`assign = ["上级"]`), 1), []byte(`duties = ["督办员"]`), []byte(`duties = ["督办员", "审核"]`), 1))
	o.must("preview", "copy") // who copies somebody in, or has a reviewer, has these too
	o.must("preview", "review")
}

func mustRead(t *testing.T, o *console, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(o.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
