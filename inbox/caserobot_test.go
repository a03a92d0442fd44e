package inbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox"
	"duban/inbox/inboxtest"
	"duban/inbox/rawtest"
	"duban/internal/words"
)

// A robot's mail changes nothing but notes, and nobody is answered.
func TestProcessor_robotsChangeNothing(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		words, subject, disposition, kind string
		header                            []string
	}{
		"A01 Auto-Submitted, with token, thread and sender": {header: []string{"Auto-Submitted: auto-replied"}, disposition: "noted", kind: "auto-reply"},
		"A02 QQ's vacation page": {subject: "自动回复: ", words: "<div>这是来自QQ邮箱的假期自动回复邮件。</div><div>您好，14 已完成</div>",
			header: []string{"Content-Type: text/html; charset=utf-8"}, disposition: "noted", kind: "auto-reply"},
		"A05 parameters and upper case":    {header: []string{"AUTO-SUBMITTED: Auto-Generated; x=y"}, disposition: "noted", kind: "auto-reply"},
		"A07 X-Autoreply":                  {header: []string{"X-Autoreply: yes"}, disposition: "noted", kind: "auto-reply"},
		"A15 a complaint about our letter": {header: []string{"Content-Type: multipart/report; report-type=feedback-report; boundary=x\r\nContent-Transfer-Encoding: 8bit"}, words: rawtest.TextPart("z") + "\r\n--x\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n--x--", disposition: "dropped", kind: "complaint"},
		"A16 a read receipt":               {subject: "已读：", words: "您发送的邮件已被阅读，详情如下：\n阅读时间：2027-04-15", disposition: "noted", kind: "read-receipt"},
		"A16 a receipt without a report":   {subject: "Return Receipt (displayed) - ", words: "This is a Return Receipt for the mail that you sent to duban.", disposition: "noted", kind: "read-receipt"},
		"A17 an invitation accepted":       {header: []string{"Content-Type: text/calendar; method=REPLY"}, words: "BEGIN:VCALENDAR", disposition: "noted", kind: "calendar"},
		"A17 a recall":                     {subject: "Recall: ", words: "技术服务部 would like to recall the message \"14\".", disposition: "noted", kind: "recall"},
		"A17 a recall in Chinese":          {subject: "撤回: 回复: ", words: "技术服务部 将撤回邮件“回复: 14 已完成”。", disposition: "noted", kind: "recall"},
		"A17 a recall in German":           {subject: "Zurückrufen: ", words: "Technik möchte die Nachricht \"14 已完成\" zurückrufen.", disposition: "noted", kind: "recall"},
		"a reaction":                       {subject: "Re: ", words: "[like] 技术服务部 reacted to your message:\n\n14 已完成", disposition: "noted", kind: "reaction"},
		"a ticket system":                  {subject: "【工单系统】您的诉求已受理 ", words: "您好，您的邮件已收到，工单编号：14，客服人员将尽快与您联系。请勿直接回复本邮件。", disposition: "noted", kind: "ack"},
		"a server's acknowledgement":       {words: "OK. your email has been received.", disposition: "noted", kind: "ack"},
		"an absence in plain words":        {subject: "Re: ", words: "Thank you for your email. I am out of the office Tuesday and Wednesday this week. I will respond when I return to the office on April 24, 2026.", disposition: "noted", kind: "auto-reply"},
		"A18 a null sender, nothing else":  {header: []string{"Return-Path: <>"}, disposition: "quarantined", kind: "null-sender"},
		"A20 a hundred servers passed":     {header: []string{strings.Repeat("Received: from a by b\r\n", 100) + "Received: from a by b"}, disposition: "dropped", kind: "loop"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := h.Ask()
			words := tt.words
			if words == "" {
				words = "14 已完成"
			}
			disposition := h.Deliver(h.Mail(inboxtest.Jishu, tt.subject+n.Token.Tag(), words, append(tt.header, "In-Reply-To: "+n.MessageID)...))
			if string(disposition.State) != tt.disposition || disposition.Kind != tt.kind || disposition.Reason.IsZero() {
				t.Errorf("got %s %s: %s", disposition.State, disposition.Kind, disposition.Reason)
			}
			if o := h.Part(14, "技术服务部"); o.State != checklist.Open || o.AnswerMs != 0 || h.Answers() != 0 {
				t.Errorf("it changed something: %+v, %d letters", o.Assignment, h.Answers())
			}
		})
	}
}

