package sender

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"duban/checklist"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
)

// Proof (发件核验) is what the office's own receiving server found out about the
// sender, as it stood in the mail on the day it came.
type Proof struct {
	State  ProofState
	Why    msg.Message // with the server's own words
	Signed bool        // by a signature that we verified ourselves
	Strict bool        // proven by the author's own domain, or by one that it lets speak for it: as verdicts need it
}

// ProofState is the outcome of a proof.
type ProofState string

const (
	Proven   ProofState = "proven"   // DMARC, or an aligned DKIM or SPF, passed
	Forged   ProofState = "forged"   // DMARC failed
	Unproven ProofState = "unproven" // nobody whom we trust says either
)

// Message is the outcome as people read it.
func (s ProofState) Message() msg.Message {
	switch s {
	case Proven:
		return msg.New("the sender is proven")
	case Forged:
		return msg.New("the sender is forged")
	}
	return msg.New("the sender is not proven")
}

// What is said in several places.
const (
	notOneSender = "not exactly one sender"
	serverFound  = "the receiving server found"
)

// ProofOf reads what the servers named as trusted say of a mail's author. Only
// the topmost fields count, and only below hops of the same server: whatever
// stands further down may have been written by the sender (RFC 8601, section 5).
// Any failure of DMARC outweighs whatever else passed.
func ProofOf(m *message.Message, servers []string) Proof {
	if len(servers) == 0 {
		return Proof{State: Unproven, Why: msg.New("no receiving server is trusted")}
	}
	_, domain, _ := strings.Cut(checklist.FoldMail(m.From.Addr), "@")
	trusted := trustedResults(m.Header, servers)
	if len(trusted) == 0 {
		return Proof{State: Unproven, Why: msg.New("the receiving server wrote no results")}
	}
	if domain == "" {
		return Proof{State: Unproven, Why: msg.New(notOneSender)}
	}
	for _, r := range trusted {
		if r.method == "dmarc" && r.result == "fail" {
			return Proof{State: Forged, Why: msg.New(serverFound, "dmarc", "fail", domain)}
		}
	}
	strict := isStrict(trusted, domain)
	for _, r := range trusted {
		if why := r.proves(domain); !why.IsZero() && (strict || !isGovernment(domain)) {
			return Proof{State: Proven, Why: why, Strict: strict}
		}
	}
	for _, r := range trusted {
		if of := r.domain("smtp.mailfrom", "smtp.mail"); r.method == "spf" && r.result == "fail" && strings.EqualFold(of, domain) {
			return Proof{State: Forged, Why: msg.New(serverFound, "spf", "fail", domain)}
		}
	}
	return Proof{State: Unproven, Why: msg.New("the receiving server found results of other domains", inBrief(trusted), domain)}
}

// proves says by what a result proves that a mail is of a domain: DMARC by the
// domain itself, DKIM and SPF by one of the same organisation (RFC 7489, 3.1).
func (r authResult) proves(domain string) msg.Message {
	if r.result != "pass" {
		return msg.Message{}
	}
	var of string
	aligned := isAligned
	switch r.method {
	case "dmarc":
		of, aligned = r.props["header.from"], strings.EqualFold
	case "dkim":
		of = r.domain("header.d", "header.i")
	case "spf":
		of = r.domain("smtp.mailfrom", "smtp.mail")
	}
	if of == "" || !aligned(of, domain) {
		return msg.Message{}
	}
	return msg.New(serverFound, r.method, "pass", of)
}

// domain returns the domain of the first property that is there.
func (r authResult) domain(names ...string) string {
	for _, name := range names {
		if v := r.props[name]; v != "" {
			return strings.ToLower(v[strings.LastIndexByte(v, '@')+1:])
		}
	}
	return ""
}

func inBrief(results []authResult) (words []string) {
	for _, r := range results {
		if word := message.OneLine(r.method + "=" + r.result); len(words) < 6 && !slices.Contains(words, word) {
			words = append(words, zh.FirstRunes(word, 40))
		}
	}
	return words
}

// isStrict reports whether results prove a mail to be of the author's own domain: by DKIM
// or SPF of that very domain, or of its organisation where our listener found that the
// domain itself allows that in words (adkim=r, aspf=r). DMARC that passed may have passed
// by any of the organisation; it counts where the server names none that did.
func isStrict(trusted []authResult, domain string) bool {
	passed, others := false, false
	for _, r := range trusted {
		if r.result != "pass" {
			continue
		}
		found := cmp.Or(r.domain("header.d", "header.i"), r.domain("smtp.mailfrom", "smtp.mail"))
		switch {
		case r.method == "dmarc" && strings.EqualFold(r.props["header.from"], domain):
			passed = true
			if r.props[relaxedInWords] == "r" {
				return true
			}
		case (r.method == "dkim" || r.method == "spf") && strings.EqualFold(found, domain):
			return true
		case (r.method == "dkim" || r.method == "spf") && sameOrganisation(found, domain):
			others = true
		}
	}
	return passed && !others
}

