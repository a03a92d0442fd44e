package inbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
	"duban/inbox/rawtest"
	"duban/inbox/sender"
	"duban/internal/words"

	"duban/internal/msg"

	"github.com/google/go-cmp/cmp"
)

const proven = "Authentication-Results: mx.djzx.example; dmarc=pass header.from=djzx.example"

// senderCase is a mail about item 14, and what becomes of both.
type senderCase struct {
	mail        func(h *inboxtest.Office, n db.Notice) []byte
	disposition string          // filed, quarantined, dropped, asked
	reason      string          // a part of it
	item        checklist.State // of 技术服务部's part of item 14
	told        bool            // somebody gets a letter because of it
}

func TestProcessor_whoMaySpeak(t *testing.T) {
	t.Parallel()
	const done = "14 已完成：系统已上线"
	from := func(address string, header ...string) func(*inboxtest.Office, db.Notice) []byte {
		return func(h *inboxtest.Office, n db.Notice) []byte { return h.Reply(n, address, done, header...) }
	}
	for name, tt := range map[string]senderCase{
		"S01 proven by our server": {from(inboxtest.Jishu, proven), "filed", "第14项", checklist.Submitted, true},
		"S02 nobody proves it":     {from(inboxtest.Jishu), "filed", "第14项", checklist.Submitted, true},
		"S03 another person of the roster": {from(inboxtest.Shouli), "quarantined", "发给技术服务部负责人的，来信人是业务受理部负责人",
			checklist.Open, true},
		"S04 nobody of the roster": {from("a@evil.example"), "quarantined", "不在通讯录", checklist.Open, false},
		"S05 no token": {func(h *inboxtest.Office, _ db.Notice) []byte { return h.Mail(inboxtest.Shouli, "一码通", done) },
			"quarantined", "只有第7项未办结，可能是", checklist.Open, true},
		"S05 no token, more than one open item": {func(h *inboxtest.Office, _ db.Notice) []byte { return h.Mail(inboxtest.Jishu, "一码通", done) },
			"quarantined", "没有督办编号，无法对应是哪一封通知", checklist.Open, true},
		"S06 our server says forged": {from(inboxtest.Jishu, "Authentication-Results: mx.djzx.example; dmarc=fail header.from=djzx.example"),
			"quarantined", "冒用", checklist.Open, false},
		"S06 any server says so on top": {from(inboxtest.Jishu, "Authentication-Results: mx.other.example; spf=fail smtp.mailfrom=djzx.example; dkim=none"),
			"quarantined", "spf=fail", checklist.Open, false},
		"S06 beside a signature that our server saw": {from(inboxtest.Jishu, "Authentication-Results: mx.djzx.example; spf=fail smtp.mailfrom=djzx.example; dkim=pass header.d=djzx.example"),
			"filed", "第14项", checklist.Submitted, true},
		"S07 a foreign server's pass": {from(inboxtest.Jishu, "Authentication-Results: mx.evil.example; dmarc=pass header.from=djzx.example"), "filed", "第14项",
			checklist.Submitted, true},
		"S14 two From fields":           {from(inboxtest.Jishu, "From: <"+inboxtest.Jishu+">", "From: <"+inboxtest.Zhuren+">"), "quarantined", "发件人不是恰好一个地址", checklist.Open, false},
		"S15 two addresses in From":     {from(inboxtest.Jishu, "From: "+inboxtest.Jishu+", "+inboxtest.Zhuren), "quarantined", "发件人不是恰好一个地址", checklist.Open, false},
		"S16 a name that is an address": {from(inboxtest.Jishu, `From: "jishu@djzx.example" <a@evil.example>`), "quarantined", "不在通讯录", checklist.Open, false},
		"S17 an address in an encoded word": {from(inboxtest.Jishu, "From: =?utf-8?q?jishu=40djzx.example?="), "quarantined", "发件人不是恰好一个地址",
			checklist.Open, false},
		"S18 a letter that looks the same": {from("jіshu@djzx.example"), "quarantined", "", checklist.Open, false},
		"S18 a full-width dot":             {from("jishu@djzx。example"), "quarantined", "不在通讯录", checklist.Open, false},
		"S19 upper case and blanks":        {from(inboxtest.Jishu, "From: < JiShu@DJZX.example >"), "filed", "第14项", checklist.Submitted, true},
		"S20 a raw GBK name":               {from(inboxtest.Jishu, "From: \"\xbc\xbc\xca\xf5\" <"+inboxtest.Jishu+">"), "filed", "第14项", checklist.Submitted, true},
		"S21 another Reply-To and Sender": {from(inboxtest.Jishu, "Reply-To: a@evil.example", "Sender: b@evil.example"), "filed", "第14项",
			checklist.Submitted, true},
		"S26 one letter changed": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Jishu, "回复：〔督办 "+string(n.Token[:5])+"0〕", done)
		}, "quarantined", "没有督办编号", checklist.Open, true},
		"S26 full width and lower case": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Jishu, "回复：（督办 "+strings.ToLower(string(n.Token))+"）", done)
		}, "filed", "第14项", checklist.Submitted, true},
		"S27 two letters named": {func(h *inboxtest.Office, n db.Notice) []byte {
			other := h.Letter(letter.KindQuestion, inboxtest.Jishu, 29)
			return h.Mail(inboxtest.Jishu, "回复："+n.Token.Tag()+other.Token.Tag(), done)
		}, "quarantined", "互相矛盾", checklist.Open, true},
		"S28 the token in the quote only": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Jishu, "回复", done+"\n\n> "+n.Token.Tag())
		}, "filed", "第14项", checklist.Submitted, true},
		"S28 the token in an enclosed mail only": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Jishu, "转发", rawtest.TextPart(done)+"\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: "+inboxtest.Jishu+"\r\nSubject: "+n.Token.Tag()+"\r\n\r\nx\r\n--x--", rawtest.Mixed, "Content-Transfer-Encoding: 8bit")
		}, "quarantined", "没有督办编号", checklist.Open, true},
		"S30 a letter of two years ago": {func(h *inboxtest.Office, n db.Notice) []byte {
			h.At = h.At.AddDate(2, 0, 0)
			return h.Reply(n, inboxtest.Jishu, done)
		}, "quarantined", "所答的是731天前的通知，已过期", checklist.Open, true},
		"S31 from our own address":      {from(inboxtest.Duban), "dropped", "本系统自己", checklist.Open, false},
		"S31 with our own loop header":  {from(inboxtest.Jishu, "X-Duban-Loop: djzx.example"), "dropped", "X-Duban-Loop", checklist.Open, false},
		"S32 forged headers of our own": {from(inboxtest.Jishu, "X-Duban-Loop: forged", "X-Duban-Item: 29", "X-Duban-Verb: accept"), "filed", "第14项", checklist.Submitted, true},
		"C31 forwarded, and answered by a colleague": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Shouli, "回复：转发："+n.Token.Tag(), done)
		}, "quarantined", "通知可能是转发给他的", checklist.Open, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			h.Policy.AuthServers = []string{"mx.djzx.example"}
			raw := tt.mail(h, h.Ask())
			disposition := h.Deliver(raw)
			if string(disposition.State) != tt.disposition || !strings.Contains(words.Say(words.Chinese, disposition.Reason), tt.reason) || disposition.Reason.IsZero() {
				t.Errorf("got %s: %s", disposition.State, disposition.Reason)
			}
			if got := h.Part(14, "技术服务部").State; got != tt.item {
				t.Errorf("item 14 is %s", got)
			}
			if got := h.Answers() > 0; got != tt.told {
				t.Errorf("told somebody: %v", got)
			}
		})
	}
}

