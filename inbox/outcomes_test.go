package inbox_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
)

var ourID = regexp.MustCompile(`<x1@djzx\.example>|<duban\.92H4GD\.[0-9a-f]+@djzx\.example>`)

// answering makes a stored mail an answer to a letter of this office.
func answering(raw []byte, n db.Notice) []byte {
	out := ourID.ReplaceAll(raw, []byte(n.MessageID))
	if bytes.Equal(out, raw) {
		out = append([]byte("In-Reply-To: "+n.MessageID+"\r\n"), raw...)
	}
	return out
}

// whatBecame is what became of a mail: its state and kind, how the items of its sender
// stand, and which letters he got.
func whatBecame(h *inboxtest.Office, d db.Disposition) string {
	h.Helper()
	out := fmt.Sprintf("%s %s", d.State, d.Kind)
	for _, no := range []int{14, 29} {
		o := h.Part(no, "技术服务部")
		switch {
		case o.State != checklist.Open:
			out += fmt.Sprintf("; %d %s", no, o.State)
		case o.Asked != 0:
			out += fmt.Sprintf("; %d asks %s", no, o.Asked)
		case o.AckedMs != 0:
			out += fmt.Sprintf("; %d acknowledged", no)
		case o.AnswerMs != 0:
			out += fmt.Sprintf("; %d progress", no)
		}
	}
	for _, kind := range []letter.Kind{letter.KindReceipt, letter.KindQuestion, letter.KindHeld} {
		if len(h.Letters(kind, inboxtest.Jishu)) > 0 {
			out += "; " + string(kind)
		}
	}
	return out
}

// Mails as machines and people wrote them, each with what is right.
func TestProcessor_everyMailHasItsOutcome(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"06-receipt-feishu":             "noted read-receipt",
		"09-receipt-thunderbird-bare":   "noted read-receipt",
		"12-recall-outlook-zh":          "noted recall",
		"24-smime-opaque-signed":        "quarantined reply; held",
		"30-big-coremail":               "quarantined reply; held",
		"35-baidu-pan-done":             "quarantined reply; held",
		"38-dsn-failed-forwarded-alias": "quarantined bounce",
		"41-dsn-full-4xx":               "noted bounce",
		"49-totally-empty":              "asked reply; question",
		"54-bare-ooo-en":                "noted auto-reply",
		"56-human-waichu":               "filed reply; 14 submitted; receipt",
		"61-human-list-hdr":             "filed reply; 14 submitted; receipt",
		"65-yahoo-dead":                 "noted auto-reply",
		"b1-big-aliyun-list":            "quarantined reply; held",
		"digest-nested-text":            "asked reply; question", // the enclosed words are another's
		"e1-reaction":                   "noted reaction",
		"f1-dsn-expired-exchange":       "noted bounce",
		"rawgbk-in-encoded-word":        "quarantined reply", // of a stranger

		"m03-gb2312-label-utf8":         "filed reply; 14 submitted; receipt",
		"m12-all-quoted-prefix":         "asked reply; question",
		"m14-data-uri-image":            "filed reply; 14 submitted; receipt",
		"m18-inline-image-in-quote":     "filed reply; 14 submitted; receipt",
		"n02-latin1-label-gbk":          "filed reply; 14 submitted; receipt",
		"n06-calendar-with-answer":      "filed reply; 14 submitted; receipt",
		"n15-wrong-item-not-mine":       "asked reply; question",
		"n20-extension-before-deadline": "filed reply; 14 progress; 29 progress; receipt", // days that cannot be meant are asked about in the receipt
		"r00-ack":                       "filed reply; 14 acknowledged; 29 acknowledged; receipt",
		"r02-ack":                       "filed reply; 14 acknowledged; 29 acknowledged; receipt",
		"s01-answer-in-subject":         "filed reply; 14 submitted; receipt",
		"v01-ticket-ack":                "noted ack",
		"v10-dsn-ip-reputation":         "noted bounce",
		"v12-dsn-full":                  "noted bounce",
	}
	items := map[string][]int{"machines": {14}, "people": {14, 29}}
	seen := map[string]bool{}
	for _, folder := range []string{"machines", "people"} {
		names, err := filepath.Glob(filepath.Join("testdata", folder, "*.eml"))
		if err != nil || len(names) == 0 {
			t.Fatalf("no mails: %v", err)
		}
		for _, name := range names {
			base := strings.TrimSuffix(filepath.Base(name), ".eml")
			seen[base] = true
			t.Run(base, func(t *testing.T) {
				t.Parallel()
				raw, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				h := inboxtest.New(t)
				h.SentAs = []byte("From: duban@djzx.example\r\nSubject: 〔督办 92H4GD〕交办19项\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n技术服务部负责人：\r\n14　一码通。\r\n")
				d := h.Deliver(answering(raw, h.Letter(letter.KindRemind, inboxtest.Jishu, items[folder]...)))
				if diff := cmp.Diff(want[base], whatBecame(h, d)); diff != "" {
					t.Errorf("%s; files %d; text %q (-want +got):\n%s", d.Reason, len(d.Attachments), d.Text, diff)
				}
			})
		}
	}
	for name := range want {
		if !seen[name] {
			t.Errorf("%s: there is no such mail", name)
		}
	}
}
