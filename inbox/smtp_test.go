package inbox

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
	"duban/db"
)

// zoneFile is a DNS: what each name has, or an error.
type zoneFile map[string]any

var errSilent = &net.DNSError{Err: "no answer", IsTimeout: true, IsTemporary: true}

func (z zoneFile) LookupTXT(_ context.Context, name string) ([]string, error) {
	switch v := z[strings.TrimSuffix(name, ".")].(type) {
	case string:
		return []string{v}, nil
	case error:
		return nil, v
	}
	if err, down := z["*"].(error); down {
		return nil, err
	}
	return nil, &net.DNSError{Err: "no such name", Name: name, IsNotFound: true}
}

func (z zoneFile) LookupMX(_ context.Context, name string) ([]*net.MX, error) {
	_, err := z.LookupTXT(context.Background(), name)
	return nil, err
}

func (z zoneFile) LookupIPAddr(_ context.Context, name string) ([]net.IPAddr, error) {
	_, err := z.LookupTXT(context.Background(), name)
	return nil, err
}

func (z zoneFile) LookupAddr(_ context.Context, name string) ([]string, error) {
	return z.LookupTXT(context.Background(), name)
}

const smtpHost = "mx.djzx.example"

// comesOverSMTP takes a mail in as our listener does that asked a DNS.
func (h *house) comesOverSMTP(dns DNS, from string, raw []byte) (db.Mail, db.MailFate) {
	h.Helper()
	h.policy.CheckSender = true
	return h.comesByListener(smtpHost, dns, from, raw)
}

// comesByListener takes a mail in by a listener of any name.
func (h *house) comesByListener(hostname string, dns DNS, from string, raw []byte) (db.Mail, db.MailFate) {
	h.Helper()
	h.policy.SMTPSource = "smtp"
	l := &SMTP{Counters: []Counter{{Desk: h.desk}}, Hostname: hostname, Source: "smtp", DNS: dns}
	e := envelope{helo: "mail.relay.example", peer: theirServer, from: from, to: []string{duban}, esmtp: true, secure: true}
	m, _, err := h.desk.Receive(context.Background(), l.arrival(context.Background(), e, raw))
	if err != nil {
		h.Fatal(err)
	}
	fate, err := h.desk.File(context.Background(), m)
	if err != nil {
		h.Fatal(err)
	}
	return m, fate
}

func TestSMTP_aMailIsStoredWithWhatWeFoundOutOnTop(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	dns := zoneFile{"djzx.example": "v=spf1 ip4:192.0.2.1 -all", "_dmarc.djzx.example": "v=DMARC1; p=reject"}
	forged := "Return-Path: <>\r\nAuthentication-Results: other.example; dmarc=pass header.from=djzx.example\r\n" +
		"Authentication-Results:\r\n (c) MX.djzx.example 1; dmarc=pass\r\n\theader.from=djzx.example\r\n"
	raw := h.reply(h.ask(), jishu, "14 已完成")
	m, fate := h.comesOverSMTP(dns, jishu, append([]byte(forged), raw...))
	stored, err := h.store.RawMail(context.Background(), m.ID)
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
	proof, err := h.store.ProofOf(context.Background(), m.ID)
	if want := (db.Proof{State: "proven", Why: "收信服务器核验：spf=pass（djzx.example）"}); err != nil || proof != want || fate.State != "filed" {
		t.Errorf("got %+v, %v, %+v", proof, err, fate)
	}
}

