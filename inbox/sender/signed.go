package sender

import (
	"slices"
	"strings"
	"unicode"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/internal/msg"
)

// A signature (DKIM) says who wrote words, and not to whom nor about what: anybody
// who was sent them can send them on, signed as they are, under fields that were not
// signed. For an answer that is no matter, for it obliges its writer alone; a verdict
// must be signed together with what makes it an answer to us.

// Misdirected says why a mail that its author surely wrote may have been written to
// somebody else than us, or about another letter than the one the token names; zero
// where nothing speaks for that. servers are those whose findings are believed.
func Misdirected(raw []byte, m *message.Message, servers []string, token letter.Token, self message.Self) msg.Message {
	_, domain, _ := strings.Cut(checklist.FoldMail(m.From.Addr), "@")
	found := trustedResults(m.Header, servers)
	if provesBy("spf", found, domain) {
		return msg.Message{} // it came from his own server
	}
	signatures := signaturesBy(domain, m.Header)
	switch {
	case len(signatures) == 0 && !provesBy("dkim", found, domain):
		return msg.Message{} // our server had no signature to go by
	case !readsOneWay(message.SkipPreface(raw)) || hasTwins(m.Header):
		return msg.New("header lines doubled or malformed")
	}
	unbound := func(s signature) bool { return !s.binds(m, token, self) }
	if len(signatures) == 0 || slices.ContainsFunc(signatures, unbound) {
		return msg.New("signed without our number and address")
	}
	return msg.Message{}
}

// binds reports whether what is signed names our letter, or us. Us alone is too
// little where the mail could come again under another Message-ID, as new, and
// answer another letter.
func (s signature) binds(m *message.Message, token letter.Token, self message.Self) bool {
	for _, name := range []string{"In-Reply-To", "References", "Subject", "To", "Cc"} {
		if s.covers(name) && slices.Contains(message.TokensIn(name, m), token) {
			return true
		}
	}
	return s.covers("Message-ID") && (s.covers("To") && self.IsAmong(m.To) || s.covers("Cc") && self.IsAmong(m.Cc))
}

// hasTwins finds a field twice that no honest mail has twice (RFC 5322, section 3.6):
// signatures are over the lower one, and the upper one is read.
func hasTwins(h message.Header) bool {
	return slices.ContainsFunc([]string{"To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References", "Content-Type", "Content-Transfer-Encoding"},
		func(name string) bool { return len(h.All(name)) > 1 })
}

func provesBy(method string, found []authResult, domain string) bool {
	return slices.ContainsFunc(found, func(r authResult) bool { return r.method == method && !r.proves(domain).IsZero() })
}

// signature is the tags of a DKIM-Signature (RFC 6376, section 3.5).
type signature map[string]string

// signaturesBy are those in the name of a domain's organisation. Which of them is the
// valid one is not asked: a forger can add one, and cannot take that one away.
func signaturesBy(domain string, h message.Header) (found []signature) {
	for _, f := range h.All("DKIM-Signature") {
		s := signature{}
		for tag := range strings.SplitSeq(f.Raw, ";") {
			name, value, _ := strings.Cut(tag, "=")
			s[strings.TrimSpace(name)] = withoutSpace(value)
		}
		if isAligned(s["d"], domain) {
			found = append(found, s)
		}
	}
	return found
}

// covers reports whether a field is signed; with a signed length (l=) something may
// follow what was.
func (s signature) covers(name string) bool {
	_, short := s["l"]
	return !short && slices.ContainsFunc(strings.Split(s["h"], ":"), func(signed string) bool { return strings.EqualFold(signed, name) })
}

func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