func TestProcessor_peopleWhoSoundLikeRobotsAreHeard(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		subject, words string
		header         []string
		want           checklist.State
		acked          bool
	}{
		"A03 an answer to a robot":                   {"Re: 自动回复: ", "14 已完成", nil, checklist.Submitted, false},
		"A04 Auto-Submitted: no":                     {"", "14 已完成", []string{"Auto-Submitted: no"}, checklist.Submitted, false},
		"A08 a wish for silence alone":               {"", "14 已完成", []string{"X-Auto-Response-Suppress: All"}, checklist.Submitted, false},
		"A20 fifty servers passed":                   {"", "14 已完成", []string{strings.Repeat("Received: from a by b\r\n", 59) + "Received: from a by b"}, checklist.Submitted, false},
		"A22 邮件已收到 alone":                            {"", "您好，您的邮件我已收到，我会尽快回复", nil, checklist.Open, true},
		"A22 in English":                             {"", "Received, thank you.", nil, checklist.Open, true},
		"A06 by way of a list":                       {"", "14 已完成", []string{"Precedence: list", "List-Id: <x.y>"}, checklist.Submitted, false},
		"A06 a mass mailer's field":                  {"", "已完成：采取措施：升级；成效：可查。", []string{"Precedence: bulk"}, checklist.Submitted, false},
		"A08 by an inbox rule":                       {"", "14 已完成", []string{"X-Auto-Response-Suppress: All", "X-MS-Exchange-Inbox-Rules-Loop: a@b"}, checklist.Submitted, false},
		"he is out and answers":                      {"外出：", "14 已完成", nil, checklist.Submitted, false},
		"he writes 已读 and answers":                   {"已读：", "14 已完成", nil, checklist.Submitted, false},
		"he writes 已读 and no more than his progress": {"已读：", "正在推进，预计下周报送", nil, checklist.Open, false},
		"he is out and tells of progress":            {"外出：", "正在推进，预计下周报送", nil, checklist.Open, false},
		"an inbox rule, and progress":                {"", "正在推进，预计下周报送", []string{"X-Auto-Response-Suppress: All", "X-MS-Exchange-Inbox-Rules-Loop: a@b"}, checklist.Open, false},
		"an invitation with an answer":               {"", "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n14 已完成\r\n--x\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n--x--", []string{"Content-Type: multipart/alternative; boundary=x\r\nContent-Transfer-Encoding: 8bit"}, checklist.Submitted, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := h.Ask()
			disposition := h.Deliver(h.Mail(inboxtest.Jishu, tt.subject+n.Token.Tag(), tt.words, tt.header...))
			if o := h.Part(14, "技术服务部"); disposition.State != "filed" || o.State != tt.want || (o.AckedMs != 0) != tt.acked {
				t.Errorf("got %s %s (%s), acknowledged %v", disposition.State, disposition.Reason, o.State, o.AckedMs != 0)
			}
		})
	}
}

