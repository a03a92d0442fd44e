package sender

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/inbox/rawtest"
)

func TestStamped_nothingThatAPeerSaysBecomesAField(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 4, 15, 9, 0, 0, 0, time.UTC)
	e := Envelope{Helo: "x\r\nFrom: evil (\"; dmarc=pass", From: `"a b; dmarc=pass"@evil.example`, Peer: rawtest.TheirServer}
	found := []finding{{method: "spf", result: "pass", prop: "smtp.mailfrom", domain: "evil.example; dmarc=pass header.from=djzx.example"}}
	got := string(stamped([]byte("From: a@b.example\r\n\r\n.\r\n"), e, "mx.djzx.example", now, found))
	want := "Return-Path: <\"a b; dmarc=pass\"@evil.example>\r\nAuthentication-Results: mx.djzx.example;\r\n\tspf=pass\r\n" +
		"Received: from unknown ([192.0.2.1])\r\n\tby mx.djzx.example with SMTP;\r\n\tWed, 15 Apr 2026 09:00:00 +0000\r\nFrom: a@b.example\r\n\r\n.\r\n"
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

func TestStamped_everyWordOnWhoWroteItIsTakenOutAndNothingElse(t *testing.T) {
	t.Parallel()
	const kept = "X: Authentication-Results: mx.djzx.example; a\r\n Authentication-Results: mx.djzx.example; folded\r\nnot a field\r\n" +
		"X-Authentication-Results: mx.djzx.example; dmarc=pass\r\nSubject: x\r\n"
	const body = "\r\nAuthentication-Results: mx.djzx.example; in the body\r\n"
	got := string(stamped([]byte("AUTHENTICATION-RESULTS : mx.djzx.example; dmarc=pass\r\nAuthentication-Results: mx.other.example;\r\n dmarc=pass\r\n"+kept+"authentication-results: (x\r\n\ty) \"mx.djzx.example\" ;\r\n\tspf=pass\r\n"+body), Envelope{}, "mx.djzx.example", time.Time{}, nil))
	if !strings.HasSuffix(got, "+0000\r\n"+kept+body) {
		t.Errorf("got\n%s", got)
	}
}
