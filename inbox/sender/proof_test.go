package sender

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/inbox/message"
	"duban/inbox/rawtest"
)

const ourServer = "mx.zhsw.gov.cn"

func TestProofOf_believesOnlyItsOwnServer(t *testing.T) {
	t.Parallel()
	const (
		ours = "Authentication-Results: mx.zhsw.gov.cn; "
		hop  = "Received: from a by mx.zhsw.gov.cn (Postfix) with ESMTPS id 1"
		pass = ours + "dmarc=pass header.from=zhsw.gov.cn"
	)
	for name, tt := range map[string]struct {
		fields []string
		want   ProofState
	}{
		"S01: DMARC passed":                              {[]string{pass}, Proven},
		"S01: in any case, with a version":               {[]string{"authentication-results: MX.zhsw.gov.cn 1; DMARC = Pass HEADER.FROM=ZHSW.gov.cn"}, Proven},
		"S01: DKIM of a host below gov.cn":               {[]string{ours + "dkim=pass header.d=mail.zhsw.gov.cn"}, Unproven},
		"S01: DKIM by its identity":                      {[]string{ours + "dkim= pass header.i=@zhsw.gov.cn"}, Proven},
		"S01: SPF of a host below gov.cn":                {[]string{ours + "spf=pass smtp.mailfrom=bounce@b.zhsw.gov.cn"}, Unproven},
		"S01: SPF as NetEase names it":                   {[]string{ours + "spf=pass smtp.mail=zhang@zhsw.gov.cn; dkim=none"}, Proven},
		"S01: below hops of the same house":              {[]string{"Received: by lmtp.zhsw.gov.cn", hop, pass}, Proven},
		"S02: no field at all":                           {nil, Unproven},
		"S06: DMARC failed":                              {[]string{ours + "spf=pass smtp.mailfrom=a@zhsw.gov.cn; dmarc=fail header.from=zhsw.gov.cn"}, Forged},
		"S06: failed in a second field":                  {[]string{ours + "dkim=pass header.d=zhsw.gov.cn", ours + "dmarc=fail"}, Forged},
		"S07: a foreign server":                          {[]string{"Authentication-Results: mx.evil.cn; dmarc=pass header.from=zhsw.gov.cn"}, Unproven},
		"S07: a name that only begins so":                {[]string{"Authentication-Results: mx.zhsw.gov.cn.evil.cn; dmarc=pass header.from=zhsw.gov.cn"}, Unproven},
		"S08: forged below the receiving hop":            {[]string{ours + "spf=none", hop, pass}, Unproven},
		"S08: forged below a foreign hop":                {[]string{"Received: from a by mx.evil.cn", pass}, Unproven},
		"S08: forged right below ours":                   {[]string{ours + "dmarc=none", pass}, Unproven},
		"S08: ours found nothing to say":                 {[]string{ours + "none", hop, pass}, Unproven},
		"S09: injected by a quoted reason":               {[]string{ours + `spf=pass reason="x; dmarc=pass header.from=zhsw.gov.cn" smtp.mailfrom=a@evil.cn`}, Unproven},
		"S09: injected by a quoted local part":           {[]string{ours + `spf=pass smtp.mailfrom="x; dmarc=pass header.from=zhsw.gov.cn"@evil.cn`}, Unproven},
		"S09: injected by a comment":                     {[]string{ours + `spf=pass (a (b; dmarc=pass header.from=zhsw.gov.cn) c) smtp.mailfrom=a@evil.cn`}, Unproven},
		"S09: a quote that never ends":                   {[]string{ours + `spf=fail smtp.mailfrom="x; dmarc=pass header.from=zhsw.gov.cn`}, Unproven},
		"S09: an escaped quote":                          {[]string{ours + `spf=pass reason="\"; dmarc=pass header.from=zhsw.gov.cn" smtp.mailfrom=a@evil.cn`}, Unproven},
		"S09: a comment that never ends":                 {[]string{ours + `spf=pass (x; dmarc=pass header.from=zhsw.gov.cn`}, Unproven},
		"S09: a property given twice":                    {[]string{ours + "dmarc=pass header.from=evil.cn header.from=zhsw.gov.cn"}, Unproven},
		"S10: two that disagree":                         {[]string{pass, ours + "dmarc=fail header.from=zhsw.gov.cn"}, Forged},
		"S11: SPF of another domain":                     {[]string{ours + "spf=pass smtp.mailfrom=a@evil.cn"}, Unproven},
		"S11: another office under gov.cn":               {[]string{ours + "spf=pass smtp.mailfrom=a@other.gov.cn"}, Unproven},
		"S11: DMARC passed for another domain":           {[]string{ours + "dmarc=pass header.from=evil.cn"}, Unproven},
		"S11: DMARC passed, nobody knows for whom":       {[]string{ours + "dmarc=pass"}, Unproven},
		"S12: Exchange Online names no server":           {[]string{"Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=zhsw.gov.cn; dmarc=pass action=none header.from=zhsw.gov.cn;compauth=pass reason=100"}, Unproven},
		"S13: Coremail tears an address":                 {[]string{ours + "spf=pass smtp.mail=wang 1236@zhsw.gov.cn;"}, Unproven},
		"S13: what stands beside it still counts":        {[]string{ours + "spf=pass smtp.mail=wang 1236@zhsw.gov.cn; dkim=pass header.d=zhsw.gov.cn;"}, Proven},
		"an address with equals signs":                   {[]string{ours + "spf=pass smtp.mailfrom=SRS0=x=y=evil.cn=a@zhsw.gov.cn"}, Proven},
		"a method nobody knows":                          {[]string{ours + "arc=pass; x-tm=1; dkim/1=pass header.d=zhsw.gov.cn"}, Proven},
		"a semicolon at the end, blanks, an empty field": {[]string{"Authentication-Results:", ours + " ; ;dkim=pass header.d=zhsw.gov.cn ; "}, Proven},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := message.Parse(rawtest.CRLF(append(tt.fields, "From: zhang@zhsw.gov.cn", "", "x")...), message.Limits{})
			if got := ProofOf(m, []string{ourServer}); got.State != tt.want || got.Why.IsZero() {
				t.Errorf("got %+v", got)
			}
			if got := ProofOf(m, nil); got.State != Unproven {
				t.Errorf("nobody trusted, and yet %+v", got)
			}
		})
	}
}

