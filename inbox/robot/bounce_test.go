package robot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/inbox/rawtest"
)

const ourOriginal = "<duban.K7Q4M2.1@zhsw.gov.cn>"

// daemon is a notice with nothing but words.
func daemon(subject string, text ...string) []byte {
	return rawtest.CRLF(append([]string{"From: MAILER-DAEMON@mx.cn", "To: duban@zhsw.gov.cn", "Subject: " + subject, ""}, text...)...)
}

// dsn is a machine-readable report about recipients, each a group of fields.
func dsn(groups ...string) []byte {
	return rawtest.CRLF("From: MAILER-DAEMON@mx.cn", "To: duban@zhsw.gov.cn", "Content-Type: multipart/report; report-type=delivery-status; boundary=x", "",
		rawtest.TextPart("text"), "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.cn\r\n\r\n"+strings.Join(groups, "\r\n\r\n"), "--x--")
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
			Bounce{Recipients: one, Status: "4.4.7", Permanent: true}},
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
		"the report is enclosed in another notice": {rawtest.CRLF("From: MAILER-DAEMON@gw.cn", rawtest.Mixed, "", rawtest.TextPart("see below"),
			"--x\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nStatus: 5.1.1", "--x--"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true}},
		"code and status in the words": {daemon("Returned mail", "<a@b.cn>: host mx[192.0.2.5] said: 550-5.7.1 spam"),
			Bounce{Recipients: one, Status: "5.7.1", Permanent: true, Diagnostic: "<a@b.cn>: host mx[192.0.2.5] said: 550-5.7.1 spam"}},
		"qmail's mark": {daemon("failure notice", "<a@b.cn>:", "Sorry, no mailbox here by that name. (#5.1.1)"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true, Diagnostic: "<a@b.cn>: Sorry, no mailbox here by that name. (#5.1.1)"}},
		"the two codes on two lines": {daemon("Undelivered Mail Returned to Sender", "<a@b.cn>: host mx.b.cn said: 452", "    4.2.2 <a@b.cn>: over quota (in reply to RCPT TO command)"),
			Bounce{Recipients: one, Status: "4.2.2", Diagnostic: "<a@b.cn>: host mx.b.cn said: 452 4.2.2 <a@b.cn>: over quota (in reply to RCPT TO command)"}},
		"a version is no status": {daemon("Mail delivery failed", "Exim 4.94.2 at 5.1.1.1", "", "a@b.cn", "Unrouteable address"),
			Bounce{Recipients: one, Status: "5.1.2", Permanent: true, Diagnostic: "a@b.cn Unrouteable address"}},
		"a bare code": {daemon("failure notice", "<a@b.cn>:", "Remote host said: 452 try later"),
			Bounce{Recipients: one, Status: "4.0.0", Diagnostic: "<a@b.cn>: Remote host said: 452 try later"}},
		"the alias that we wrote to counts too": {daemon("Returned mail", "----- The following addresses had permanent fatal errors -----", "moved@c.cn", "    (expanded from: a@b.cn)", "", "554 Too many hops 26 (25 max)"),
			Bounce{Recipients: []string{"moved@c.cn", "a@b.cn"}, Status: "5.0.0", Permanent: true, Diagnostic: "554 Too many hops 26 (25 max)"}},
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
		"the status says only the class, the server said more": {dsn("Final-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 5.7.1 denied"),
			Bounce{Recipients: one, Status: "5.7.1", Permanent: true, Diagnostic: "550 5.7.1 denied"}},
		"the diagnostic holds a code and no status": {dsn("Final-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nDiagnostic-Code: smtp; 452 mailbox full"),
			Bounce{Recipients: one, Status: "4.2.2", Permanent: true, Diagnostic: "452 mailbox full"}},
		"the line that names him before lines that mention others": {daemon("Undeliverable: Todo", "Your message", "", "  To:      list@b.cn", "  Subject: Todo", "", "did not reach the following recipient(s):", "", "a@b.cn on Fri, 30 Apr 2027 11:08:59 -0700", "    The recipient name is not recognized"),
			Bounce{Recipients: one, Status: "5.0.0", Permanent: true}},
		"the sender in the sentence is not the one missed": {daemon("Mail Delivery Problem", "Your mail to the following recipients could not be delivered because they are not accepting mail from c@b.cn:", "a@b.cn"),
			Bounce{Recipients: one, Status: "5.0.0", Permanent: true}},
		"two recipients, one of them in the server's words": {daemon("Undeliverable Mail", "Unknown user: c@b.cn", "", "RCPT TO generated following response:", "553 5.3.0 <c@b.cn>... Addressee unknown", "", "Unknown user: a@b.cn"),
			Bounce{Recipients: []string{"c@b.cn", "a@b.cn"}, Status: "5.3.0", Permanent: true, Diagnostic: "RCPT TO generated following response: 553 5.3.0 <c@b.cn>... Addressee unknown"}},
		"only the letter below says for whom it was": {daemon("Returned mail: Cannot send message for 4 days", "   ----- Transcript of session follows -----", "421 b.cn (smtp)... Deferred: Connection timed out with server", "", "   ----- Unsent message follows -----", "Received: by mx.cn", "From: duban@zhsw.gov.cn", "To: a@b.cn", "Subject: todo", "", "text"),
			Bounce{Recipients: one, Status: "4.4.7", Diagnostic: "----- Transcript of session follows ----- 421 b.cn (smtp)... Deferred: Connection timed out with server"}},
		"a status at the start of a line": {daemon("Mail delivery failed", "\"a@b.cn\":", "SMTP error from remote server", "5.2.1 <a@b.cn>... disabled"),
			Bounce{Recipients: one, Status: "5.2.1", Permanent: true, Diagnostic: "SMTP error from remote server 5.2.1 <a@b.cn>... disabled"}},
		"a server that has given up does not go on": {daemon("failure notice", "到下列地址的信件投递失败，服务器已经放弃继续投递。", "a@b.cn", "No such user"),
			Bounce{Recipients: one, Status: "5.1.1", Permanent: true, Diagnostic: "a@b.cn No such user"}},
		"put off": {daemon("Mail Delivery Warning", "Delivery of email to this address", "\"a@b.cn\"", "has been postponed due to a full mailbox.", "We will continue to try to deliver your message."),
			Bounce{Recipients: one, Status: "4.2.2", Delayed: true, Diagnostic: "\"a@b.cn\" has been postponed due to a full mailbox. We will continue to try to deliver your message."}},
		"nobody is named": {daemon("failure notice", "sorry"), Bounce{Status: "5.0.0", Permanent: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Classify(message.Parse(tt.raw, message.Limits{}), office)
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
	token := []letter.Token{"K7Q4M2"}
	for name, tt := range map[string]struct {
		raw    []byte
		id     string
		tokens []letter.Token
	}{
		"by the thread of the notice": {rawtest.CRLF("From: MAILER-DAEMON@mx.cn", "References: <x@y> "+ourOriginal, "", ""), ourOriginal, token},
		"by the letter returned": {rawtest.CRLF("From: MAILER-DAEMON@mx.cn", rawtest.Mixed, "", "--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: "+ourOriginal+"\r\n\r\nz", "--x--"),
			ourOriginal, token},
		"by its header alone": {rawtest.CRLF("From: MAILER-DAEMON@mx.cn", rawtest.Mixed, "", "--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: "+ourOriginal, "--x--"),
			ourOriginal, token},
		"C28: by the id that QQ replaced": {rawtest.CRLF("From: MAILER-DAEMON@mx.cn", rawtest.Mixed, "",
			"--x\r\nContent-Type: application/octet-stream\r\n\r\nMessage-ID: <tencent_1@qq.com>\r\nX-OQ-MSGID: "+ourOriginal, "--x--"), ourOriginal, token},
		"by its subject": {rawtest.CRLF("From: MAILER-DAEMON@mx.cn", rawtest.Mixed, "",
			"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <tencent_1@qq.com>\r\nSubject: 〔督办 K7Q4M2〕", "--x--"), "<tencent_1@qq.com>", token},
		"by its Reply-To": {rawtest.CRLF("From: MAILER-DAEMON@mx.cn", rawtest.Mixed, "",
			"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <x@y>\r\nReply-To: duban+K7Q4M2@zhsw.gov.cn", "--x--"), "<x@y>", token},
		"by the text":               {daemon("failure notice", "--- Below this line is a copy", "> Message-Id: "+ourOriginal), ourOriginal, token},
		"by the tag in the text":    {daemon("系统退信", "主题：[督办 k7q4m2] 到期事项"), "", token},
		"an id of ours before any":  {rawtest.CRLF("From: MAILER-DAEMON@mx.cn", "In-Reply-To: <other@y>", "References: "+ourOriginal, "", ""), ourOriginal, token},
		"A10: nothing known of it":  {daemon("failure notice", "sorry"), "", nil},
		"A10: the id of a stranger": {rawtest.CRLF("From: MAILER-DAEMON@mx.cn", "In-Reply-To: <other@y>", "", ""), "<other@y>", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Classify(message.Parse(tt.raw, message.Limits{}), office)
			if c.Bounce == nil {
				t.Fatalf("got %+v", c)
			}
			if diff := cmp.Diff(c.Bounce.OriginalTokens, tt.tokens); diff != "" || c.Bounce.OriginalMessageID != tt.id {
				t.Errorf("id %q, -got +want\n%s", c.Bounce.OriginalMessageID, diff)
			}
		})
	}
}