// undelivered is a delivery status about one recipient and a letter of ours.
func undelivered(h *inboxtest.Office, messageID, recipient, action, status string) []byte {
	return h.Mail("MAILER-DAEMON@mx.example", "Undelivered Mail", rawtest.TextPart("text")+
		"\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; "+recipient+"\r\nAction: "+action+"\r\nStatus: "+status+
		"\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: "+messageID+"\r\n--x--",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\nContent-Transfer-Encoding: 8bit")
}

func TestProcessor_bounces(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		mail        func(h *inboxtest.Office, n db.Notice) []byte
		disposition string
		fault       string // of 技术服务部's address
	}{
		"A09 hard": {func(h *inboxtest.Office, n db.Notice) []byte {
			return undelivered(h, n.MessageID, inboxtest.Jishu, "failed", "5.1.1")
		}, "noted", "5.1.1"},
		"A09 soft": {func(h *inboxtest.Office, n db.Notice) []byte {
			return undelivered(h, n.MessageID, inboxtest.Jishu, "failed", "4.2.2")
		}, "noted", ""},
		"A10 of a letter we never sent": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return undelivered(h, "<duban.A2C3D4.1@djzx.example>", inboxtest.Jishu, "failed", "5.1.1")
		}, "dropped", ""},
		"A10 of nothing": {func(h *inboxtest.Office, _ db.Notice) []byte {
			return undelivered(h, "<x@y>", inboxtest.Jishu, "failed", "5.1.1")
		}, "dropped", ""},
		"A11 of another's address": {func(h *inboxtest.Office, n db.Notice) []byte {
			return undelivered(h, n.MessageID, inboxtest.Shouli, "failed", "5.1.1")
		}, "quarantined", ""},
		"A12 QQ, in words only": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail("PostMaster@qq.com", "系统退信", "<p>抱歉，您的邮件被退回来了</p><p>收件人 "+inboxtest.Jishu+"</p><p>主题 "+n.Token.Tag()+"</p><p>退信原因：收件人邮件地址不存在</p><p>host said: 550 User not found</p>",
				"Content-Type: text/html; charset=utf-8", "Auto-Submitted: auto-generated")
		}, "noted", "5.1.1 退信原因：收件人邮件地址不存在 host said: 550 User not found"},
		"A13 Sina, raw GBK": {func(h *inboxtest.Office, n db.Notice) []byte {
			// 邮件传送失败; 收信人：…; 原因：查无此人
			return []byte("From: MAILER-DAEMON@sina.com\r\nTo: " + inboxtest.Duban + "\r\nSubject: \xd3\xca\xbc\xfe\xb4\xab\xcb\xcd\xca\xa7\xb0\xdc\r\nReturn-Path: <>\r\nIn-Reply-To: " + n.MessageID +
				"\r\n\r\n\xca\xd5\xd0\xc5\xc8\xcb\xa3\xba" + inboxtest.Jishu + "\r\n\xd4\xad\xd2\xf2\xa3\xba\xb2\xe9\xce\xde\xb4\xcb\xc8\xcb\r\n")
		}, "noted", "5.1.1 收信人：jishu@djzx.example 原因：查无此人"},
		"A14 delayed": {func(h *inboxtest.Office, n db.Notice) []byte {
			return undelivered(h, n.MessageID, inboxtest.Jishu, "delayed", "4.4.1")
		}, "noted", ""},
		"C28 by the id that QQ replaced": {func(h *inboxtest.Office, n db.Notice) []byte {
			return undelivered(h, "<tencent_1@qq.com>\r\nX-OQ-MSGID: "+n.MessageID, inboxtest.Jishu, "failed", "5.1.1")
		}, "noted", "5.1.1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := h.Ask()
			disposition := h.Deliver(tt.mail(h, n))
			faults, err := h.Store.Faults(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if string(disposition.State) != tt.disposition || disposition.Kind != "bounce" || words.Say(words.Chinese, faults[inboxtest.Jishu].Fault) != tt.fault || len(faults) > 1 {
				t.Errorf("got %s: %s, faults %v", disposition.State, disposition.Reason, faults)
			}
			if o := h.Part(14, "技术服务部"); o.State != checklist.Open || o.AnswerMs != 0 || h.Answers() != 0 {
				t.Errorf("it changed something: %+v, %d letters", o.Assignment, h.Answers())
			}
		})
	}
}

func TestProcessor_A02_aVacationTextIsKeptOnThePersonWithItsDays(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	disposition := h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "您好，我于4月16日至4月20日外出培训，急事请联系李工。", "Auto-Submitted: auto-replied"))
	notes, err := h.Store.Notes(context.Background(), h.At.AddDate(0, 0, -1))
	if err != nil {
		t.Fatal(err)
	}
	want := []db.Note{{Person: "技术服务部负责人", Text: "您好，我于4月16日至4月20日外出培训，急事请联系李工。", AwayFrom: checklist.Date(2026, 4, 16), AwayUntil: checklist.Date(2026, 4, 20),
		Mail: disposition.ID, AtMs: h.At.UnixMilli()}}
	if diff := cmp.Diff(notes, want); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

