package inbox

import (
	"bytes"
	"context"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"duban/checklist"
)

// LookupTXT asks the DNS for the TXT records of a name.
type LookupTXT func(name string) ([]string, error)

const (
	mostSignatures = 5 // verified: more come from nobody honest
	lookupTimeout  = 5 * time.Second
)

// SystemLookupTXT asks the resolver of this machine, and gives up after seconds:
// a mail server is waiting for its answer.
func SystemLookupTXT(name string) ([]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), lookupTimeout)
	defer cancel()
	return net.DefaultResolver.LookupTXT(ctx, name)
}

// ProofOfSignature verifies the DKIM signatures of a mail (RFC 6376) for servers
// that write down no result of their own. A signature proves the author only if
// it is of his own organisation. It says nothing of a forgery: lists and
// gateways break signatures. There is no SPF here: the office's own server is the
// peer, and the address that the mail came from is not known; see examineSender.
func ProofOfSignature(raw []byte, m *Message, lookup LookupTXT) Proof {
	_, domain, found := strings.Cut(checklist.FoldMail(m.From.Addr), "@")
	if !found {
		return Proof{Unproven, "发件人不是恰好一个地址"}
	}
	if !m.Header.Has("DKIM-Signature") {
		return Proof{Unproven, "来信没有签名（DKIM）"}
	}
	list, err := dkim.VerifyWithOptions(bytes.NewReader(raw), &dkim.VerifyOptions{LookupTXT: lookup, MaxVerifications: mostSignatures})
	for _, v := range list {
		if v.Err == nil && sameOrganisation(v.Domain, domain) {
			return Proof{Proven, "签名有效：dkim（" + oneLine(v.Domain) + "）"}
		}
		if v.Err != nil {
			err = v.Err
		}
	}
	if err != nil {
		return Proof{Unproven, "来信的签名（DKIM）不能核验：" + firstRunes(oneLine(err.Error()), 120)}
	}
	return Proof{Unproven, "来信由别的域名签名（DKIM）"}
}