// Notices of programs that follow no standard: known by how they begin.
func TestClassify_bouncesInWordsOnly(t *testing.T) {
	t.Parallel()
	const back = "\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: " + ourOriginal + "\r\n\r\nz\r\n--x--"
	for name, tt := range map[string]struct {
		raw    []byte
		status string
	}{
		"James":                          {rawtest.CRLF("From: postmaster@james.cn", "Subject: [BOUNCE]", rawtest.Mixed, "", rawtest.TextPart("Hi. This is the James mail server at james.cn.\r\nI'm afraid I wasn't able to deliver your message.\r\n\r\nError message below:\r\n550 - Requested action not taken: no such user here\r\n\r\nMessage details:\r\n  MAIL FROM: duban@zhsw.gov.cn\r\n  RCPT TO: a@b.cn"), back), "5.1.1"},
		"a Japanese carrier":             {rawtest.CRLF("From: Postmaster <no-reply@mobile.jp>", "Subject: Mail System Error", rawtest.Mixed, "", rawtest.TextPart("Your mail sent on: Thu, 29 Apr 2027 11:04:47 +0900\r\n    Could not be delivered to: <a@b.cn>\r\n    As their mailbox is full."), back), "5.2.2"},
		"a carrier's gateway":            {rawtest.CRLF("From: post_master@vtext.cn", "Subject: Undeliverable Message", "", "Error: 550 - Requested action not taken: no such user here", "", "Message details:", "  RCPT TO: a@b.cn"), "5.1.1"},
		"a cloud relay":                  {rawtest.CRLF("From: no-reply@relay.cn", "Subject: Notice", "", "An error occurred while trying to deliver the mail to the following recipients:", "a@b.cn", "", "Status: 5.1.1"), "5.1.1"},
		"the fields of RFC 3464 as text": {rawtest.CRLF("From: Mail Administrator <x@mx.cn>", "Subject: Mail System Error - Returned Mail", "", "This message was undeliverable due to the following reason:", "", "Final-Recipient: rfc822; a@b.cn", "Action: failed", "Status: 5.4.4"), "5.4.4"},
		"Exchange in German":             {rawtest.CRLF("From: postmaster@b.de", "Subject: Unzustellbar: Todo", "Auto-Submitted: auto-replied", "", "a@b.cn", "#550 5.1.1 RESOLVER.ADR.RecipNotFound ##"), "5.1.1"},
		"Exchange in French":             {rawtest.CRLF("From: postmaster@b.fr", "Subject: Non remis : Todo", "Auto-Submitted: auto-replied", "", "a@b.cn", "#550 5.1.1 RESOLVER.ADR.RecipNotFound ##"), "5.1.1"},
		"a server of nobody":             {rawtest.CRLF("From: root@mx.cn", "Return-Path: <>", "Subject: x", "", "Your message could not be delivered to <a@b.cn>: 452 try later, host said"), "4.0.0"},
		"no sign but what came back":     {rawtest.CRLF("From: robot@mx.cn", "Subject: x", rawtest.Mixed, "", rawtest.TextPart("Sorry, I could not deliver your message.\r\n<a@b.cn>: remote server said 550 5.7.1 denied"), back), "5.7.1"},
		"Courier":                        {rawtest.CRLF("From: Courier mail server at mx.cn <x@mx.cn>", "Subject: NOTICE: mail delivery status.", "", "UNDELIVERABLE MAIL", "", "<a@b.cn>:", "    >>> RCPT TO:<a@b.cn>", "    <<< 550 5.7.1 Access denied"), "5.7.1"},
		"IMail":                          {rawtest.CRLF("From: Postmaster <x@mx.cn>", "Subject: Undeliverable Mail", "X-Mailer: <SMTP32 v8.22>", "", "Unknown user: a@b.cn", "", "Original message follows.", "", "To: c@b.cn"), "5.1.1"},
		"stars in front":                 {rawtest.CRLF("From: Mail Delivery System <x@mx.cn>", "Subject: Delivery status notification", "", "Delivery to the following recipients failed permanently:", "", "  * a@b.cn", "", "SMTP:RCPT host 192.0.2.8: 553 5.3.0 <a@b.cn>... No such user here"), "5.3.0"},
		"qmail, subject lost":            {rawtest.CRLF("Received: (qmail 1 invoked for bounce); 1 Jan 2027 00:00:00 -0000", "From: x@mx.cn", "Subject: x", "", "Hi. I wasn't able to deliver your message to the following addresses.", "", "<a@b.cn>:", "Sorry, no mailbox here by that name. (#5.1.1)"), "5.1.1"},
		"a mailing list's server":        {rawtest.CRLF("From: list-admin@mx.cn", "References: "+ourOriginal, "Subject: Loop Alert: Duplicated Message-ID (list ML)", "X-MLServer: fml [fml 4.0.3 release]", "", "Duplicated Message-ID in <a@b.cn>.", "", "Original mail as follows:", "", "   From: x@y.cn"), "5.0.0"},
		"a relay's notice in JSON":       {rawtest.CRLF("From: no-reply@relay.cn", "Subject: Notification Message", "", `{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"a@b.cn","status":"5.2.2"}]},"mail":{"source":"x@y.cn","headers":[{"name":"From","value":"x@y.cn"}]}}`), "5.2.2"},
		"names without a domain":         {rawtest.CRLF("From: Mail Delivery Subsystem <MAILER-DAEMON@b.cn>", "Subject: Mail Delivery Problem", "", "Sorry duban@zhsw.gov.cn. Your mail to the following recipients could not be delivered because they are not accepting mail with attachments:", "\ta"), "5.0.0"},
		"Coremail in words":              {rawtest.CRLF("From: 系统管理员 <admin@b.cn>", "Subject: 投递结果", "", "您的邮件无法投递到收件人 a@b.cn，原因：用户不存在"), "5.1.1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Classify(message.Parse(tt.raw, message.Limits{}), office)
			if c.Bounce == nil {
				t.Fatalf("got %s: %s", c.Kind, c.Reason)
			}
			if diff := cmp.Diff([]string{strings.Join(c.Bounce.Recipients, " "), c.Bounce.Status}, []string{"a@b.cn", tt.status}); diff != "" {
				t.Errorf("-got +want\n%s", diff)
			}
		})
	}
}

