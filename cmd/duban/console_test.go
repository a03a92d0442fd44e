package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"mime"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"duban"
	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/daemon/daemontest"
	"duban/internal/office"
	"duban/notify"
	"duban/scheduler"
)

// techMail is where daemontest.Tech reads.
const techMail = "jishu@djzx.example"

// console is a whole daemon on a stepped clock, in a folder of its own.
type console struct {
	t   *testing.T
	dir string
	at  time.Time
	out bytes.Buffer
	err bytes.Buffer

	replies int // numbers their Message-IDs
}

func newConsole(t *testing.T) *console {
	t.Helper()
	o := &console{t: t, dir: t.TempDir(), at: time.Date(2026, 3, 30, 10, 0, 0, 0, daemontest.Zone)}
	o.write("config.toml", duban.Config)
	o.write("实施清单.txt", duban.Checklist)
	return o
}

func (o *console) write(name string, content []byte) {
	o.t.Helper()
	if err := os.WriteFile(filepath.Join(o.dir, name), content, 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func (o *console) app() *app {
	o.out.Reset()
	o.err.Reset()
	return &app{now: func() time.Time { return o.at }, getenv: func(string) string { return "" },
		stdin: strings.NewReader(""), stdout: &o.out, stderr: &o.err, config: filepath.Join(o.dir, "config.toml")}
}

// duban runs a command and returns its exit status.
func (o *console) duban(args ...string) int {
	return o.app().run(context.Background(), append([]string{"--config", filepath.Join(o.dir, "config.toml")}, args...))
}

func (o *console) must(args ...string) string {
	o.t.Helper()
	if status := o.duban(args...); status != 0 {
		o.t.Fatalf("duban %v: exit %d\n%s", args, status, &o.err)
	}
	return o.out.String()
}

// says runs a command that must be done and say all of some words.
func (o *console) says(call string, all ...string) {
	o.t.Helper()
	said := o.must(strings.Fields(call)...)
	for _, words := range all {
		if !strings.Contains(said, words) {
			o.t.Errorf("duban %s does not say %q:\n%s", call, words, said)
		}
	}
}

// refuses runs a command that must not be done, and returns what it says: all of some words.
func (o *console) refuses(call string, all ...string) string {
	o.t.Helper()
	if status := o.duban(strings.Fields(call)...); status == exitDone {
		o.t.Errorf("duban %s was done:\n%s", call, &o.out)
	}
	for _, words := range all {
		if !strings.Contains(o.err.String(), words) {
			o.t.Errorf("duban %s does not say %q:\n%s", call, words, &o.err)
		}
	}
	return o.err.String()
}

// imports writes a list and imports it.
func (o *console) imports(name string, items []daemontest.Item, flags ...string) string {
	o.t.Helper()
	o.write(name, []byte(daemontest.Written(items)))
	return o.must(append([]string{"import", filepath.Join(o.dir, name), "--year", "2026"}, flags...)...)
}

func item(content, parties, deadline string) daemontest.Item {
	return daemontest.Item{Content: content, Parties: parties, Deadline: deadline}
}

// live passes one day at the letters' hour: plan, then send to the outbox.
func (o *console) live(day checklist.Day) {
	o.t.Helper()
	a := o.app()
	h, err := a.openOffice(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	defer h.Store.Close()
	o.plan(h, day)
	o.send(a, h)
}

func (o *console) plan(h *office.Office, day checklist.Day) {
	o.t.Helper()
	o.at = day.At(8, 30, daemontest.Zone)
	rules := h.Rules()
	rules.StaleAfter = 0
	if _, err := scheduler.New(h.Store, func() scheduler.Rules { return rules }, slog.New(slog.DiscardHandler)).PlanDue(context.Background(), o.at); err != nil {
		o.t.Fatal(err)
	}
}

func (o *console) send(a *app, h *office.Office) {
	o.t.Helper()
	sender, err := h.Sender(a.now, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	courier := notify.NewCourier(h.Store, sender, func() *checklist.Directory { return h.Directory }, h.Letterhead,
		notify.Options{Batch: 200, Lease: time.Minute, MaxAttempts: 3}, a.now, slog.New(slog.DiscardHandler))
	for {
		n, err := courier.RunOnce(context.Background())
		if err != nil {
			o.t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// newest returns the last letter of a kind to a person.
func (o *console) newest(kind letter.Kind, person string) db.Notice {
	o.t.Helper()
	h, err := o.app().openOffice(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	defer h.Store.Close()
	n, err := h.Store.LastNotice(context.Background(), kind, person)
	if err != nil {
		o.t.Fatalf("no letter %s to %s: %v", kind, person, err)
	}
	return n
}

// reply answers a letter as QQ's web mail does: GB18030, no quote, no Message-ID
// of ours, the tag in the subject; and files it.
func (o *console) reply(n db.Notice, from, words string) string {
	o.t.Helper()
	o.replies++
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(words)
	if err != nil {
		o.t.Fatal(err)
	}
	raw := fmt.Sprintf("From: <%s>\r\nTo: duban@djzx.example\r\nSubject: %s\r\nMessage-ID: <tencent_%d@qq.com>\r\nDate: %s\r\n"+
		"Content-Type: text/plain; charset=\"gb18030\"\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n",
		from, mime.BEncoding.Encode("utf-8", "回复："+n.Token.Tag()+"交办"), o.replies, o.at.Format(time.RFC1123Z), base64.StdEncoding.EncodeToString([]byte(gb)))
	o.write("reply.eml", []byte(raw))
	return o.must("ingest", filepath.Join(o.dir, "reply.eml"))
}