// VisibleFailure is what the topmost Authentication-Results say against the author, ""
// for nothing; a server may write one for each method. Anybody may write such a field,
// but who writes it of himself only does himself harm, so it is heeded whoever the
// server is.
func VisibleFailure(h message.Header) string {
	begun := false
	for _, f := range h {
		if !strings.EqualFold(f.Name, "Authentication-Results") {
			if begun && strings.EqualFold(f.Name, "Received") {
				return "" // the next hop's
			}
			continue
		}
		begun = true
		for _, r := range parseAuthResults(f.Raw).results {
			if (r.method == "spf" || r.method == "dmarc") && r.result == "fail" {
				return r.method + "=fail"
			}
		}
	}
	return ""
}

// Outweighs reports whether believed servers found a signature (DKIM) of the author's that
// holds: beside it a failure that is written on top is that of a way the mail took, not of
// its author. Where SPF failed and DMARC passed, it passed by one.
func Outweighs(m *message.Message, servers []string, failure string) bool {
	_, domain, _ := strings.Cut(checklist.FoldMail(m.From.Addr), "@")
	return slices.ContainsFunc(trustedResults(m.Header, servers), func(r authResult) bool {
		return (r.method == "dkim" || r.method == "dmarc" && failure == "spf=fail") && !r.proves(domain).IsZero()
	})
}

// isAligned: a domain speaks for the others of its organisation. Below gov.cn a city
// is no organisation: its offices are each their own, shuiwu.zh.gov.cn and
// djzx.zh.gov.cn.
func isAligned(found, author string) bool {
	if isGovernment(author) {
		return strings.EqualFold(strings.Trim(found, "."), strings.Trim(author, "."))
	}
	return sameOrganisation(found, author)
}

func isGovernment(domain string) bool {
	return strings.HasSuffix(strings.ToLower(strings.Trim(domain, ".")), ".gov.cn")
}

func sameOrganisation(a, b string) bool {
	return organisation(a) == organisation(b)
}

// organisation is the part of a domain that was registered: zhsw.gov.cn of
// mail.zhsw.gov.cn. A name that is nobody's, as gov.cn, is itself.
func organisation(domain string) string {
	domain = strings.ToLower(strings.Trim(domain, "."))
	if org, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil {
		return org
	}
	return domain
}

// trustedResults returns what the topmost fields of trusted servers say. The
// first such field must not stand below a hop of somebody else; the ones that
// count with it follow it directly.
func trustedResults(h message.Header, servers []string) (trusted []authResult) {
	var hops []string
	begun := false
	for _, f := range h {
		switch {
		case strings.EqualFold(f.Name, "Authentication-Results"):
			a := parseAuthResults(f.Raw)
			if !isTrusted(a.server, servers) {
				continue
			}
			if !allHopsOf(a.server, hops) {
				return trusted
			}
			trusted, begun = addResults(trusted, a.results), true
		case begun:
			return trusted
		case strings.EqualFold(f.Name, "Received"):
			hops = append(hops, hopBy(f.Raw))
		}
	}
	return trusted
}

// addResults adds the results of a lower field. About a method that a higher one
// has reported it may say only worse: our server writes on top, and what it did
// not strip below may be forged.
func addResults(trusted, lower []authResult) []authResult {
	above := map[string]bool{}
	for _, r := range trusted {
		above[r.method] = true
	}
	for _, r := range lower {
		if !above[r.method] || r.result == "fail" {
			trusted = append(trusted, r)
		}
	}
	return trusted
}

func isTrusted(server string, servers []string) bool {
	return server != "" && slices.ContainsFunc(servers, func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), server) })
}

var byHost = zh.NewPattern(`(?i)(?:^|\s)by\s+([^\s;()]+)`)

// hopBy is the server that wrote a Received field.
func hopBy(raw string) string {
	if found := byHost.FindStringSubmatch(raw); found != nil {
		return found[1]
	}
	return ""
}

func allHopsOf(server string, hops []string) bool {
	return !slices.ContainsFunc(hops, func(hop string) bool { return !sameOrganisation(hop, server) })
}
