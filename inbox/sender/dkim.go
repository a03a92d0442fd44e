package sender

import (
	"bytes"
	"context"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"duban/checklist"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
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
func ProofOfSignature(raw []byte, m *message.Message, lookup LookupTXT) Proof {
	_, domain, found := strings.Cut(checklist.FoldMail(m.From.Addr), "@")
	if !found {
		return Proof{State: Unproven, Why: msg.New("not exactly one sender")}
	}
	if !m.Header.Has("DKIM-Signature") {
		return Proof{State: Unproven, Why: msg.New("no signature")}
	}
	list, err := verifySignatures(raw, lookup)
	var best Proof
	for _, v := range list {
		if v.Err != nil {
			err = v.Err
			continue
		}
		own := strings.EqualFold(v.Domain, domain) || sameOrganisation(v.Domain, domain) && relaxes(lookup, domain)
		if (own || isAligned(v.Domain, domain)) && !best.Strict {
			best = Proof{State: Proven, Why: msg.New("a valid signature", message.OneLine(v.Domain)), Signed: true, Strict: own}
		}
	}
	if best.State == Proven {
		return best
	}
	if err != nil {
		return Proof{State: Unproven, Why: msg.New("a signature that cannot be verified", unverified(err))}
	}
	return Proof{State: Unproven, Why: msg.New("signed by another domain")}
}

// relaxes reports whether a domain itself says in words that signatures of others of its
// organisation speak for it.
func relaxes(lookup LookupTXT, domain string) bool {
	records, err := lookup("_dmarc." + domain)
	return err == nil && dmarcTags(records)["adkim"] == "r"
}

// unverified is why a signature cannot be verified: what we say, or the library's words.
func unverified(err error) msg.Message {
	var ours msg.Message
	if errors.As(err, &ours) {
		return ours
	}
	return msg.Words(zh.FirstRunes(message.OneLine(err.Error()), 120))
}

var errTwoReadings = msg.New("header lines that programs read differently")

// verifySignatures verifies the first few signatures of a mail. A signature is over
// the header as its verifier reads it, and verifiers do not share our tolerance: of
// a mail whose header we would read otherwise none counts, or the author signed
// would not be the author read.
func verifySignatures(raw []byte, lookup LookupTXT) ([]*dkim.Verification, error) {
	raw = message.SkipPreface(raw)
	if !readsOneWay(raw) {
		return nil, errTwoReadings
	}
	return dkim.VerifyWithOptions(bytes.NewReader(raw), &dkim.VerifyOptions{LookupTXT: lookup, MaxVerifications: mostSignatures})
}

// readsOneWay reports whether a header has the same fields, and the same end, for us
// and for a verifier: to him every line that is not folded is a field, its name
// without whatever Unicode calls a space, and only an empty line is the end.
func readsOneWay(raw []byte) bool {
	h, body, _ := message.ReadHeader(raw, message.DefaultLimits())
	for i := 0; len(raw) > 0; {
		line, rest := message.CutLine(raw)
		raw = rest
		switch name, _, _ := bytes.Cut(line, []byte(":")); {
		case len(line) == 0:
			return i == len(h) && len(rest) == len(body)
		case i > 0 && message.IsFolded(line):
		case i == len(h) || h[i].Name != string(bytes.TrimSpace(name)):
			return false
		default:
			i++
		}
	}
	return false // it has no end
}
