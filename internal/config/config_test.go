package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"duban"
	"duban/checklist"
	"duban/checklist/sheet"
	"duban/internal/words"
)

// FuzzConfig: whatever the file, reading it ends, and what is wrong in it is told
// with its line.
// said is an error as the clerk reads it.
func said(err error) string { return words.SayError(words.Chinese, err) }

func FuzzConfig(f *testing.F) {
	f.Add(duban.Config)
	for _, seed := range []string{"", "directory = 5", "directory = \"通讯录.csv\"\n[directory]\n", "[relay]\nport = \"x\"\nprot = 1", "before = [1,\n\"x\",\n2]",
		"[ladder]\nbefore = [1,\n\"x\",\n2]\nhour = 7", "[database]\na = 1\n[mail]\nfrom = \"a\"", "[[directory.post]]\nname = 5\n[[directory.post]]\nnmae = \"x\"",
		"a.b.c = 1", "[relay]\n[relay]", "office = {zone = 3, sgin = \"x\"}", "\"x\\u0000\" = '''\n\n'''", "lmtp.max_size = \"1TB\"", "[inbox]\nstale_after = \"-1s\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, problems := decode(raw, shipped)
		lines := 1 + bytes.Count(raw, []byte("\n"))
		for _, p := range problems {
			if p.Row < 1 || p.Row > lines || p.What.IsZero() {
				t.Errorf("%+v in a file of %d lines", p, lines)
			}
		}
		_, err := Parse("config.toml", raw)
		var found checklist.Problems
		if err != nil && !errors.As(err, &found) {
			t.Errorf("got %v, want problems", err)
		}
	})
}

func TestConfig_theShippedDirectoryIsTheExampleTable(t *testing.T) {
	t.Parallel()
	c, err := Parse("config.toml", duban.Config)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Entries()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("../../examples/通讯录.csv")
	if err != nil {
		t.Fatal(err)
	}
	want, err := sheet.ReadDirectory("通讯录.csv", raw)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(checklist.Entry{}, "Row")); diff != "" {
		t.Errorf("examples/通讯录.csv (-) and config.toml (+) differ:\n%s", diff)
	}
}

func TestConfig_aFaultInTheDirectoryTablesNamesItsLine(t *testing.T) {
	t.Parallel()
	c, err := Parse("config.toml", append(bytes.Clone(duban.Config), "\n[[directory.post]]\nname = \"调研员\"\nduties = [\"主人\"]\n"...))
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Directory()
	want := fmt.Sprintf("config.toml 第%d行 职责：不认识职责“主人”；可写：主任、审核、督办员", 2+bytes.Count(duban.Config, []byte("\n")))
	if err == nil || said(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestConfig_lettersLeaveWithinTheHoursOrTheFileIsRefused(t *testing.T) {
	t.Parallel()
	for change, key := range map[string]string{
		`spread = "48h"`:         "ladder.spread",
		`spread = "9h30m"`:       "ladder.spread",
		`hour = "23:50"`:         "ladder.hour",
		`hours = "18:00-08:30"`:  "ladder.hours",
		`hours = "22:00-24:00"`:  "",
		`hours = "08:30"`:        "ladder.hours",
		`hour = "09:00"`:         "",
		`spread = "9h29m"`:       "",
		`hours = "08:30－18:00"`:  "ladder.hours",
		`hours = "8:30 - 17:45"`: "",
	} {
		_, err := Parse("config.toml", []byte("[ladder]\n"+change+"\n"))
		if (err == nil) != (key == "") || err != nil && !strings.Contains(said(err), key+"：") {
			t.Errorf("%s: %v", change, err)
		}
	}
}

func TestConfig_nobodyReadsTheMailboxThatDubanWritesFrom(t *testing.T) {
	t.Parallel()
	c, err := Parse("config.toml", duban.Config)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := c.Entries()
	if err != nil {
		t.Fatal(err)
	}
	var clerk checklist.Entry
	for _, e := range entries {
		if e.Kind == checklist.Department && e.Name == "综合部" {
			clerk = e
		}
	}
	for name, set := range map[string]func(){
		"mail.from":     func() { c.Mail.From, c.Mail.ReplyTo = clerk.Mail, "" },
		"mail.reply_to": func() { c.Mail.From, c.Mail.ReplyTo = "duban@djzx.example", clerk.Mail },
	} {
		set()
		if _, err := c.Directory(); err == nil || !strings.Contains(said(err), "综合部的邮箱就是督办自己的邮箱（"+name+"）") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
