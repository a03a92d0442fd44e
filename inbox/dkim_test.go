package inbox

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"

	"duban/checklist"
	"duban/db"
)

// signedBy signs a mail for a domain, all its fields or those named, as most servers
// do (relaxed), and returns it with what the DNS says of the key.
func signedBy(t *testing.T, raw []byte, domain string, fields ...string) ([]byte, LookupTXT) {
	t.Helper()
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	var out bytes.Buffer
	if err := dkim.Sign(&out, bytes.NewReader(raw), &dkim.SignOptions{Domain: domain, Selector: "s", Signer: key, HeaderKeys: append([]string(nil), fields...),
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed}); err != nil {
		t.Fatal(err)
	}
	record := "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
	return out.Bytes(), func(name string) ([]string, error) {
		if name != "s._domainkey."+domain {
			return nil, errors.New("no such name")
		}
		return []string{record}, nil
	}
}

func TestProofOfSignature_provesTheAuthorsOwnOrganisation(t *testing.T) {
	t.Parallel()
	raw := crlf("From: zhang@zhsw.gov.cn", "To: duban@zhsw.gov.cn", "Subject: x", "Date: Fri, 16 Apr 2027 09:00:00 +0800", "", "14 done", "")
	for name, tt := range map[string]struct {
		domain string
		change func([]byte) []byte
		want   ProofState
	}{
		"S01 his own domain":               {"zhsw.gov.cn", bytes.Clone, Proven},
		"S01 a host of his organisation":   {"mail.zhsw.gov.cn", bytes.Clone, Proven},
		"S11 somebody else's":              {"evil.cn", bytes.Clone, Unproven},
		"words changed on the way":         {"zhsw.gov.cn", func(b []byte) []byte { return bytes.Replace(b, []byte("14 done"), []byte("29 done"), 1) }, Unproven},
		"S14 a second author put in front": {"zhsw.gov.cn", func(b []byte) []byte { return append([]byte("From: boss@zhsw.gov.cn\r\n"), b...) }, Unproven},
		"no signature":                     {"zhsw.gov.cn", func([]byte) []byte { return raw }, Unproven},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			signed, lookup := signedBy(t, raw, tt.domain)
			signed = tt.change(signed)
			if got := ProofOfSignature(signed, Parse(signed, Limits{}), lookup); got.State != tt.want || got.Why == "" {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// A colleague's own signed mail, made to look like the director's: where we are more
// tolerant of a header than verifiers are, or less, no signature counts.
func TestDesk_noSignatureCountsForAHeaderThatReadsTwoWays(t *testing.T) {
	t.Parallel()
	const author = "From: <" + zhuren + ">\r\n"
	hiddenBy := func(odd string) func(string) string {
		return func(mail string) string {
			return author + strings.Replace(mail, "From: <"+jishu+">", "From"+odd+": <"+jishu+">", 1)
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
		for way, deliver := range map[string]func(*house, LookupTXT, []byte) db.MailFate{
			"SMTP": func(h *house, key LookupTXT, raw []byte) db.MailFate {
				record, _ := key("s._domainkey.djzx.example")
				_, fate := h.comesOverSMTP(zoneFile{"s._domainkey.djzx.example": record[0]}, "x@evil.example", raw)
				return fate
			},
			"LMTP": func(h *house, key LookupTXT, raw []byte) db.MailFate {
				h.policy.LookupTXT = key
				return h.deliver(raw)
			},
		} {
			t.Run(way+": "+name, func(t *testing.T) {
				t.Parallel()
				h := newHouse(t)
				n := h.submitted14()
				signed, key := signedBy(t, h.reply(n, jishu, "14 同意"), "djzx.example")
				fate := deliver(h, key, []byte(change(string(signed))))
				if got := h.part(14, "技术服务部").State; fate.State != "quarantined" || got != checklist.Submitted {
					t.Errorf("got %s: %s; item 14 is %s", fate.State, fate.Reason, got)
				}
			})
		}
	}
}

func TestProofOfSignature_whatVerifiersReadAsWeDoCounts(t *testing.T) {
	t.Parallel()
	raw := crlf("From: zhang@zhsw.gov.cn", "To: duban@zhsw.gov.cn", "Subject: a", "", "14 done", "")
	signed, lookup := signedBy(t, raw, "zhsw.gov.cn")
	for name, mail := range map[string]string{
		"an mbox line in front":         "From zhang@zhsw.gov.cn Fri Apr 16 09:00:00 2027\r\n" + string(signed),
		"a byte order mark":             "\xef\xbb\xbf" + string(signed),
		"line ends of Unix":             strings.ReplaceAll(string(signed), "\r\n", "\n"),
		"blanks before the colon":       strings.Replace(string(signed), "Subject:", "Subject \t:", 1),
		"refolded, a blank line within": strings.Replace(string(signed), "Subject: a", "Subject:\r\n \r\n a", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ProofOfSignature([]byte(mail), Parse([]byte(mail), Limits{}), lookup); got.State != Proven {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestDesk_S01_aSignatureLetsAVerdictCount(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.policy.RequireProof = true
	n := h.ask()
	signed, lookup := signedBy(t, h.reply(n, jishu, "14 已完成"), "djzx.example")
	h.policy.LookupTXT = func(string) ([]string, error) { return nil, errors.New("no answer") }
	if fate := h.deliver(h.reply(n, jishu, "14 已完成")); fate.State != "quarantined" || !strings.Contains(fate.Reason, "没有签名") {
		t.Errorf("unsigned: %+v", fate)
	}
	h.policy.LookupTXT = lookup
	if fate := h.deliver(signed); fate.State != "filed" || h.part(14, "技术服务部").State != checklist.Submitted {
		t.Errorf("signed: %+v", fate)
	}
}
