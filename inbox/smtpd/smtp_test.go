package smtpd

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/textproto"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/inbox/rawtest"
	"duban/inbox/sender"
	"duban/internal/words"
)

func TestSMTP_aMailIsStoredWithWhatWeFoundOutOnTop(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	dns := rawtest.ZoneFile{"djzx.example": "v=spf1 ip4:192.0.2.1 -all", "_dmarc.djzx.example": "v=DMARC1; p=reject"}
	forged := "Return-Path: <>\r\nAuthentication-Results: other.example; dmarc=pass header.from=djzx.example\r\n" +
		"Authentication-Results:\r\n (c) MX.djzx.example 1; dmarc=pass\r\n\theader.from=djzx.example\r\n"
	raw := h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成")
	m, disposition := h.ComesOverSMTP(dns, inboxtest.Jishu, append([]byte(forged), raw...))
	stored, err := h.Store.RawMail(context.Background(), m.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := "Return-Path: <jishu@djzx.example>\r\n" +
		"Authentication-Results: mx.djzx.example;\r\n\tspf=pass smtp.mailfrom=djzx.example;\r\n\tdkim=none;\r\n\tdmarc=pass header.from=djzx.example\r\n" +
		"Received: from mail.relay.example ([192.0.2.1])\r\n\tby mx.djzx.example with ESMTPS;\r\n\tWed, 15 Apr 2026 09:00:00 +0800\r\n" +
		string(raw)
	if diff := cmp.Diff(string(stored), want); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
	proof, err := h.Store.ProofOf(context.Background(), m.ID)
	if want := "收信服务器核验：spf=pass（djzx.example）"; err != nil || proof.State != "proven" || words.Say(words.Chinese, proof.Why) != want || disposition.State != "filed" {
		t.Errorf("got %+v, %v, %+v", proof, err, disposition)
	}
}

// What becomes of a mail about item 14 by what the DNS says of its sender.
func TestSMTP_senders(t *testing.T) {
	t.Parallel()
	const ours, theirs = "v=spf1 ip4:192.0.2.1 -all", "v=spf1 ip4:198.51.100.7 -all"
	for name, tt := range map[string]struct {
		dns    rawtest.ZoneFile
		from   string
		header []string
		want   sender.ProofState
		item   checklist.State
	}{
		"S01 SPF of his domain":                  {rawtest.ZoneFile{"djzx.example": ours}, inboxtest.Jishu, nil, sender.Proven, checklist.Submitted},
		"S01 SPF of his organisation":            {rawtest.ZoneFile{"b.djzx.example": ours}, "x@b.djzx.example", nil, sender.Proven, checklist.Submitted},
		"S02 his domain says nothing":            {rawtest.ZoneFile{}, inboxtest.Jishu, nil, sender.Unproven, checklist.Submitted},
		"S06 the domain demands what fails":      {rawtest.ZoneFile{"djzx.example": theirs, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, inboxtest.Jishu, nil, sender.Forged, checklist.Open},
		"S06 quarantine is demanded":             {rawtest.ZoneFile{"_dmarc.djzx.example": "v=DMARC1;p=quarantine"}, inboxtest.Jishu, nil, sender.Forged, checklist.Open},
		"S06 SPF of a stranger":                  {rawtest.ZoneFile{"evil.example": ours, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, "x@evil.example", nil, sender.Forged, checklist.Open},
		"a failure of SPF, whatever DMARC asks":  {rawtest.ZoneFile{"djzx.example": theirs, "_dmarc.djzx.example": "v=DMARC1; p=none"}, inboxtest.Jishu, nil, sender.Forged, checklist.Open},
		"a record of another kind":               {rawtest.ZoneFile{"djzx.example": theirs, "_dmarc.djzx.example": "v=DMARC2; p=reject"}, inboxtest.Jishu, nil, sender.Forged, checklist.Open},
		"S11 SPF of a stranger, nothing wanted":  {rawtest.ZoneFile{"evil.example": ours}, "x@evil.example", nil, sender.Unproven, checklist.Submitted},
		"an aligned domain that must be his own": {rawtest.ZoneFile{"b.djzx.example": ours, "_dmarc.djzx.example": "v=DMARC1; p=reject; aspf=s"}, "x@b.djzx.example", nil, sender.Forged, checklist.Open},
		"no DNS at all":                          {rawtest.ZoneFile{"*": rawtest.ErrSilent}, inboxtest.Jishu, nil, sender.Unproven, checklist.Submitted},
		"SPF without an answer accuses nobody":   {rawtest.ZoneFile{"djzx.example": rawtest.ErrSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, inboxtest.Jishu, nil, sender.Unproven, checklist.Submitted},
		"half an SPF without an answer":          {rawtest.ZoneFile{"djzx.example": "v=spf1 include:x.example -all", "x.example": rawtest.ErrSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, inboxtest.Jishu, nil, sender.Unproven, checklist.Submitted},
		"S06 a stranger's domain is silent":      {rawtest.ZoneFile{"evil.example": rawtest.ErrSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, "x@evil.example", nil, sender.Forged, checklist.Open},
		"S06 an aligned domain is silent that must be his own": {rawtest.ZoneFile{"b.djzx.example": rawtest.ErrSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject; aspf=s"},
			"x@b.djzx.example", nil, sender.Forged, checklist.Open},
		"S06 the zone of the peer's address is silent": {rawtest.ZoneFile{"djzx.example": "v=spf1 ptr -all", "192.0.2.1": rawtest.ErrSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"},
			inboxtest.Jishu, nil, sender.Forged, checklist.Open},
		"S06 the name of the peer's address is silent": {rawtest.ZoneFile{"djzx.example": "v=spf1 ptr -all", "192.0.2.1": "x.evil.example", "x.evil.example": rawtest.ErrSilent,
			"_dmarc.djzx.example": "v=DMARC1; p=reject"}, inboxtest.Jishu, nil, sender.Forged, checklist.Open},
		"S08 our own words in the sender's hand": {rawtest.ZoneFile{}, inboxtest.Jishu, []string{"Authentication-Results: mx.djzx.example; dmarc=pass header.from=djzx.example"}, sender.Unproven, checklist.Submitted},
		"S07 words of a server trusted elsewhere": {rawtest.ZoneFile{}, inboxtest.Jishu, []string{"Authentication-Results: imap.djzx.example; dmarc=pass header.from=djzx.example"}, sender.Unproven,
			checklist.Submitted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			h.Policy.AuthServers = []string{"imap.djzx.example"}
			m, _ := h.ComesOverSMTP(tt.dns, tt.from, h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成", tt.header...))
			if got, err := h.Store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(tt.want) {
				t.Errorf("got %+v, %v", got, err)
			}
			if got := h.Part(14, "技术服务部").State; got != tt.item {
				t.Errorf("item 14 is %s", got)
			}
		})
	}
}

// Several offices share a listener, and its name is that of the first; or it has
// changed since in the configuration.
func TestSMTP_whatTheListenerFoundCountsByWhateverNameItSigns(t *testing.T) {
	t.Parallel()
	dns := rawtest.ZoneFile{"djzx.example": "v=spf1 ip4:192.0.2.1 -all", "_dmarc.djzx.example": "v=DMARC1; p=reject"}
	for name, hostname := range map[string]string{
		"its own":                      inboxtest.SMTPHost,
		"that of the office beside it": "ju2.djzx.example",
		"that of another organisation": "mx.other.example",
		"a name without a dot":         "x",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, tt := range []struct {
				dns    sender.DNS
				from   string
				forged string
				want   sender.ProofState
			}{
				{dns, inboxtest.Jishu, "", sender.Proven},
				{dns, "x@evil.example", "", sender.Forged},
				{rawtest.ZoneFile{}, "x@evil.example", inboxtest.SMTPHost, sender.Unproven},
				{rawtest.ZoneFile{}, "x@evil.example", hostname, sender.Unproven},
				{nil, "x@evil.example", inboxtest.SMTPHost, sender.Unproven}, // the listener does not look yet
			} {
				h := inboxtest.New(t)
				h.Policy.CheckSender, h.Policy.Unproven = true, checklist.ConfirmVerdicts
				n := h.Submitted14()
				var forged []string
				if tt.forged != "" {
					forged = []string{"Authentication-Results: " + tt.forged + "; dmarc=pass header.from=djzx.example"}
				}
				m, _ := h.ComesByListener(hostname, tt.dns, tt.from, h.Reply(n, inboxtest.Zhuren, "14 同意", forged...))
				if got, err := h.Store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(tt.want) {
					t.Errorf("%+v: got %+v, %v", tt, got, err)
				}
				if got := h.Part(14, "技术服务部").State; (got == checklist.Accepted) != (tt.want == sender.Proven) {
					t.Errorf("%+v: item 14 is %s", tt, got)
				}
			}
		})
	}
}

func TestSMTP_signatures(t *testing.T) {
	t.Parallel()
	const demands = "v=DMARC1; p=reject"
	for name, tt := range map[string]struct {
		signer string
		spoil  bool
		dns    error // instead of the key
		want   sender.ProofState
	}{
		"S01 his organisation signed":         {"mail.djzx.example", false, nil, sender.Proven},
		"S06 a stranger signed":               {"evil.example", false, nil, sender.Forged},
		"S06 signed, and changed on the way":  {"djzx.example", true, nil, sender.Forged},
		"the key could not be asked for":      {"djzx.example", false, rawtest.ErrSilent, sender.Unproven},
		"S06 signed by a key that is nowhere": {"djzx.example", false, &net.DNSError{IsNotFound: true}, sender.Forged},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			signed, key := rawtest.SignedBy(t, h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"), tt.signer)
			record, err := key("s._domainkey." + tt.signer)
			if err != nil {
				t.Fatal(err)
			}
			dns := rawtest.ZoneFile{"_dmarc.djzx.example": demands, "s._domainkey." + tt.signer: record[0]}
			if tt.dns != nil {
				dns["s._domainkey."+tt.signer] = tt.dns
			}
			if tt.spoil {
				signed = append(signed, "x\r\n"...)
			}
			m, _ := h.ComesOverSMTP(dns, "x@bounces.example", signed)
			if got, err := h.Store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(tt.want) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestSMTP_S06_aSilentSignerExcusesNoOther(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	signed, _ := rawtest.SignedBy(t, h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"), "evil.example")
	bogus := "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=djzx.example; s=s; h=From; bh=AAAA; b=AAAA\r\n"
	dns := rawtest.ZoneFile{"s._domainkey.evil.example": rawtest.ErrSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"}
	m, _ := h.ComesOverSMTP(dns, "x@evil.example", append([]byte(bogus), signed...))
	if got, err := h.Store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(sender.Forged) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestSMTP_aVerdictNeedsProofAndWhatWasProvenStays(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.Unproven = checklist.ConfirmVerdicts
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	n := h.Letter(letter.KindDigest, inboxtest.Zhuren, 14)
	if _, disposition := h.ComesOverSMTP(rawtest.ZoneFile{}, inboxtest.Zhuren, h.Reply(n, inboxtest.Zhuren, "14 同意")); disposition.State != "asked" || !strings.Contains(words.Say(words.Chinese, disposition.Reason), "待本人确认") {
		t.Errorf("unproven: %+v", disposition)
	}
	m, disposition := h.ComesOverSMTP(rawtest.ZoneFile{"djzx.example": "v=spf1 ip4:192.0.2.1 -all"}, inboxtest.Zhuren, h.Reply(n, inboxtest.Zhuren, "14 同意"))
	if got := h.Part(14, "技术服务部").State; disposition.State != "filed" || got != checklist.Accepted {
		t.Errorf("proven: %+v, item 14 is %s", disposition, got)
	}
	h.Policy.CheckSender = false // years later, without that listener
	if _, _, err := h.Processor.Replay(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	if got, err := h.Store.ProofOf(context.Background(), m.ID); err != nil || got.State != "proven" {
		t.Errorf("judged anew: %+v, %v", got, err)
	}
}

func TestSMTP_S23_P13_theSameMailAgainIsTheSameMailWhateverItsStamp(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	raw := []byte(strings.Replace(string(h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成")), "Message-ID", "X-Id", 1)) // nothing else to know it by
	first, _ := h.ComesOverSMTP(rawtest.ZoneFile{}, inboxtest.Jishu, raw)
	h.At = h.At.Add(time.Hour)
	again, _, err := h.Processor.Receive(context.Background(), (&SMTP{Hostname: inboxtest.SMTPHost, Source: "smtp", Now: h.Now}).arrival(context.Background(), sender.Envelope{Peer: rawtest.TheirServer, From: inboxtest.Jishu}, raw))
	if err != nil || again.ID != first.ID {
		t.Errorf("got mail %d after %d, %v", again.ID, first.ID, err)
	}
}

// What the door makes of the first line, the judge must: he reads it under our stamp.
func TestSMTP_S06_theAuthorExaminedIsTheAuthorRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		first string
		want  sender.ProofState
	}{
		"as it should be":                  {"From: <" + inboxtest.Jishu + ">", sender.Forged},
		"a blank behind the name":          {"From : <" + inboxtest.Jishu + ">", sender.Forged},
		"a tab behind the name":            {"From \t: <" + inboxtest.Jishu + ">", sender.Forged},
		"a byte order mark before it":      {"\xef\xbb\xbfFrom: <" + inboxtest.Jishu + ">", sender.Forged},
		"an empty line before it":          {"\r\nFrom: <" + inboxtest.Jishu + ">", sender.Forged},
		"an mbox line before it":           {"From a@b.example Wed Apr 15 09:00:00 2026\r\nFrom: <" + inboxtest.Jishu + ">", sender.Forged},
		"a space that is none for headers": {"From \x0b: <" + inboxtest.Jishu + ">", sender.Unproven},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			raw := strings.Replace(string(h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成")), "From: <"+inboxtest.Jishu+">", tt.first, 1)
			m, _ := h.ComesOverSMTP(rawtest.ZoneFile{"_dmarc.djzx.example": "v=DMARC1; p=reject"}, "x@evil.example", []byte(raw))
			if got, err := h.Store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(tt.want) {
				t.Errorf("got %+v, %v", got, err)
			}
			if got := h.Part(14, "技术服务部").State; got != checklist.Open {
				t.Errorf("item 14 is %s", got)
			}
		})
	}
}

// talk is one side of a conversation.
type talk struct {
	*textproto.Conn
	line net.Conn
}

func newTalk(conn net.Conn) *talk { return &talk{textproto.NewConn(conn), conn} }

// says sends a line, unless it is empty, and expects a reply.
func (c *talk) says(t *testing.T, line string, code int) string {
	t.Helper()
	if line != "" {
		if err := c.PrintfLine("%s", line); err != nil {
			t.Fatal(err)
		}
	}
	_, text, err := c.ReadResponse(code)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return text
}

// secure encrypts the conversation from now on.
func (c *talk) secure(t *testing.T, a rawtest.Authority) *talk {
	t.Helper()
	conn := tls.Client(c.line, &tls.Config{RootCAs: a.Roots, ServerName: "localhost"})
	if err := conn.Handshake(); err != nil {
		t.Fatal(err)
	}
	return newTalk(conn)
}

func listenerOf(h *inboxtest.Office, t testing.TB, pair ...tls.Certificate) *SMTP {
	l := &SMTP{Recipients: []Recipient{{inboxtest.QueueOf(t, h.Processor), []string{inboxtest.Duban}}}, Hostname: inboxtest.SMTPHost, MaxBytes: 1 << 20, Source: "smtp", Now: h.Now, Log: h.Logger()}
	if len(pair) > 0 {
		l.TLS = &tls.Config{Certificates: pair}
	}
	return l
}

// dialPipe begins a conversation with an SMTP listener over a pipe.
func dialPipe(ctx context.Context, t *testing.T, l *SMTP, lines ...string) *talk {
	t.Helper()
	ours, theirs := net.Pipe()
	s := l.server()
	done := make(chan struct{})
	go func() { defer close(done); s.converse(ctx, context.Background(), theirs) }()
	t.Cleanup(func() { ours.Close(); <-done })
	c := newTalk(ours)
	c.says(t, "", 220)
	for _, line := range lines {
		c.says(t, line, map[bool]int{true: 354, false: 250}[line == "DATA"])
	}
	return c
}

var toData = []string{"EHLO a.example", "MAIL FROM:<" + inboxtest.Jishu + ">", "RCPT TO:<" + inboxtest.Duban + ">", "DATA"}

func TestSMTP_P05_whoeverSaysOneByteAMinuteIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string][]string{"before a command": nil, "in a mail": toData} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			synctest.Test(t, func(t *testing.T) {
				c := dialPipe(context.Background(), t, listenerOf(h, t), begin...)
				ended := make(chan struct{})
				go func() {
					defer close(ended)
					for err := error(nil); err == nil; _, err = c.line.Write([]byte("\n")) {
						time.Sleep(time.Minute)
					}
				}()
				began := time.Now()
				c.says(t, "", map[bool]int{true: 500, false: 421}[begin == nil])
				for _, err := c.ReadLine(); err == nil; _, err = c.ReadLine() { // what else is said in farewell
				}
				if waited := time.Since(began); waited > time.Hour {
					t.Errorf("it was waited for %s", waited)
				}
				<-ended
			})
		})
	}
}

func TestSMTP_aDaemonThatStopsSaysSoAndFinishesWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	ctx, stop := context.WithCancel(context.Background())
	idle, busy := dialPipe(ctx, t, listenerOf(h, t), "EHLO a.example"), dialPipe(ctx, t, listenerOf(h, t), "EHLO a.example", "MAIL FROM:<>")
	stop()
	if got := idle.says(t, "", 421); !strings.HasPrefix(got, "4.3.2") {
		t.Errorf("got %s", got)
	}
	busy.says(t, "RCPT TO:<"+inboxtest.Duban+">", 250)
	busy.says(t, "DATA", 354)
	busy.says(t, "From: a@b.example\r\n\r\nx\r\n.", 250)
	busy.says(t, "", 421)
}

func TestSMTP_P16_STARTTLS(t *testing.T) {
	t.Parallel()
	h, a := inboxtest.New(t), rawtest.NewAuthority(t)
	c := dialPipe(context.Background(), t, listenerOf(h, t, a.Pair))
	if got := c.says(t, "EHLO a.example", 250); !strings.Contains(got, "STARTTLS") || strings.Contains(got, "AUTH") {
		t.Errorf("offered: %s", got)
	}
	c.says(t, "MAIL FROM:<evil@evil.example>", 250)
	c.says(t, "STARTTLS", 220)
	secret := c.secure(t, a)
	secret.says(t, "RCPT TO:<"+inboxtest.Duban+">", 503) // all forgotten
	secret.says(t, "MAIL FROM:<"+inboxtest.Jishu+">", 503)
	if got := secret.says(t, "EHLO a.example", 250); strings.Contains(got, "STARTTLS") {
		t.Errorf("offered twice: %s", got)
	}
	secret.says(t, "STARTTLS", 502)
	secret.says(t, "AUTH PLAIN AGEAYg==", 500)
	for _, line := range toData[1:3] {
		secret.says(t, line, 250)
	}
	secret.says(t, "DATA", 354)
	secret.says(t, "From: a@b.example\r\n\r\nx\r\n.", 250)
	raw, err := h.Store.RawMail(context.Background(), 1)
	if err != nil || !bytes.Contains(raw, []byte("with ESMTPS;")) {
		t.Errorf("got %q, %v", raw, err)
	}
}

func TestSMTP_P08_whatStandsInClearBehindSTARTTLSIsThrownAway(t *testing.T) {
	t.Parallel()
	h, a := inboxtest.New(t), rawtest.NewAuthority(t)
	c := dialPipe(context.Background(), t, listenerOf(h, t, a.Pair), "EHLO a.example")
	c.says(t, "STARTTLS\r\nEHLO evil.example\r\nMAIL FROM:<evil@evil.example>", 220)
	secret := c.secure(t, a)
	secret.says(t, "RCPT TO:<"+inboxtest.Duban+">", 503)
	secret.says(t, "MAIL FROM:<"+inboxtest.Jishu+">", 503) // not even greeted
}

func TestSMTP_P08_aHandshakeThatFailsEndsTheConversation(t *testing.T) {
	t.Parallel()
	h, a := inboxtest.New(t), rawtest.NewAuthority(t)
	c := dialPipe(context.Background(), t, listenerOf(h, t, a.Pair), "EHLO a.example")
	c.says(t, "STARTTLS", 220)
	go c.line.Write([]byte("MAIL FROM:<evil@evil.example>\r\n")) // perhaps nobody reads it to its end
	if rest, err := io.ReadAll(c.R); err != nil || bytes.Contains(rest, []byte("250 ")) {
		t.Errorf("got %q, %v", rest, err)
	}
}

func TestSMTP_refusedAtTheDoor(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ header, status string }{
		"S14 two From fields":                      {"From: <" + inboxtest.Jishu + ">\r\nFrom: <" + inboxtest.Zhuren + ">\r\n", "5.6.0"},
		"S14 one of them oddly written":            {"From: <" + inboxtest.Jishu + ">\r\nfrom : <" + inboxtest.Zhuren + ">\r\n", "5.6.0"},
		"S14 the first of them, a blank behind it": {"From : <" + inboxtest.Zhuren + ">\r\nFrom: <" + inboxtest.Jishu + ">\r\n", "5.6.0"},
		"A20 a hundred servers passed":             {strings.Repeat("Received: from a by b\r\n", 101) + "From: <" + inboxtest.Jishu + ">\r\n", "5.4.6"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			c := dialPipe(context.Background(), t, listenerOf(h, t), toData...)
			if got := c.says(t, tt.header+"\r\nx\r\n.", 550); !strings.HasPrefix(got, tt.status) {
				t.Errorf("got %s", got)
			}
			if ids, err := h.Store.MailIDs(context.Background()); err != nil || len(ids) != 0 {
				t.Errorf("%d mails are stored, %v", len(ids), err)
			}
		})
	}
}