// Servers whose sender, header and form say nothing: two signs in words.
func TestClassify_bouncesWithoutAnySignOfTheirSender(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string][]byte{
		"a gateway against viruses":  rawtest.CRLF("From: Gateway_for_SMTP@mx.cn", "Subject: Delivery failure notification", "", "Your message with Subject: todo", "could not be delivered to the following recipients:", "", "a@b.cn"),
		"an administrator":           rawtest.CRLF("From: admin@mx.cn", "Precedence: bulk", "List-Id: <x.y>", "Subject: Non-Delivery: todo", "", "--- Non-Delivery Report ---", "The email below could not be delivered to the following user:", "", "a@b.cn"),
		"French, behind the subject": rawtest.CRLF("From: relais@mx.fr", "Subject: RE: todo : non remis (delivery failed)", "", "Votre message n'a pas pu etre delivre a", "a@b.cn"),
		"MDaemon":                    rawtest.CRLF("From: MDaemon@mx.cn", "Precedence: bulk", "Subject: Warning: a@b.cn - User unknown!", "", "a@b.cn - no such user here."),
		"a refusal in a receipt":     rawtest.CRLF("From: Mail Delivery Subsystem <admin@mx.cn>", "Auto-Submitted: auto-replied (rejected)", "Subject: Automatically rejected mail", "Content-Type: multipart/report; report-type=disposition-notification; boundary=x", "", rawtest.TextPart("Your message to <a@b.cn> was automatically rejected:\r\nQuota exceeded"), "--x\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; a@b.cn\r\nDisposition: automatic-action/MDN-sent-automatically; deleted", "--x--"),
		"a reply in form, a gateway": rawtest.CRLF("From: post_master@vtext.cn", "In-Reply-To: "+ourOriginal, "Subject: Re:todo", "", "Error: Invalid user address", "", "Error message below:", "550 - Requested action not taken: no such user here", "", "  RCPT TO: a@b.cn"),
		"Japanese":                   rawtest.CRLF("From: no-reply@mobile.jp", "Subject: メールエラー通知", "", "次のあて先へのメッセージはエラーのため送信できませんでした。", "<a@b.cn>"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Classify(message.Parse(raw, message.Limits{}), office)
			if c.Bounce == nil || len(c.Bounce.Recipients) != 1 || c.Bounce.Recipients[0] != "a@b.cn" {
				t.Errorf("got %s: %s %+v", c.Kind, c.Reason, c.Bounce)
			}
		})
	}
}

