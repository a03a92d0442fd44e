package inbox

import (
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
	"duban/db"
)

// provenWays are the ways in which the director's signature proves him and nothing
// else does.
var provenWays = map[string]func(h *house, key LookupTXT, raw []byte) db.MailFate{
	"we examined it": func(h *house, key LookupTXT, raw []byte) db.MailFate {
		record, _ := key("s._domainkey.djzx.example")
		_, fate := h.comesOverSMTP(zoneFile{"s._domainkey.djzx.example": record[0], "_dmarc.djzx.example": "v=DMARC1; p=reject"}, "x@evil.example", raw)
		return fate
	},
	"we verified its signature": func(h *house, key LookupTXT, raw []byte) db.MailFate {
		h.policy.LookupTXT = key
		return h.deliver(raw)
	},
	"our server says DKIM": func(h *house, _ LookupTXT, raw []byte) db.MailFate {
		return h.deliversWith("dkim=pass header.d=djzx.example", raw)
	},
	"our server says DMARC": func(h *house, _ LookupTXT, raw []byte) db.MailFate {
		return h.deliversWith("dmarc=pass header.from=djzx.example", raw)
	},
	"our server says it is the envelope of another": func(h *house, _ LookupTXT, raw []byte) db.MailFate {
		return h.deliversWith("spf=pass smtp.mailfrom=evil.example; dmarc=pass header.from=djzx.example", raw)
	},
}

// deliversWith takes a mail in with what the office's own server found.
func (h *house) deliversWith(found string, raw []byte) db.MailFate {
	h.Helper()
	h.policy.AuthServers = []string{smtpHost}
	return h.deliver(append([]byte("Authentication-Results: "+smtpHost+"; "+found+"\r\n"), raw...))
}

func TestDesk_aVerdictThatASignatureProvesIsSignedAsAnAnswerToUs(t *testing.T) {
	t.Parallel()
	const usual = "From To Subject Date Message-ID"
	ours, colleague := "To: "+duban, "To: <"+jishu+">"
	for name, tt := range map[string]struct {
		signed  string // the fields
		to      string
		subject string
		front   string // put in front of what was signed
		want    checklist.State
	}{
		"his reply to the digest":               {usual, ours, "回复：%[1]s", "", checklist.Accepted},
		"the program alone noted the letter":    {usual, ours, "回复", "In-Reply-To: <duban.%s.x@djzx.example>", checklist.Accepted},
		"copied to us":                          {usual + " Cc", colleague + "\r\nCc: " + duban, "回复", "In-Reply-To: <duban.%s.x@djzx.example>", checklist.Accepted},
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
				h := newHouse(t)
				n := h.submitted14()
				named := func(s string) string {
					if !strings.Contains(s, "%") {
						return s
					}
					return fmt.Sprintf(s, n.Token)
				}
				subject := strings.ReplaceAll(tt.subject, "%[1]s", n.Token.Tag())
				raw, key := signedBy(t, h.mail(zhuren, subject, "14 同意", named(tt.to)), "djzx.example", strings.Fields(tt.signed)...)
				if tt.front != "" {
					raw = append([]byte(named(tt.front)+"\r\n"), raw...)
				}
				fate := deliver(h, key, raw)
				if got := h.part(14, "技术服务部").State; got != tt.want || (fate.State == "filed") != (tt.want == checklist.Accepted) {
					t.Errorf("item 14 is %s; %s: %s", got, fate.State, fate.Reason)
				}
			})
		}
	}
}

func TestDesk_whatElseProvesAVerdictNeedsNoSignedAddress(t *testing.T) {
	t.Parallel()
	for name, deliver := range map[string]func(*house, LookupTXT, []byte) db.MailFate{
		"it came from his own server": func(h *house, _ LookupTXT, raw []byte) db.MailFate {
			_, fate := h.comesOverSMTP(zoneFile{"djzx.example": "v=spf1 ip4:192.0.2.1 -all"}, zhuren, raw)
			return fate
		},
		"our server says so": func(h *house, _ LookupTXT, raw []byte) db.MailFate {
			return h.deliversWith("spf=pass smtp.mailfrom=djzx.example; dmarc=pass header.from=djzx.example", raw)
		},
		"nobody is asked for proof": func(h *house, _ LookupTXT, raw []byte) db.MailFate { return h.deliver(raw) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			raw, key := signedBy(t, h.reply(h.submitted14(), zhuren, "14 同意"), "djzx.example", "From")
			if fate := deliver(h, key, raw); h.part(14, "技术服务部").State != checklist.Accepted {
				t.Errorf("got %s: %s", fate.State, fate.Reason)
			}
		})
	}
}

func TestDesk_anAnswerCountsWhateverOfItIsSigned(t *testing.T) {
	t.Parallel()
	for way, deliver := range provenWays {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.policy.RequireProof = true
			raw, key := signedBy(t, h.reply(h.ask(), jishu, "14 已完成"), "djzx.example", "From")
			if fate := deliver(h, key, raw); h.part(14, "技术服务部").State != checklist.Submitted {
				t.Errorf("got %s: %s", fate.State, fate.Reason)
			}
		})
	}
}