func TestProcessor_S02_theProofIsStoredAsItWasOnTheDayOfReceipt(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	disposition := h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 收到", proven))
	stored, err := h.Store.ProofOf(context.Background(), disposition.ID)
	if err != nil || stored.State != string(sender.Unproven) || !strings.Contains(words.Say(words.Chinese, stored.Why), "authserv_ids") {
		t.Fatalf("got %+v, %v", stored, err)
	}
	h.Policy.AuthServers = []string{"mx.djzx.example"}
	m, _ := h.Store.MailByID(context.Background(), disposition.ID)
	if _, _, err := h.Processor.Replay(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	if again, _ := h.Store.ProofOf(context.Background(), disposition.ID); !cmp.Equal(again, stored) {
		t.Errorf("judged anew it became %+v", again)
	}
}

func TestProcessor_S02_anOfficeMayHoldWhatIsNotProven(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.AuthServers, h.Policy.Unproven = []string{"mx.djzx.example"}, checklist.HoldUnproven
	n := h.Ask()
	if disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成")); disposition.State != "quarantined" || !strings.Contains(words.Say(words.Chinese, disposition.Reason), "未经核验") {
		t.Errorf("got %+v", disposition)
	}
	if disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成", proven)); disposition.State != "filed" {
		t.Errorf("got %+v", disposition)
	}
}

