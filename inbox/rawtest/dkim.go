package rawtest

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"testing"

	"github.com/emersion/go-msgauth/dkim"
)

// SignedBy signs a mail for a domain, all its fields or those named, as most servers
// do (relaxed), and returns it with what the DNS says of the key.
func SignedBy(t *testing.T, raw []byte, domain string, fields ...string) ([]byte, func(string) ([]string, error)) {
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
