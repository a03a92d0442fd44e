package sender

import (
	"os"
	"testing"

	"duban/inbox/message"
	"duban/inbox/rawtest"
)

func TestIsAligned_aCityIsNoOrganisation(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		found, author string
		want          bool
	}{
		"itself":                          {"djzx.zh.gov.cn", "DJZX.zh.gov.cn", true},
		"another office of the city":      {"shuiwu.zh.gov.cn", "djzx.zh.gov.cn", false},
		"the city":                        {"zh.gov.cn", "djzx.zh.gov.cn", false},
		"a host of a firm":                {"mail.firm.com.cn", "firm.com.cn", true},
		"another firm":                    {"other.com.cn", "firm.com.cn", false},
		"a name that only ends like this": {"a.notgov.cn", "notgov.cn", true},
	} {
		if got := isAligned(tt.found, tt.author); got != tt.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestDemand_theAuthorsOwnDomainMayRelaxIt(t *testing.T) {
	t.Parallel()
	host := finding{method: "dkim", domain: "mail.zh.gov.cn", result: "pass"}
	for name, tt := range map[string]struct {
		demand demand
		want   bool
	}{
		"nothing said":               {demand{tags: map[string]string{"p": "reject"}}, false},
		"relaxed in words":           {demand{tags: map[string]string{"adkim": "r"}}, true},
		"relaxed by the city":        {demand{tags: map[string]string{"adkim": "r"}, whole: true}, false},
		"relaxed for SPF only":       {demand{tags: map[string]string{"aspf": "r"}}, false},
		"strict in words, elsewhere": {demand{tags: map[string]string{"adkim": "s"}}, false},
	} {
		if got := tt.demand.isAligned(host, "djzx.zh.gov.cn"); got != tt.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestVisibleFailure_isWhatStandsOnTop(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/visible-failure.eml")
	if err != nil {
		t.Fatal(err)
	}
	if got := VisibleFailure(message.Parse(raw, message.Limits{}).Header); got != "spf=fail" {
		t.Errorf("got %q", got)
	}
	for name, tt := range map[string]struct {
		fields []string
		want   string
	}{
		"DMARC":                {[]string{"Authentication-Results: mx.b.cn; dmarc=fail header.from=a.cn"}, "dmarc=fail"},
		"soft":                 {[]string{"Authentication-Results: mx.b.cn; spf=softfail"}, ""},
		"in a quoted reason":   {[]string{`Authentication-Results: mx.b.cn; spf=pass reason="spf=fail"`}, ""},
		"further down":         {[]string{"Authentication-Results: mx.b.cn; spf=pass", "Received: by c", "Authentication-Results: c; spf=fail"}, ""},
		"DKIM broken by lists": {[]string{"Authentication-Results: mx.b.cn; dkim=fail"}, ""},
		"none":                 {nil, ""},
	} {
		m := message.Parse(rawtest.CRLF(append(tt.fields, "From: a@a.cn", "", "x")...), message.Limits{})
		if got := VisibleFailure(m.Header); got != tt.want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}