func TestProcessor_verdictsNeedTheJudgesOwnProvenMail(t *testing.T) {
	t.Parallel()
	strict := func(p *inbox.Policy) {
		p.AuthServers, p.Unproven = []string{"mx.djzx.example"}, checklist.ConfirmVerdicts
	}
	for name, tt := range map[string]struct {
		from   string
		policy func(*inbox.Policy)
		header []string
		want   checklist.State
	}{
		"his address, his letter": {inboxtest.Zhuren, func(*inbox.Policy) {}, nil, checklist.Accepted},
		"another's address":       {inboxtest.Shouli, func(*inbox.Policy) {}, nil, checklist.Submitted},
		"S01 proven":              {inboxtest.Zhuren, strict, []string{proven}, checklist.Accepted},
		"S11 not proven":          {inboxtest.Zhuren, strict, nil, checklist.Submitted},
		"S11 proven by another of its organisation only": {inboxtest.Zhuren, strict, []string{"Authentication-Results: mx.djzx.example; dkim=pass header.d=mail.djzx.example; dmarc=pass header.from=djzx.example"}, checklist.Submitted},
		"the office does not judge by mail":              {inboxtest.Zhuren, func(p *inbox.Policy) { p.JudgeByMail = false }, nil, checklist.Submitted},
		"S22 a verdict on what is closed":                {inboxtest.Zhuren, func(*inbox.Policy) {}, nil, checklist.Accepted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			tt.policy(&h.Policy)
			h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
			n := h.Letter(letter.KindDigest, inboxtest.Zhuren, 14)
			h.Deliver(h.Reply(n, tt.from, "14 同意", tt.header...))
			if strings.HasPrefix(name, "S22") {
				h.Deliver(h.Reply(n, tt.from, "14 退回：材料不足"))
			}
			if got := h.Part(14, "技术服务部").State; got != tt.want {
				t.Errorf("item 14 is %s", got)
			}
		})
	}
}

func TestProcessor_theJudgesOwnDayIsGrantedNotTheOneAskedFor(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]checklist.Day{
		"14 同意延期":        checklist.Date(2026, 5, 20),
		"14 同意延期至5月10日":  checklist.Date(2026, 5, 10),
		"14 同意，延期至5月10日": checklist.Date(2026, 5, 10),
		"14 同意延期至4月20日":  checklist.Date(2026, 4, 30), // no later than the deadline: nothing is done, and he is told
	} {
		h := inboxtest.New(t)
		h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventAskedExtend, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人", Day: checklist.Date(2026, 5, 20)}}})
		h.Deliver(h.Reply(h.Letter(letter.KindDigest, inboxtest.Zhuren, 14), inboxtest.Zhuren, words))
		if got := h.Part(14, "技术服务部").Deadline; got != want {
			t.Errorf("%s: the deadline is %s", words, got)
		}
	}
}