func TestClassify_complaintsAreNoBounces(t *testing.T) {
	t.Parallel()
	back := "--x\r\nContent-Type: message/rfc822\r\n\r\nTo: a@b.cn\r\nMessage-ID: " + ourOriginal + "\r\n\r\nz\r\n--x--"
	for name, raw := range map[string][]byte{
		"by a daemon":                rawtest.CRLF("From: MAILER-DAEMON@mx.cn", "Return-Path: <>", "Content-Type: multipart/report; report-type=feedback-report; boundary=x", "", rawtest.TextPart("This is an email abuse report"), "--x\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse", back),
		"without the machine's part": rawtest.CRLF("From: staff@mx.cn", "Content-Type: multipart/report; report-type=feedback-report; boundary=x", "", rawtest.TextPart("abuse"), back),
		"without a report":           rawtest.CRLF("From: staff@mx.cn", "Subject: complaint about message from 192.0.2.1", rawtest.Mixed, "", back),
	} {
		if c := Classify(message.Parse(raw, message.Limits{}), office); c.Kind != KindComplaint {
			t.Errorf("%s: got %s: %s", name, c.Kind, c.Reason)
		}
	}
}

func TestClassify_peopleWhoTellOfBouncesAreHeard(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string][]byte{
		"in words":               rawtest.AsPerson("Subject: 情况", "X: 1"),
		"work sent back":         rawtest.CRLF("From: a@b.cn", "Subject: 情况", "", "14 材料被退回，正在修改"),
		"a copied code":          rawtest.CRLF("From: a@b.cn", "Subject: 情况", "", "我给李四的信被退回：550 5.1.1 User unknown"),
		"passed on":              rawtest.CRLF("From: a@b.cn", "Subject: Fwd: Undelivered Mail", rawtest.Mixed, "", rawtest.TextPart("Could not be delivered, 550 5.1.1"), "--x\r\nContent-Type: message/rfc822\r\n\r\nx\r\n--x--"),
		"passed on in its parts": rawtest.CRLF("From: a@b.cn", "Subject: Fwd: Undelivered Mail Returned to Sender", rawtest.Mixed, "", rawtest.TextPart("这封信退回来了，请核实地址"), "--x\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; c@b.cn\r\nAction: failed\r\nStatus: 5.1.1", "--x--"),
		"a mailbox called so":    rawtest.CRLF("From: 系统管理员 <admin@b.cn>", "Subject: 回复：督办", "In-Reply-To: "+ourOriginal, "", "14 材料被退回后已重新报送，已完成"),
		"a reply to one":         rawtest.CRLF("From: a@b.cn", "Subject: 回复：退信", "In-Reply-To: <x@y>", "", "无法投递是因为邮箱已满，550 5.2.2，已清理"),
	} {
		if c := Classify(message.Parse(raw, message.Limits{}), office); c.Kind != KindReply {
			t.Errorf("%s: got %s: %s", name, c.Kind, c.Reason)
		}
	}
}

