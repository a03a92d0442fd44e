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
)

// signedBy signs a mail for a domain, and returns it with what the DNS says of
// the key.
func signedBy(t *testing.T, raw []byte, domain string) ([]byte, LookupTXT) {
	t.Helper()
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	var out bytes.Buffer
	if err := dkim.Sign(&out, bytes.NewReader(raw), &dkim.SignOptions{Domain: domain, Selector: "s", Signer: key}); err != nil {
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