func TestProcessor_S22_whatComesAfterTheEndIsASupplement(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n, id := h.Ask(), h.Part(14, "技术服务部").ID
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventAccepted, Assignment: id, Actor: "clerk"}}})
	disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 未完成"))
	list, err := h.Store.EvidenceOf(context.Background(), id)
	if disposition.State != "filed" || h.Part(14, "技术服务部").State != checklist.Accepted || len(list) != 1 || err != nil {
		t.Errorf("got %+v, evidence %v, %v", disposition, list, err)
	}
}

func TestProcessor_S23_theSameMailTwiceIsOneEvidence(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	raw := h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成")
	first := h.Deliver(raw)
	again, fresh, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: raw, Source: "imap/office", Position: "INBOX/1/9"})
	if err != nil || fresh || again.ID != first.ID {
		t.Fatalf("the same bytes: %+v, fresh %v, %v", again, fresh, err)
	}
	other := h.Deliver(append([]byte("Received: from a by junk.example\r\n"), raw...))
	if other.State != "dropped" || other.Kind != "duplicate" {
		t.Errorf("by another way: %+v", other)
	}
	if list, _ := h.Store.EvidenceOf(context.Background(), h.Part(14, "技术服务部").ID); len(list) != 1 || h.Answers() != 1 {
		t.Errorf("got %d pieces of evidence and %d letters", len(list), h.Answers())
	}
}

func TestProcessor_S24_oneMessageIDWithTwoContentsIsAConflict(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 收到", "Message-ID: <m@qq.com>"))
	if disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成", "Message-ID: <m@qq.com>")); disposition.State != "quarantined" || !strings.Contains(words.Say(words.Chinese, disposition.Reason), "冲突") {
		t.Errorf("got %+v", disposition)
	}
	if disposition := h.Deliver(h.Reply(n, inboxtest.Shouli, "14 已完成", "Message-ID: <m@qq.com>")); !strings.Contains(words.Say(words.Chinese, disposition.Reason), "发给") {
		t.Errorf("another's use of the identifier: %+v", disposition)
	}
}

func TestProcessor_S25_anOldLetterOfAnItemPassedOnIsHeld(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventReassigned, Assignment: h.Part(14, "技术服务部").ID, Party: "业务受理部", Actor: "clerk", Reason: msg.Words("移交")}}})
	if disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成")); disposition.State != "quarantined" || !strings.Contains(words.Say(words.Chinese, disposition.Reason), "已移交") {
		t.Errorf("got %+v", disposition)
	}
	if got := h.Part(14, "业务受理部").State; got != checklist.Open {
		t.Errorf("item 14 is %s", got)
	}
}

func TestProcessor_S26_guessingTokensBringsNoMoreAnswersThanADaysShare(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Policy.AnswersPerDay = 3
	for i := range 8 {
		h.Deliver(h.Mail(inboxtest.Shouli, fmt.Sprintf("〔督办 AAAAA%c〕", letter.TokenAlphabet[i]), "14 已完成"))
	}
	if got := h.Answers(); got != 3 {
		t.Errorf("got %d letters", got)
	}
}

func TestProcessor_S29_noTokenAddressOrWordStandsInTheLog(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 已完成：机密甲"))
	h.Deliver(h.Reply(n, "a@evil.example", "机密甲"))
	h.Deliver(h.Mail(inboxtest.Jishu, "机密甲", "机密甲"))
	for _, secret := range []string{string(n.Token), inboxtest.Jishu, "evil.example", "机密甲"} {
		if strings.Contains(h.Log.String(), secret) {
			t.Errorf("%q stands in\n%s", secret, &h.Log)
		}
	}
	for _, l := range append(h.Letters(letter.KindReceipt, inboxtest.Jishu), h.Letters(letter.KindHeld, inboxtest.Jishu)...) {
		if l.Token == n.Token || strings.Contains(l.LetterJSON, "evil.example") {
			t.Errorf("a letter tells too much: %s", l.LetterJSON)
		}
	}
}
