package inbox_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/inbox/rawtest"
	"duban/inbox/sender"
	"duban/internal/words"
)

// provenWays are the ways in which the director's signature proves him and nothing
// else does.
var provenWays = map[string]func(h *inboxtest.Office, key sender.LookupTXT, raw []byte) db.Disposition{
	"we examined it": func(h *inboxtest.Office, key sender.LookupTXT, raw []byte) db.Disposition {
		record, _ := key("s._domainkey.djzx.example")
		_, disposition := h.ComesOverSMTP(rawtest.ZoneFile{"s._domainkey.djzx.example": record[0], "_dmarc.djzx.example": "v=DMARC1; p=reject"}, "x@evil.example", raw)
		return disposition
	},
	"we verified its signature": func(h *inboxtest.Office, key sender.LookupTXT, raw []byte) db.Disposition {
		h.Policy.LookupTXT = key
		return h.Deliver(raw)
	},
	"our server says DKIM": func(h *inboxtest.Office, _ sender.LookupTXT, raw []byte) db.Disposition {
		return h.DeliversWith("dkim=pass header.d=djzx.example", raw)
	},
	"our server says DMARC": func(h *inboxtest.Office, _ sender.LookupTXT, raw []byte) db.Disposition {
		return h.DeliversWith("dmarc=pass header.from=djzx.example", raw)
	},
	"our server says it is the envelope of another": func(h *inboxtest.Office, _ sender.LookupTXT, raw []byte) db.Disposition {
		return h.DeliversWith("spf=pass smtp.mailfrom=evil.example; dmarc=pass header.from=djzx.example", raw)
	},
}

func TestProcessor_aVerdictThatASignatureProvesIsSignedAsAnAnswerToUs(t *testing.T) {
	t.Parallel()
	const usual = "From To Subject Date Message-ID"
	ours, colleague := "To: "+inboxtest.Duban, "To: <"+inboxtest.Jishu+">"
	for name, tt := range map[string]struct {
		signed  string // the fields
		to      string
		subject string
		front   string // put in front of what was signed
		want    checklist.State
	}{
		"his reply to the digest":               {usual, ours, "回复：%[1]s", "", checklist.Accepted},
		"the program alone noted the letter":    {usual, ours, "回复", "In-Reply-To: <duban.%s.x@djzx.example>", checklist.Accepted},
		"copied to us":                          {usual + " Cc", colleague + "\r\nCc: " + inboxtest.Duban, "回复", "In-Reply-To: <duban.%s.x@djzx.example>", checklist.Accepted},
		"to our address with a suffix":          {usual, "To: duban+%[1]s@djzx.example", "回复", "", checklist.Accepted},
		"To is not signed, the subject is":      {"From Subject Date Message-ID", ours, "回复：%[1]s", "", checklist.Accepted},
		"all is signed":                         {"", ours, "回复：%[1]s", "", checklist.Accepted},
		"to a colleague":                        {usual, colleague, "同意", "In-Reply-To: <duban.%s.x@djzx.example>", checklist.Submitted},
		"to a colleague, in a thread":           {usual, colleague, "同意", "References: <duban.%s.x@djzx.example>", checklist.Submitted},
		"to a colleague, and then to us":        {usual, colleague, "同意", "To: duban+%s@djzx.example", checklist.Submitted},
		"to a colleague, and copied to us":      {usual, colleague, "同意", "Cc: duban+%s@djzx.example", checklist.Submitted},
		"to a colleague, of another subject":    {usual, colleague, "同意", "Subject: 〔督办 %s〕", checklist.Submitted},
		"to a colleague, as Delivered-To says":  {usual, colleague, "同意", "Delivered-To: duban+%s@djzx.example", checklist.Submitted},
		"a broader signature that is not valid": {usual, colleague, "同意", "DKIM-Signature: v=1; a=ed25519-sha256; d=djzx.example; s=s; h=From:In-Reply-To; bh=AA; b=AA\r\nIn-Reply-To: <duban.%s.x@djzx.example>", checklist.Submitted},
		"to us, of another type":                {usual, ours, "回复：%[1]s", "Content-Type: text/html; charset=utf-8", checklist.Submitted},
		"to us once, under a new Message-ID":    {"From To Date", ours, "回复", "In-Reply-To: <duban.%s.x@djzx.example>", checklist.Submitted},
		"nothing of it is signed but the words": {"From", ours, "回复：%[1]s", "", checklist.Submitted},
	} {
		for way, deliver := range provenWays {
			t.Run(name+", "+way, func(t *testing.T) {
				t.Parallel()
				h := inboxtest.New(t)
				h.Policy.Unproven = checklist.ConfirmVerdicts
				n := h.Submitted14()
				named := func(s string) string {
					if !strings.Contains(s, "%") {
						return s
					}
					return fmt.Sprintf(s, n.Token)
				}
				subject := strings.ReplaceAll(tt.subject, "%[1]s", n.Token.Tag())
				raw, key := rawtest.SignedBy(t, h.Mail(inboxtest.Zhuren, subject, "14 同意", named(tt.to)), "djzx.example", strings.Fields(tt.signed)...)
				if tt.front != "" {
					raw = append([]byte(named(tt.front)+"\r\n"), raw...)
				}
				disposition := deliver(h, key, raw)
				if got := h.Part(14, "技术服务部").State; got != tt.want || (disposition.State == "filed") != (tt.want == checklist.Accepted) {
					t.Errorf("item 14 is %s; %s: %s", got, disposition.State, disposition.Reason)
				}
			})
		}
	}
}

