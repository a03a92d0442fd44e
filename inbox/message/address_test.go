package message

import (
	"net/mail"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/inbox/rawtest"
)

func TestParseAddresses_whoIsIt(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		in   string
		want []Address
		bad  bool
	}{
		"an address alone":                          {in: "a@b.cn", want: []Address{{"", "a@b.cn"}}},
		"name and address":                          {in: "张三 <a@b.cn>", want: []Address{{"张三", "a@b.cn"}}},
		"S15: two addresses":                        {in: "a@b.cn, c@d.cn", want: []Address{{"", "a@b.cn"}, {"", "c@d.cn"}}},
		"S15: two addresses in angles":              {in: "<a@b.cn> <c@d.cn>", want: []Address{{"", "a@b.cn"}, {"", "c@d.cn"}}},
		"S16: a name that looks like an address":    {in: `"boss@gov.cn" <evil@x.cn>`, want: []Address{{"boss@gov.cn", "evil@x.cn"}}},
		"S16: the same without quotes":              {in: "boss@gov.cn <evil@x.cn>", want: []Address{{"boss@gov.cn", "evil@x.cn"}}},
		"S16: an angle inside of the quoted name":   {in: `"<boss@gov.cn>" <evil@x.cn>`, want: []Address{{"<boss@gov.cn>", "evil@x.cn"}}},
		"S16: a comment is no address":              {in: "evil@x.cn (boss@gov.cn)", want: []Address{{"boss@gov.cn", "evil@x.cn"}}},
		"S17: an encoded at sign stays literal":     {in: "=?utf-8?q?=40gov.cn?=@evil.cn", want: []Address{{"", "=?utf-8?q?=40gov.cn?=@evil.cn"}}},
		"S17: an encoded address is none":           {in: "=?utf-8?b?Ym9zc0Bnb3YuY24=?=", bad: true},
		"S17: an encoded angle is a name":           {in: "=?utf-8?b?PGJvc3NAZ292LmNuPg==?= <evil@x.cn>", want: []Address{{"<boss@gov.cn>", "evil@x.cn"}}},
		"S18: a look-alike letter is kept as it is": {in: "аdmin@gov.cn", want: []Address{{"", "аdmin@gov.cn"}}},
		"S18: a full-width dot is kept as it is":    {in: "a@gov。cn", want: []Address{{"", "a@gov。cn"}}},
		"S18: a full-width at sign makes none":      {in: "a＠gov.cn", bad: true},
		"an encoded word inside of quotes, as QQ writes it": {
			in: `"=?gb18030?B?1cXI/Q==?=" <a@b.cn>`, want: []Address{{"张三", "a@b.cn"}}},
		"a comma inside of quotes":         {in: `"张三, 李四" <a@b.cn>`, want: []Address{{"张三, 李四", "a@b.cn"}}},
		"an escaped quote":                 {in: `"a \"b\" c" <a@b.cn>`, want: []Address{{`a "b" c`, "a@b.cn"}}},
		"a quote that never ends":          {in: `张"三 <a@b.cn>`, want: []Address{{"张三", "a@b.cn"}}},
		"a parenthesis that never ends":    {in: "张三(综合部 <a@b.cn>", want: []Address{{"张三(综合部", "a@b.cn"}}},
		"an angle that never ends":         {in: "张三 <a@b.cn", want: []Address{{"张三", "a@b.cn"}}},
		"semicolons, as Outlook has them":  {in: "a@b.cn; c@d.cn;", want: []Address{{"", "a@b.cn"}, {"", "c@d.cn"}}},
		"a group":                          {in: "各部门: a@b.cn, c@d.cn;", want: []Address{{"", "a@b.cn"}, {"", "c@d.cn"}}},
		"an empty group":                   {in: "undisclosed-recipients:;"},
		"a source route":                   {in: "<@x.cn:a@b.cn>", want: []Address{{"", "a@b.cn"}}},
		"a quoted local part":              {in: `"a b"@c.cn`, want: []Address{{"", `"a b"@c.cn`}}},
		"a bidi trick in the name is gone": {in: "张\u202e三 <a@b.cn>", want: []Address{{"张三", "a@b.cn"}}},
		"two at signs":                     {in: "<a@b@c.cn>", bad: true},
		"blanks in the address":            {in: "<a b@c.cn>", bad: true},
		"the null sender":                  {in: "<>", bad: true},
		"words only":                       {in: "督办员", bad: true},
		"nothing":                          {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, bad := ParseAddresses(tt.in)
			if diff := cmp.Diff(got, tt.want); diff != "" || bad != tt.bad {
				t.Errorf("malformed %v, -got +want\n%s", bad, diff)
			}
		})
	}
}