func TestProofOf_S15_twoAuthorsAreNeverProven(t *testing.T) {
	t.Parallel()
	m := message.Parse(rawtest.CRLF("Authentication-Results: mx.zhsw.gov.cn; dmarc=pass header.from=zhsw.gov.cn", "From: a@zhsw.gov.cn, b@evil.cn", "", ""), message.Limits{})
	if got := ProofOf(m, []string{ourServer}); got.State != Unproven {
		t.Errorf("got %+v", got)
	}
}

func TestParseAuthResults_readsEveryMethodWithItsProperties(t *testing.T) {
	t.Parallel()
	got := parseAuthResults(`mx19; spf=pass (ok (really)) smtp.mail=a@b.cn; dkim= pass header.i=@b.cn header.s = "s 1"; none`)
	want := authResults{"mx19", []authResult{
		{"spf", "pass", map[string]string{"smtp.mail": "a@b.cn"}},
		{"dkim", "pass", map[string]string{"header.i": "@b.cn", "header.s": "s 1"}},
	}}
	if diff := cmp.Diff(got, want, cmp.AllowUnexported(authResults{}, authResult{})); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

// However a sender quotes and comments, what he writes into a value of ours
// never becomes a result.
func FuzzAuthResults(f *testing.F) {
	for _, s := range []string{"a@b.cn", `"x; dmarc=pass"@b.cn`, "(;", `\";`, "a;b=c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<16 {
			return // longer than a header may be
		}
		quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
		a := parseAuthResults("mx; spf=pass smtp.mailfrom=" + quoted + "@b.cn; dkim=none")
		if len(a.results) != 2 || a.results[0].props["smtp.mailfrom"] != s+"@b.cn" {
			t.Errorf("%q: got %+v", s, a)
		}
		parseAuthResults(s)
	})
}
