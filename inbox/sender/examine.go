package sender

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"blitiri.com.ar/go/spf"
	"github.com/emersion/go-msgauth/dkim"

	"duban/checklist"
	"duban/inbox/message"
	"duban/internal/zh"
)

// finding is a result as Authentication-Results writes it (RFC 8601, section 2.7).
type finding struct {
	method, result string
	prop, domain   string // header.from=a.cn; "" nothing to name
	relaxed        bool   // of DMARC: the domain itself lets others of its organisation speak for it
}

// relaxedInWords is the property by which our stamp says so (RFC 8601, section 2.3: a
// server's own policy may be reported).
const relaxedInWords = "policy.alignment"

// examinePatience bounds how long a peer waits while domains are asked.
const examinePatience = 15 * time.Second

// examineSender finds out whether the author of a mail is who he says: by the
// machine it comes from (SPF, RFC 7208), by its signatures (DKIM, RFC 6376), and
// whether one of them speaks for the author's own domain as that domain demands
// (DMARC, RFC 7489). A question that the DNS leaves open is temperror: it proves
// nothing, and accuses nobody.
func examineSender(ctx context.Context, dns DNS, e Envelope, raw []byte) []finding {
	ctx, cancel := context.WithTimeout(ctx, examinePatience)
	defer cancel()
	h, _, _ := message.ReadHeader(raw, message.DefaultLimits())
	m := &message.Message{Header: h}
	m.DescribeAuthor()
	_, author, _ := strings.Cut(checklist.FoldMail(m.From.Addr), "@")
	var found struct {
		spf    finding
		dkim   []finding
		demand demand
	}
	var asked sync.WaitGroup
	asked.Go(func() { found.spf = examineSPF(ctx, dns, e) })
	asked.Go(func() { found.dkim = examineDKIM(ctx, dns, raw, h) })
	asked.Go(func() { found.demand = demandOf(ctx, dns, author) })
	asked.Wait()
	all := append([]finding{found.spf}, found.dkim...)
	if verdict, is := found.demand.evaluate(author, all); is {
		all = append(all, verdict)
	}
	return all
}

// examineSPF asks whether the peer may send for the domain of the envelope; with a
// null sender, for the name it gives itself (RFC 7208, section 2.4).
func examineSPF(ctx context.Context, dns DNS, e Envelope) finding {
	f := finding{method: "spf", result: "none", prop: "smtp.mailfrom", domain: domainOf(e.From)}
	sender := e.From
	if e.From == "" {
		f.prop, f.domain, sender = "smtp.helo", e.Helo, "postmaster@"+e.Helo
	}
	ip := RemoteIP(e.Peer)
	if ip == nil || !IsDomain(f.domain) {
		f.prop, f.domain = "", ""
		return f
	}
	ask := &asking{DNS: dns}
	result, _ := spf.CheckHostWithSender(ip, e.Helo, sender, spf.WithContext(ctx), spf.WithResolver(ask)) // a pass comes with an error that says why
	f.result = ask.orOpen(string(result))
	return f
}

// examineDKIM verifies the signatures; one finding for each.
func examineDKIM(ctx context.Context, dns DNS, raw []byte, h message.Header) (found []finding) {
	if !h.Has("DKIM-Signature") {
		return []finding{{method: "dkim", result: "none"}}
	}
	var keys openKeys
	list, _ := verifySignatures(raw, func(name string) ([]string, error) { // a fault of one stands with it
		record, err := dns.LookupTXT(ctx, name)
		keys.note(name, err)
		return record, err
	})
	for _, v := range list {
		result := dkimResult(v.Err)
		if result != "pass" && keys.of(v.Domain) {
			result = "temperror"
		}
		found = append(found, finding{method: "dkim", result: result, prop: "header.d", domain: v.Domain})
	}
	if len(found) == 0 {
		return []finding{{method: "dkim", result: "permerror"}}
	}
	return found
}

func dkimResult(err error) string {
	switch {
	case err == nil:
		return "pass"
	case dkim.IsPermFail(err):
		return "permerror"
	}
	return "fail"
}

// openKeys are the names of keys that nobody answered for. Signatures are verified
// side by side, and the silence of one domain is no excuse for another.
type openKeys struct {
	mu    sync.Mutex
	names []string
}

func (k *openKeys) note(name string, err error) {
	if !isUnanswered(err) {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.names = append(k.names, name)
}

// of reports whether a key of a signing domain is among them (RFC 6376, section 3.6.2.1).
func (k *openKeys) of(domain string) bool {
	return slices.ContainsFunc(k.names, func(name string) bool { return strings.HasSuffix(name, "._domainkey."+domain) })
}

// asking is the DNS, and remembers whether it left a question open.
type asking struct {
	DNS
	open  atomic.Bool
	peers []string // names that the peer's own address claims
}

func (a *asking) note(err error) {
	if isUnanswered(err) {
		a.open.Store(true)
	}
}

func (a *asking) LookupTXT(ctx context.Context, name string) ([]string, error) {
	found, err := a.DNS.LookupTXT(ctx, name)
	a.note(err)
	return found, err
}

func (a *asking) LookupMX(ctx context.Context, name string) ([]*net.MX, error) {
	found, err := a.DNS.LookupMX(ctx, name)
	a.note(err)
	return found, err
}

func (a *asking) LookupIPAddr(ctx context.Context, host string) ([]net.IPAddr, error) {
	found, err := a.DNS.LookupIPAddr(ctx, host)
	if !slices.Contains(a.peers, host) {
		a.note(err)
	}
	return found, err
}

// LookupAddr asks the zone of the peer's address, which is the peer's and not the
// domain's: its silence leaves nothing open (RFC 7208, section 5.5).
func (a *asking) LookupAddr(ctx context.Context, addr string) ([]string, error) {
	found, err := a.DNS.LookupAddr(ctx, addr)
	a.peers = append(a.peers, found...)
	return found, err
}

// orOpen is a result, unless one that is not a pass rests on no answer.
func (a *asking) orOpen(result string) string {
	if a.open.Load() && result != "pass" {
		return "temperror"
	}
	return result
}

// isUnanswered: nobody said that there is no such name.
func isUnanswered(err error) bool {
	var e *net.DNSError
	return err != nil && !(errors.As(err, &e) && e.IsNotFound)
}

func domainOf(address string) string {
	return strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
}

var domainName = zh.NewPattern(`^(?i:[a-z0-9_-]+\.)+(?i:[a-z0-9-]+)$`)

// IsDomain: a name as the DNS has it, and nothing that could be syntax.
func IsDomain(s string) bool {
	return len(s) <= 253 && domainName.MatchString(s)
}