func TestProcessor_A19_aRobotWithoutSignsIsPausedAndTheClerkAlarmed(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	var last db.Disposition
	for range 15 {
		h.At = h.At.Add(time.Minute)
		last = h.Deliver(h.Reply(n, inboxtest.Jishu, "感谢来信，我们非常重视，正在研究处理"))
		if list := h.Letters(letter.KindReceipt, inboxtest.Jishu); len(list) > 0 {
			n = list[len(list)-1]
		}
	}
	if last.State != "quarantined" || !strings.Contains(words.Say(words.Chinese, last.Reason), "暂停处理") {
		t.Errorf("got %+v", last)
	}
	receipts, alarms := len(h.Letters(letter.KindReceipt, inboxtest.Jishu)), len(h.Letters(letter.KindClerk, inboxtest.Zonghe))
	if receipts != inbox.MostExchanges+1 || alarms != 1 {
		t.Errorf("got %d receipts, %d alarms", receipts, alarms)
	}
	h.At = h.At.Add(2 * time.Hour)
	if disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成")); disposition.State != "filed" {
		t.Errorf("two hours later: %+v", disposition)
	}
}

func TestProcessor_A19_aSlowRobotIsPausedAfterFortyADay(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.AnswersPerDay = 0 // nothing else ends it
	n := h.Ask()
	var last db.Disposition
	for range inbox.MostExchanged + 2 {
		h.At = h.At.Add(20 * time.Minute)
		last = h.Deliver(h.Reply(n, inboxtest.Jishu, "感谢来信，我们非常重视，正在研究处理"))
		list := h.Letters(letter.KindReceipt, inboxtest.Jishu)
		n = list[len(list)-1]
	}
	if last.State != "quarantined" || !strings.Contains(words.Say(words.Chinese, last.Reason), "一天内已40次") {
		t.Errorf("got %+v", last)
	}
	if alarms := len(h.Letters(letter.KindClerk, inboxtest.Zonghe)); alarms != 1 {
		t.Errorf("got %d alarms", alarms)
	}
}

func TestProcessor_A19_fortyADayAreAnsweredAndNoMore(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	for range 45 {
		h.At = h.At.Add(20 * time.Minute)
		if disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 进展：正在办理")); disposition.State != "filed" {
			t.Fatalf("got %+v", disposition)
		}
	}
	if got := len(h.Letters(letter.KindReceipt, inboxtest.Jishu)); got != 40 {
		t.Errorf("got %d receipts", got)
	}
}

func TestProcessor_A21_theAddresseeMayAnswerItemByItem(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	const mails = inbox.MostAnswering + 5
	for i := range mails {
		h.At = h.At.Add(time.Minute)
		h.Deliver(h.Reply(n, inboxtest.Jishu, fmt.Sprintf("14 进展：第%d批", i)))
	}
	if got := len(h.Letters(letter.KindReceipt, inboxtest.Jishu)); got != mails {
		t.Errorf("got %d receipts", got)
	}
}

func TestProcessor_A21_aStormOfRepliesToAllIsOneEvidenceAndNoMail(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	const storm = 200
	for i := range storm {
		from := []string{inboxtest.Jishu, inboxtest.Shouli, inboxtest.Zonghe, fmt.Sprintf("%d@evil.example", i)}[min(i, 3)]
		h.At = h.At.Add(time.Second)
		h.Deliver(h.Reply(n, from, "14 已完成", "To: "+inboxtest.Duban+", "+inboxtest.Jishu, "Cc: "+inboxtest.Shouli+", "+inboxtest.Zonghe))
	}
	list, err := h.Store.EvidenceOf(context.Background(), h.Part(14, "技术服务部").ID)
	if err != nil || len(list) != 1 {
		t.Errorf("got %d pieces of evidence, %v", len(list), err)
	}
	if got := h.Answers(); got != 1 { // the receipt of the one who was asked
		t.Errorf("got %d letters", got)
	}
}