func TestProcessor_whatElseProvesAVerdictNeedsNoSignedAddress(t *testing.T) {
	t.Parallel()
	for name, deliver := range map[string]func(*inboxtest.Office, sender.LookupTXT, []byte) db.Disposition{
		"it came from his own server": func(h *inboxtest.Office, _ sender.LookupTXT, raw []byte) db.Disposition {
			_, disposition := h.ComesOverSMTP(rawtest.ZoneFile{"djzx.example": "v=spf1 ip4:192.0.2.1 -all"}, inboxtest.Zhuren, raw)
			return disposition
		},
		"our server says so": func(h *inboxtest.Office, _ sender.LookupTXT, raw []byte) db.Disposition {
			return h.DeliversWith("spf=pass smtp.mailfrom=djzx.example; dmarc=pass header.from=djzx.example", raw)
		},
		"nobody is asked for proof": func(h *inboxtest.Office, _ sender.LookupTXT, raw []byte) db.Disposition { return h.Deliver(raw) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			if name != "nobody is asked for proof" {
				h.Policy.Unproven = checklist.ConfirmVerdicts
			}
			raw, key := rawtest.SignedBy(t, h.Reply(h.Submitted14(), inboxtest.Zhuren, "14 同意"), "djzx.example", "From")
			if disposition := deliver(h, key, raw); h.Part(14, "技术服务部").State != checklist.Accepted {
				t.Errorf("got %s: %s", disposition.State, disposition.Reason)
			}
		})
	}
}

func TestProcessor_anAnswerCountsWhateverOfItIsSigned(t *testing.T) {
	t.Parallel()
	for way, deliver := range provenWays {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			h.Policy.Unproven = checklist.HoldUnproven
			raw, key := rawtest.SignedBy(t, h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"), "djzx.example", "From")
			if disposition := deliver(h, key, raw); h.Part(14, "技术服务部").State != checklist.Submitted {
				t.Errorf("got %s: %s", disposition.State, disposition.Reason)
			}
		})
	}
}

// A colleague's own signed mail, made to look like the director's: where we are more
// tolerant of a header than verifiers are, or less, no signature counts.
func TestProcessor_noSignatureCountsForAHeaderThatReadsTwoWays(t *testing.T) {
	t.Parallel()
	const author = "From: <" + inboxtest.Zhuren + ">\r\n"
	hiddenBy := func(odd string) func(string) string {
		return func(mail string) string {
			return author + strings.Replace(mail, "From: <"+inboxtest.Jishu+">", "From"+odd+": <"+inboxtest.Jishu+">", 1)
		}
	}
	for name, change := range map[string]func(string) string{
		"as it was signed":                   func(mail string) string { return mail },
		"a vertical tab behind the name":     hiddenBy("\x0b"),
		"a form feed behind the name":        hiddenBy("\x0c"),
		"a no-break space behind the name":   hiddenBy("\u00a0"),
		"an ideographic space behind it":     hiddenBy("\u3000"),
		"a blank in front of the first line": func(mail string) string { return " " + hiddenBy("\x0b")(mail) },
		"a line of blanks that ends it for us": func(mail string) string {
			signature, rest, _ := strings.Cut(mail, "From: ")
			_, subject, _ := strings.Cut(rest, "\r\nSubject: ")
			subject, _, _ = strings.Cut(subject, "\r\n")
			return signature + author + "Subject: " + subject + "\r\nContent-Type: multipart/mixed; boundary=x\r\n \r\n--x\r\n \r\n14 同意\r\n--x--\r\nFrom: " + rest
		},
	} {
		for way, deliver := range map[string]func(*inboxtest.Office, sender.LookupTXT, []byte) db.Disposition{
			"SMTP": func(h *inboxtest.Office, key sender.LookupTXT, raw []byte) db.Disposition {
				record, _ := key("s._domainkey.djzx.example")
				_, disposition := h.ComesOverSMTP(rawtest.ZoneFile{"s._domainkey.djzx.example": record[0]}, "x@evil.example", raw)
				return disposition
			},
			"LMTP": func(h *inboxtest.Office, key sender.LookupTXT, raw []byte) db.Disposition {
				h.Policy.LookupTXT = key
				return h.Deliver(raw)
			},
		} {
			t.Run(way+": "+name, func(t *testing.T) {
				t.Parallel()
				h := inboxtest.New(t)
				h.Policy.Unproven = checklist.ConfirmVerdicts
				n := h.Submitted14()
				signed, key := rawtest.SignedBy(t, h.Reply(n, inboxtest.Jishu, "14 同意"), "djzx.example")
				disposition := deliver(h, key, []byte(change(string(signed))))
				if got := h.Part(14, "技术服务部").State; disposition.State == "filed" || got != checklist.Submitted {
					t.Errorf("got %s: %s; item 14 is %s", disposition.State, disposition.Reason, got)
				}
			})
		}
	}
}

func TestProcessor_S01_aSignatureLetsAVerdictCount(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.Unproven = checklist.HoldUnproven
	n := h.Ask()
	signed, lookup := rawtest.SignedBy(t, h.Reply(n, inboxtest.Jishu, "14 已完成"), "djzx.example")
	h.Policy.LookupTXT = func(string) ([]string, error) { return nil, errors.New("no answer") }
	if disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成")); disposition.State != "quarantined" || !strings.Contains(words.Say(words.Chinese, disposition.Reason), "没有签名") {
		t.Errorf("unsigned: %+v", disposition)
	}
	h.Policy.LookupTXT = lookup
	if disposition := h.Deliver(signed); disposition.State != "filed" || h.Part(14, "技术服务部").State != checklist.Submitted {
		t.Errorf("signed: %+v", disposition)
	}
}