func TestClassify_bounceHeads(t *testing.T) {
	t.Parallel()
	for _, subject := range []string{
		"系统退信/The email is returned", "退信：x", "【退信】x", "邮件被退回", "投递失败", "无法送达: x", "邮件传送失败", "未送达: x",
		"Undelivered Mail Returned to Sender", "Undeliverable: x", "Mail delivery failed: returning message to sender",
		"Delivery Status Notification (Failure)", "Returned mail: see transcript for details", "failure notice", "DELIVERY FAILURE: x",
	} {
		raw := rawtest.CRLF("From: noreply@mx.cn", "Auto-Submitted: auto-generated", "Subject: "+subject, "", "")
		if c := Classify(message.Parse(raw, message.Limits{}), office); c.Kind != KindBounce {
			t.Errorf("%s: got %s, %s", subject, c.Kind, c.Reason)
		}
	}
}

func FuzzBounce(f *testing.F) {
	for _, name := range rawtest.Corpus(f) {
		f.Add(rawtest.ReadTestFile(f, name))
	}
	f.Add(dsn("Final-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nStatus: 5.1.1"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b := parseBounce(message.Parse(raw, message.Limits{}), office)
		if len(b.Recipients) > maxRecipients || len([]rune(b.Diagnostic)) > 300 || b.Permanent && b.Delayed {
			t.Errorf("got %+v", b)
		}
		for _, r := range b.Recipients {
			if !message.IsAddress(r) || strings.ContainsAny(r, "\r\n<>") {
				t.Errorf("recipient %q", r)
			}
		}
		if b.Status != "" && firstStatus(b.Status) != b.Status {
			t.Errorf("status %q", b.Status)
		}
	})
}
