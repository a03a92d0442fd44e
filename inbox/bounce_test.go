package inbox

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
)

const ourOriginal = "<duban.K7Q4M2.1@zhsw.gov.cn>"

// daemon is a notice with nothing but words.
func daemon(subject string, text ...string) []byte {
	return crlf(append([]string{"From: MAILER-DAEMON@mx.cn", "To: duban@zhsw.gov.cn", "Subject: " + subject, ""}, text...)...)
}

// dsn is a machine-readable report about recipients, each a group of fields.
func dsn(groups ...string) []byte {
	return crlf("From: MAILER-DAEMON@mx.cn", "To: duban@zhsw.gov.cn", "Content-Type: multipart/report; report-type=delivery-status; boundary=x", "",
		textPart("text"), "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.cn\r\n\r\n"+strings.Join(groups, "\r\n\r\n"), "--x--")
}

func TestParseBounce_says(t *testing.T) {
	t.Parallel()
	one := []string{"a@b.cn"}
	for name, tt := range map[string]struct {
		raw  []byte
		want Bounce
	}{
		"A09: hard": {dsn("Final-Recipient: rfc822; A@b.cn\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true, Diagnostic: "550 no such user"}},
		"A09: soft, given up": {dsn("Final-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nStatus: 4.4.7"),
			Bounce{Recipients: one, Status: "4.4.7"}},
		"A14: delayed": {dsn("Final-Recipient: rfc822; a@b.cn\r\nAction: Delayed\r\nStatus: 4.4.1 (no answer)"),
			Bounce{Recipients: one, Status: "4.4.1", Delayed: true}},
		"delivered is no failure": {dsn("Final-Recipient: rfc822; a@b.cn\r\nAction: delivered\r\nStatus: 2.0.0"),
			Bounce{Status: "2.0.0"}},
		"two recipients, one reached": {dsn("Final-Recipient: rfc822; c@b.cn\r\nAction: relayed\r\nStatus: 2.1.5",
			"Final-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nStatus: 5.2.1"),
			Bounce{Recipients: one, Status: "5.2.1", Permanent: true}},
		"the address we wrote to counts": {dsn("Original-Recipient: rfc822;a@b.cn\r\nFinal-Recipient: rfc822; moved@c.cn\r\nAction: failed\r\nStatus: 5.1.1"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true}},
		"the status stands in the diagnostic only": {dsn("Final-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nDiagnostic-Code: smtp; 552 5.2.2 full"),
			Bounce{Recipients: one, Status: "5.2.2", Permanent: true, Diagnostic: "552 5.2.2 full"}},
		"the report is enclosed in another notice": {crlf("From: MAILER-DAEMON@gw.cn", mixed, "", textPart("see below"),
			"--x\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nStatus: 5.1.1", "--x--"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true}},
		"code and status in the words": {daemon("Returned mail", "<a@b.cn>: host mx[192.0.2.5] said: 550-5.7.1 spam"),
			Bounce{Recipients: one, Status: "5.7.1", Permanent: true, Diagnostic: "<a@b.cn>: host mx[192.0.2.5] said: 550-5.7.1 spam"}},
		"qmail's mark": {daemon("failure notice", "<a@b.cn>:", "Sorry, no mailbox here by that name. (#5.1.1)"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true, Diagnostic: "<a@b.cn>: Sorry, no mailbox here by that name. (#5.1.1)"}},
		"a version is no status": {daemon("Mail delivery failed", "Exim 4.94.2 at 5.1.1.1", "", "a@b.cn", "Unrouteable address"),
			Bounce{Recipients: one, Status: "5.1.2", Permanent: true, Diagnostic: "a@b.cn Unrouteable address"}},
		"a bare code": {daemon("failure notice", "<a@b.cn>:", "Remote host said: 452 try later"),
			Bounce{Recipients: one, Status: "4.0.0", Diagnostic: "<a@b.cn>: Remote host said: 452 try later"}},
		"A12: Chinese words": {daemon("系统退信", "收件人 a@b.cn 的邮箱空间已满"),
			Bounce{Recipients: one, Status: "5.2.2", Permanent: true, Diagnostic: "收件人 a@b.cn 的邮箱空间已满"}},
		"A13: no such user, in Chinese": {daemon("邮件传送失败", "收信人：a@b.cn", "", "原因：查无此人"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true, Diagnostic: "原因：查无此人"}},
		"no reason given": {daemon("退信通知", "收件人：a@b.cn"),
			Bounce{Recipients: one, Status: "5.0.0", Permanent: true}},
		"A14: a warning in words": {daemon("Warning: message 1x delayed 24 hours", "a@b.cn", "will be retried; timed out"),
			Bounce{Recipients: one, Status: "4.4.7", Delayed: true, Diagnostic: "a@b.cn will be retried; timed out"}},
		"our own addresses are not the ones missed": {daemon("failure notice", "From: c@b.cn", "发件人：d@b.cn", "duban@zhsw.gov.cn wrote to", "<a@b.cn>:", "user unknown"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true, Diagnostic: "<a@b.cn>: user unknown"}},
		"an address without a word about it": {daemon("failure notice", "we tried a@b.cn today"),
			Bounce{Recipients: one, Status: "5.0.0", Permanent: true}},
		"nobody is named": {daemon("failure notice", "sorry"), Bounce{Status: "5.0.0", Permanent: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Classify(Parse(tt.raw, Limits{}), office)
			if c.Bounce == nil {
				t.Fatalf("got %+v", c)
			}
			if diff := cmp.Diff(*c.Bounce, tt.want); diff != "" {
				t.Errorf("-got +want\n%s", diff)
			}
		})
	}
}

func TestParseBounce_findsTheLetterThatCameBack(t *testing.T) {
	t.Parallel()
	token := []checklist.Token{"K7Q4M2"}
	for name, tt := range map[string]struct {
		raw    []byte
		id     string
		tokens []checklist.Token
	}{
		"by the thread of the notice": {crlf("From: MAILER-DAEMON@mx.cn", "References: <x@y> "+ourOriginal, "", ""), ourOriginal, token},
		"by the letter returned": {crlf("From: MAILER-DAEMON@mx.cn", mixed, "", "--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: "+ourOriginal+"\r\n\r\nz", "--x--"),
			ourOriginal, token},
		"by its header alone": {crlf("From: MAILER-DAEMON@mx.cn", mixed, "", "--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: "+ourOriginal, "--x--"),
			ourOriginal, token},
		"C28: by the id that QQ replaced": {crlf("From: MAILER-DAEMON@mx.cn", mixed, "",
			"--x\r\nContent-Type: application/octet-stream\r\n\r\nMessage-ID: <tencent_1@qq.com>\r\nX-OQ-MSGID: "+ourOriginal, "--x--"), ourOriginal, token},
		"by its subject": {crlf("From: MAILER-DAEMON@mx.cn", mixed, "",
			"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <tencent_1@qq.com>\r\nSubject: 〔督办 K7Q4M2〕", "--x--"), "<tencent_1@qq.com>", token},
		"by its Reply-To": {crlf("From: MAILER-DAEMON@mx.cn", mixed, "",
			"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <x@y>\r\nReply-To: duban+K7Q4M2@zhsw.gov.cn", "--x--"), "<x@y>", token},
		"by the text":               {daemon("failure notice", "--- Below this line is a copy", "> Message-Id: "+ourOriginal), ourOriginal, token},
		"by the tag in the text":    {daemon("系统退信", "主题：[督办 k7q4m2] 到期事项"), "", token},
		"an id of ours before any":  {crlf("From: MAILER-DAEMON@mx.cn", "In-Reply-To: <other@y>", "References: "+ourOriginal, "", ""), ourOriginal, token},
		"A10: nothing known of it":  {daemon("failure notice", "sorry"), "", nil},
		"A10: the id of a stranger": {crlf("From: MAILER-DAEMON@mx.cn", "In-Reply-To: <other@y>", "", ""), "<other@y>", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Classify(Parse(tt.raw, Limits{}), office)
			if c.Bounce == nil {
				t.Fatalf("got %+v", c)
			}
			if diff := cmp.Diff(c.Bounce.OriginalTokens, tt.tokens); diff != "" || c.Bounce.OriginalMessageID != tt.id {
				t.Errorf("id %q, -got +want\n%s", c.Bounce.OriginalMessageID, diff)
			}
		})
	}
}

func TestClassify_bounceHeads(t *testing.T) {
	t.Parallel()
	for _, subject := range []string{
		"系统退信/The email is returned", "退信：x", "【退信】x", "邮件被退回", "投递失败", "无法送达: x", "邮件传送失败", "未送达: x",
		"Undelivered Mail Returned to Sender", "Undeliverable: x", "Mail delivery failed: returning message to sender",
		"Delivery Status Notification (Failure)", "Returned mail: see transcript for details", "failure notice", "DELIVERY FAILURE: x",
	} {
		raw := crlf("From: noreply@mx.cn", "Auto-Submitted: auto-generated", "Subject: "+subject, "", "")
		if c := Classify(Parse(raw, Limits{}), office); c.Kind != KindBounce {
			t.Errorf("%s: got %s, %s", subject, c.Kind, c.Reason)
		}
	}
}

func FuzzBounce(f *testing.F) {
	for _, name := range corpus(f) {
		f.Add(readTestFile(f, name))
	}
	f.Add(dsn("Final-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nStatus: 5.1.1"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b := parseBounce(Parse(raw, Limits{}), office)
		if len(b.Recipients) > maxRecipients || len([]rune(b.Diagnostic)) > 300 || b.Permanent && b.Delayed {
			t.Errorf("got %+v", b)
		}
		for _, r := range b.Recipients {
			if !isAddress(r) || strings.ContainsAny(r, "\r\n<>") {
				t.Errorf("recipient %q", r)
			}
		}
		if b.Status != "" && firstStatus(b.Status) != b.Status {
			t.Errorf("status %q", b.Status)
		}
	})
}