func TestParse_S14_twoAuthorsAreNobody(t *testing.T) {
	t.Parallel()
	for name, head := range map[string]string{
		"two From fields":            "From: a@b.cn\r\nFrom: c@d.cn",
		"the same one twice":         "From: a@b.cn\r\nfrom : a@b.cn",
		"S15: two addresses in one":  "From: a@b.cn, c@d.cn",
		"an address and a fragment":  "From: a@b.cn, 张三",
		"no From at all":             "Sender: a@b.cn",
		"a From without any address": "From: 张三",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Parse(rawtest.CRLF(head, "Date: Fri, 16 Apr 2027 09:00:00 +0800", "", "3 已完成"), Limits{})
			if m.From != (Address{}) || len(m.Faults) != 1 {
				t.Errorf("got %v, faults %v", m.From, m.Faults)
			}
		})
	}
}

func TestParse_S20_rawGBKNameStillHasItsAddress(t *testing.T) {
	t.Parallel()
	for name, from := range map[string]string{
		"unquoted": "From: \xd5\xc5\xc8\xfd <zhang@gov.cn>",
		"quoted":   "From: \"\xd5\xc5\xc8\xfd\" <zhang@gov.cn>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Parse(rawtest.CRLF(from, "", ""), Limits{})
			if want := (Address{"张三", "zhang@gov.cn"}); m.From != want {
				t.Errorf("got %v, want %v", m.From, want)
			}
		})
	}
}

func TestParse_S21_senderAndReplyToDoNotReplaceTheAuthor(t *testing.T) {
	t.Parallel()
	m := Parse(rawtest.CRLF("From: a@b.cn", "Sender: s@b.cn", "Reply-To: r@b.cn, q@b.cn", "", ""), Limits{})
	got := []any{m.From.Addr, m.Sender.Addr, m.ReplyTo}
	want := []any{"a@b.cn", "s@b.cn", []Address{{"", "r@b.cn"}, {"", "q@b.cn"}}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

// Wherever the standard library can read a list, we read the same addresses.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{`"a\"b" <c@d.cn>`, "a@b, c@d", "x: a@b;", "(c) a@b", "<@r:a@b>", `"`, "((", `<"`, "a <b@c> d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, _ := ParseAddresses(s)
		list, err := mail.ParseAddressList(s)
		if err != nil || !plainASCII(s) {
			return
		}
		var ours, theirs []string
		for _, a := range got {
			ours = append(ours, unquote(a.Addr))
		}
		for _, a := range list {
			theirs = append(theirs, a.Address)
		}
		if len(ours) == len(theirs) {
			if diff := cmp.Diff(ours, theirs); diff != "" {
				t.Errorf("%q: -ours +theirs\n%s", s, diff)
			}
		}
	})
}

// plainASCII: without the obsolete and exotic forms that nobody writes and in
// which the two legitimately differ.
func plainASCII(s string) bool {
	for _, r := range s {
		if r < ' ' || r > '~' || r == '"' || r == '\\' || r == '[' || r == '(' || r == ')' || r == ' ' || r == '=' {
			return false
		}
	}
	return true
}
