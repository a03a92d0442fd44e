package sender

import (
	"bytes"
	"strings"
	"testing"

	"duban/inbox/message"
	"duban/inbox/rawtest"
)

func TestProofOfSignature_provesTheAuthorsOwnOrganisation(t *testing.T) {
	t.Parallel()
	raw := rawtest.CRLF("From: zhang@zhsw.gov.cn", "To: duban@zhsw.gov.cn", "Subject: x", "Date: Fri, 16 Apr 2027 09:00:00 +0800", "", "14 done", "")
	for name, tt := range map[string]struct {
		domain string
		change func([]byte) []byte
		want   ProofState
	}{
		"S01 his own domain":               {"zhsw.gov.cn", bytes.Clone, Proven},
		"S11 another house of the city":    {"mail.zhsw.gov.cn", bytes.Clone, Unproven},
		"S11 somebody else's":              {"evil.cn", bytes.Clone, Unproven},
		"words changed on the way":         {"zhsw.gov.cn", func(b []byte) []byte { return bytes.Replace(b, []byte("14 done"), []byte("29 done"), 1) }, Unproven},
		"S14 a second author put in front": {"zhsw.gov.cn", func(b []byte) []byte { return append([]byte("From: boss@zhsw.gov.cn\r\n"), b...) }, Unproven},
		"no signature":                     {"zhsw.gov.cn", func([]byte) []byte { return raw }, Unproven},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			signed, lookup := rawtest.SignedBy(t, raw, tt.domain)
			signed = tt.change(signed)
			if got := ProofOfSignature(signed, message.Parse(signed, message.Limits{}), lookup); got.State != tt.want || got.Why.IsZero() {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestProofOfSignature_whatVerifiersReadAsWeDoCounts(t *testing.T) {
	t.Parallel()
	raw := rawtest.CRLF("From: zhang@zhsw.gov.cn", "To: duban@zhsw.gov.cn", "Subject: a", "", "14 done", "")
	signed, lookup := rawtest.SignedBy(t, raw, "zhsw.gov.cn")
	for name, mail := range map[string]string{
		"an mbox line in front":         "From zhang@zhsw.gov.cn Fri Apr 16 09:00:00 2027\r\n" + string(signed),
		"a byte order mark":             "\xef\xbb\xbf" + string(signed),
		"line ends of Unix":             strings.ReplaceAll(string(signed), "\r\n", "\n"),
		"blanks before the colon":       strings.Replace(string(signed), "Subject:", "Subject \t:", 1),
		"refolded, a blank line within": strings.Replace(string(signed), "Subject: a", "Subject:\r\n \r\n a", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ProofOfSignature([]byte(mail), message.Parse([]byte(mail), message.Limits{}), lookup); got.State != Proven {
				t.Errorf("got %+v", got)
			}
		})
	}
}