// What becomes of a mail about item 14 by what the DNS says of its sender.
func TestSMTP_senders(t *testing.T) {
	t.Parallel()
	const ours, theirs = "v=spf1 ip4:192.0.2.1 -all", "v=spf1 ip4:198.51.100.7 -all"
	for name, tt := range map[string]struct {
		dns    zoneFile
		from   string
		header []string
		want   ProofState
		item   checklist.State
	}{
		"S01 SPF of his domain":                  {zoneFile{"djzx.example": ours}, jishu, nil, Proven, checklist.Submitted},
		"S01 SPF of his organisation":            {zoneFile{"b.djzx.example": ours}, "x@b.djzx.example", nil, Proven, checklist.Submitted},
		"S02 his domain says nothing":            {zoneFile{}, jishu, nil, Unproven, checklist.Submitted},
		"S06 the domain demands what fails":      {zoneFile{"djzx.example": theirs, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, jishu, nil, Forged, checklist.Open},
		"S06 quarantine is demanded":             {zoneFile{"_dmarc.djzx.example": "v=DMARC1;p=quarantine"}, jishu, nil, Forged, checklist.Open},
		"S06 SPF of a stranger":                  {zoneFile{"evil.example": ours, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, "x@evil.example", nil, Forged, checklist.Open},
		"a failure that nothing follows":         {zoneFile{"djzx.example": theirs, "_dmarc.djzx.example": "v=DMARC1; p=none"}, jishu, nil, Unproven, checklist.Submitted},
		"a record of another kind":               {zoneFile{"djzx.example": theirs, "_dmarc.djzx.example": "v=DMARC2; p=reject"}, jishu, nil, Unproven, checklist.Submitted},
		"S11 SPF of a stranger, nothing wanted":  {zoneFile{"evil.example": ours}, "x@evil.example", nil, Unproven, checklist.Submitted},
		"an aligned domain that must be his own": {zoneFile{"b.djzx.example": ours, "_dmarc.djzx.example": "v=DMARC1; p=reject; aspf=s"}, "x@b.djzx.example", nil, Forged, checklist.Open},
		"no DNS at all":                          {zoneFile{"*": errSilent}, jishu, nil, Unproven, checklist.Submitted},
		"SPF without an answer accuses nobody":   {zoneFile{"djzx.example": errSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, jishu, nil, Unproven, checklist.Submitted},
		"half an SPF without an answer":          {zoneFile{"djzx.example": "v=spf1 include:x.example -all", "x.example": errSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, jishu, nil, Unproven, checklist.Submitted},
		"S06 a stranger's domain is silent":      {zoneFile{"evil.example": errSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"}, "x@evil.example", nil, Forged, checklist.Open},
		"S06 an aligned domain is silent that must be his own": {zoneFile{"b.djzx.example": errSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject; aspf=s"},
			"x@b.djzx.example", nil, Forged, checklist.Open},
		"S06 the zone of the peer's address is silent": {zoneFile{"djzx.example": "v=spf1 ptr -all", "192.0.2.1": errSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"},
			jishu, nil, Forged, checklist.Open},
		"S06 the name of the peer's address is silent": {zoneFile{"djzx.example": "v=spf1 ptr -all", "192.0.2.1": "x.evil.example", "x.evil.example": errSilent,
			"_dmarc.djzx.example": "v=DMARC1; p=reject"}, jishu, nil, Forged, checklist.Open},
		"S08 our own words in the sender's hand": {zoneFile{}, jishu, []string{"Authentication-Results: mx.djzx.example; dmarc=pass header.from=djzx.example"}, Unproven, checklist.Submitted},
		"S07 words of a server trusted elsewhere": {zoneFile{}, jishu, []string{"Authentication-Results: imap.djzx.example; dmarc=pass header.from=djzx.example"}, Unproven,
			checklist.Submitted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.policy.AuthServers = []string{"imap.djzx.example"}
			m, _ := h.comesOverSMTP(tt.dns, tt.from, h.reply(h.ask(), jishu, "14 已完成", tt.header...))
			if got, err := h.store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(tt.want) {
				t.Errorf("got %+v, %v", got, err)
			}
			if got := h.part(14, "技术服务部").State; got != tt.item {
				t.Errorf("item 14 is %s", got)
			}
		})
	}
}

// Several offices share a listener, and its name is that of the first; or it has
// changed since in the configuration.
func TestSMTP_whatTheListenerFoundCountsByWhateverNameItSigns(t *testing.T) {
	t.Parallel()
	dns := zoneFile{"djzx.example": "v=spf1 ip4:192.0.2.1 -all", "_dmarc.djzx.example": "v=DMARC1; p=reject"}
	for name, hostname := range map[string]string{
		"its own":                      smtpHost,
		"that of the office beside it": "ju2.djzx.example",
		"that of another organisation": "mx.other.example",
		"a name without a dot":         "x",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, tt := range []struct {
				dns    DNS
				from   string
				forged string
				want   ProofState
			}{
				{dns, jishu, "", Proven},
				{dns, "x@evil.example", "", Forged},
				{zoneFile{}, "x@evil.example", smtpHost, Unproven},
				{zoneFile{}, "x@evil.example", hostname, Unproven},
				{nil, "x@evil.example", smtpHost, Unproven}, // the listener does not look yet
			} {
				h := newHouse(t)
				h.policy.CheckSender = true
				n := h.submitted14()
				var forged []string
				if tt.forged != "" {
					forged = []string{"Authentication-Results: " + tt.forged + "; dmarc=pass header.from=djzx.example"}
				}
				m, _ := h.comesByListener(hostname, tt.dns, tt.from, h.reply(n, zhuren, "14 同意", forged...))
				if got, err := h.store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(tt.want) {
					t.Errorf("%+v: got %+v, %v", tt, got, err)
				}
				if got := h.part(14, "技术服务部").State; (got == checklist.Accepted) != (tt.want == Proven) {
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
		want   ProofState
	}{
		"S01 his organisation signed":         {"mail.djzx.example", false, nil, Proven},
		"S06 a stranger signed":               {"evil.example", false, nil, Forged},
		"S06 signed, and changed on the way":  {"djzx.example", true, nil, Forged},
		"the key could not be asked for":      {"djzx.example", false, errSilent, Unproven},
		"S06 signed by a key that is nowhere": {"djzx.example", false, &net.DNSError{IsNotFound: true}, Forged},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			signed, key := signedBy(t, h.reply(h.ask(), jishu, "14 已完成"), tt.signer)
			record, err := key("s._domainkey." + tt.signer)
			if err != nil {
				t.Fatal(err)
			}
			dns := zoneFile{"_dmarc.djzx.example": demands, "s._domainkey." + tt.signer: record[0]}
			if tt.dns != nil {
				dns["s._domainkey."+tt.signer] = tt.dns
			}
			if tt.spoil {
				signed = append(signed, "x\r\n"...)
			}
			m, _ := h.comesOverSMTP(dns, "x@bounces.example", signed)
			if got, err := h.store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(tt.want) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestSMTP_S06_aSilentSignerExcusesNoOther(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	signed, _ := signedBy(t, h.reply(h.ask(), jishu, "14 已完成"), "evil.example")
	bogus := "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=djzx.example; s=s; h=From; bh=AAAA; b=AAAA\r\n"
	dns := zoneFile{"s._domainkey.evil.example": errSilent, "_dmarc.djzx.example": "v=DMARC1; p=reject"}
	m, _ := h.comesOverSMTP(dns, "x@evil.example", append([]byte(bogus), signed...))
	if got, err := h.store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(Forged) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestSMTP_aVerdictNeedsProofAndWhatWasProvenStays(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	n := h.letter(checklist.LetterDigest, zhuren, 14)
	if _, fate := h.comesOverSMTP(zoneFile{}, zhuren, h.reply(n, zhuren, "14 同意")); fate.State != "quarantined" || !strings.Contains(fate.Reason, "未经核验") {
		t.Errorf("unproven: %+v", fate)
	}
	m, fate := h.comesOverSMTP(zoneFile{"djzx.example": "v=spf1 ip4:192.0.2.1 -all"}, zhuren, h.reply(n, zhuren, "14 同意"))
	if got := h.part(14, "技术服务部").State; fate.State != "filed" || got != checklist.Accepted {
		t.Errorf("proven: %+v, item 14 is %s", fate, got)
	}
	h.policy.CheckSender = false // years later, without that listener
	if _, _, err := h.desk.Replay(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	if got, err := h.store.ProofOf(context.Background(), m.ID); err != nil || got.State != "proven" {
		t.Errorf("judged anew: %+v, %v", got, err)
	}
}

func TestSMTP_S23_P13_theSameMailAgainIsTheSameMailWhateverItsStamp(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	raw := []byte(strings.Replace(string(h.reply(h.ask(), jishu, "14 已完成")), "Message-ID", "X-Id", 1)) // nothing else to know it by
	first, _ := h.comesOverSMTP(zoneFile{}, jishu, raw)
	h.at = h.at.Add(time.Hour)
	again, _, err := h.desk.Receive(context.Background(), (&SMTP{Counters: []Counter{{Desk: h.desk}}, Hostname: smtpHost, Source: "smtp"}).arrival(context.Background(), envelope{peer: theirServer, from: jishu}, raw))
	if err != nil || again.ID != first.ID {
		t.Errorf("got mail %d after %d, %v", again.ID, first.ID, err)
	}
}

func TestStamped_nothingThatAPeerSaysBecomesAField(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 4, 15, 9, 0, 0, 0, time.UTC)
	e := envelope{helo: "x\r\nFrom: evil (\"; dmarc=pass", from: `"a b; dmarc=pass"@evil.example`, peer: theirServer}
	found := []finding{{"spf", "pass", "smtp.mailfrom", "evil.example; dmarc=pass header.from=djzx.example"}}
	got := string(stamped([]byte("From: a@b.example\r\n\r\n.\r\n"), e, smtpHost, now, found))
	want := "Return-Path: <\"a b; dmarc=pass\"@evil.example>\r\nAuthentication-Results: mx.djzx.example;\r\n\tspf=pass\r\n" +
		"Received: from unknown ([192.0.2.1])\r\n\tby mx.djzx.example with SMTP;\r\n\tWed, 15 Apr 2026 09:00:00 +0000\r\nFrom: a@b.example\r\n\r\n.\r\n"
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

// What the door makes of the first line, the judge must: he reads it under our stamp.
func TestSMTP_S06_theAuthorExaminedIsTheAuthorRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		first string
		want  ProofState
	}{
		"as it should be":                  {"From: <" + jishu + ">", Forged},
		"a blank behind the name":          {"From : <" + jishu + ">", Forged},
		"a tab behind the name":            {"From \t: <" + jishu + ">", Forged},
		"a byte order mark before it":      {"\xef\xbb\xbfFrom: <" + jishu + ">", Forged},
		"an empty line before it":          {"\r\nFrom: <" + jishu + ">", Forged},
		"an mbox line before it":           {"From a@b.example Wed Apr 15 09:00:00 2026\r\nFrom: <" + jishu + ">", Forged},
		"a space that is none for headers": {"From \x0b: <" + jishu + ">", Unproven},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			raw := strings.Replace(string(h.reply(h.ask(), jishu, "14 已完成")), "From: <"+jishu+">", tt.first, 1)
			m, _ := h.comesOverSMTP(zoneFile{"_dmarc.djzx.example": "v=DMARC1; p=reject"}, "x@evil.example", []byte(raw))
			if got, err := h.store.ProofOf(context.Background(), m.ID); err != nil || got.State != string(tt.want) {
				t.Errorf("got %+v, %v", got, err)
			}
			if got := h.part(14, "技术服务部").State; got != checklist.Open {
				t.Errorf("item 14 is %s", got)
			}
		})
	}
}

func TestStamped_everyWordOnWhoWroteItIsTakenOutAndNothingElse(t *testing.T) {
	t.Parallel()
	const kept = "X: Authentication-Results: mx.djzx.example; a\r\n Authentication-Results: mx.djzx.example; folded\r\nnot a field\r\n" +
		"X-Authentication-Results: mx.djzx.example; dmarc=pass\r\nSubject: x\r\n"
	const body = "\r\nAuthentication-Results: mx.djzx.example; in the body\r\n"
	got := string(stamped([]byte("AUTHENTICATION-RESULTS : mx.djzx.example; dmarc=pass\r\nAuthentication-Results: mx.other.example;\r\n dmarc=pass\r\n"+kept+"authentication-results: (x\r\n\ty) \"mx.djzx.example\" ;\r\n\tspf=pass\r\n"+body), envelope{}, smtpHost, time.Time{}, nil))
	if !strings.HasSuffix(got, "+0000\r\n"+kept+body) {
		t.Errorf("got\n%s", got)
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
func (c *talk) secure(t *testing.T, a authority) *talk {
	t.Helper()
	conn := tls.Client(c.line, &tls.Config{RootCAs: a.roots, ServerName: "localhost"})
	if err := conn.Handshake(); err != nil {
		t.Fatal(err)
	}
	return newTalk(conn)
}

func (h *house) smtp(pair ...tls.Certificate) *SMTP {
	l := &SMTP{Counters: []Counter{{h.desk, []string{duban}}}, Hostname: smtpHost, MaxBytes: 1 << 20, Source: "smtp"}
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
	closeJudges := s.startJudges()
	done := make(chan struct{})
	go func() { defer close(done); s.converse(ctx, context.Background(), theirs) }()
	t.Cleanup(func() { ours.Close(); <-done; closeJudges() })
	c := newTalk(ours)
	c.says(t, "", 220)
	for _, line := range lines {
		c.says(t, line, map[bool]int{true: 354, false: 250}[line == "DATA"])
	}
	return c
}

var toData = []string{"EHLO a.example", "MAIL FROM:<" + jishu + ">", "RCPT TO:<" + duban + ">", "DATA"}

func TestSMTP_P05_whoeverSaysOneByteAMinuteIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string][]string{"before a command": nil, "in a mail": toData} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			synctest.Test(t, func(t *testing.T) {
				c := dialPipe(context.Background(), t, h.smtp(), begin...)
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
	h := newHouse(t)
	ctx, stop := context.WithCancel(context.Background())
	idle, busy := dialPipe(ctx, t, h.smtp(), "EHLO a.example"), dialPipe(ctx, t, h.smtp(), "EHLO a.example", "MAIL FROM:<>")
	stop()
	if got := idle.says(t, "", 421); !strings.HasPrefix(got, "4.3.2") {
		t.Errorf("got %s", got)
	}
	busy.says(t, "RCPT TO:<"+duban+">", 250)
	busy.says(t, "DATA", 354)
	busy.says(t, "From: a@b.example\r\n\r\nx\r\n.", 250)
	busy.says(t, "", 421)
}

func TestSMTP_P16_STARTTLS(t *testing.T) {
	t.Parallel()
	h, a := newHouse(t), newAuthority(t)
	c := dialPipe(context.Background(), t, h.smtp(a.pair))
	if got := c.says(t, "EHLO a.example", 250); !strings.Contains(got, "STARTTLS") || strings.Contains(got, "AUTH") {
		t.Errorf("offered: %s", got)
	}
	c.says(t, "MAIL FROM:<evil@evil.example>", 250)
	c.says(t, "STARTTLS", 220)
	secret := c.secure(t, a)
	secret.says(t, "RCPT TO:<"+duban+">", 503) // all forgotten
	secret.says(t, "MAIL FROM:<"+jishu+">", 503)
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
	raw, err := h.store.RawMail(context.Background(), 1)
	if err != nil || !bytes.Contains(raw, []byte("with ESMTPS;")) {
		t.Errorf("got %q, %v", raw, err)
	}
}

func TestSMTP_P08_whatStandsInClearBehindSTARTTLSIsThrownAway(t *testing.T) {
	t.Parallel()
	h, a := newHouse(t), newAuthority(t)
	c := dialPipe(context.Background(), t, h.smtp(a.pair), "EHLO a.example")
	c.says(t, "STARTTLS\r\nEHLO evil.example\r\nMAIL FROM:<evil@evil.example>", 220)
	secret := c.secure(t, a)
	secret.says(t, "RCPT TO:<"+duban+">", 503)
	secret.says(t, "MAIL FROM:<"+jishu+">", 503) // not even greeted
}

func TestSMTP_P08_aHandshakeThatFailsEndsTheConversation(t *testing.T) {
	t.Parallel()
	h, a := newHouse(t), newAuthority(t)
	c := dialPipe(context.Background(), t, h.smtp(a.pair), "EHLO a.example")
	c.says(t, "STARTTLS", 220)
	go c.line.Write([]byte("MAIL FROM:<evil@evil.example>\r\n")) // perhaps nobody reads it to its end
	if rest, err := io.ReadAll(c.R); err != nil || bytes.Contains(rest, []byte("250 ")) {
		t.Errorf("got %q, %v", rest, err)
	}
}

func TestSMTP_refusedAtTheDoor(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ header, status string }{
		"S14 two From fields":                      {"From: <" + jishu + ">\r\nFrom: <" + zhuren + ">\r\n", "5.6.0"},
		"S14 one of them oddly written":            {"From: <" + jishu + ">\r\nfrom : <" + zhuren + ">\r\n", "5.6.0"},
		"S14 the first of them, a blank behind it": {"From : <" + zhuren + ">\r\nFrom: <" + jishu + ">\r\n", "5.6.0"},
		"A20 a hundred servers passed":             {strings.Repeat("Received: from a by b\r\n", 101) + "From: <" + jishu + ">\r\n", "5.4.6"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			c := dialPipe(context.Background(), t, h.smtp(), toData...)
			if got := c.says(t, tt.header+"\r\nx\r\n.", 550); !strings.HasPrefix(got, tt.status) {
				t.Errorf("got %s", got)
			}
			if ids, err := h.store.MailIDs(context.Background()); err != nil || len(ids) != 0 {
				t.Errorf("%d mails are stored, %v", len(ids), err)
			}
		})
	}
}
