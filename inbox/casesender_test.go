package inbox

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
	"duban/db"
)

const proven = "Authentication-Results: mx.djzx.example; dmarc=pass header.from=djzx.example"

// senderCase is a mail about item 14, and what becomes of both.
type senderCase struct {
	mail   func(h *house, n db.Notice) []byte
	fate   string          // filed, quarantined, dropped, asked
	reason string          // a part of it
	item   checklist.State // of 技术服务部's part of item 14
	told   bool            // somebody gets a letter because of it
}

func TestDesk_whoMaySpeak(t *testing.T) {
	t.Parallel()
	const done = "14 已完成：系统已上线"
	from := func(address string, header ...string) func(*house, db.Notice) []byte {
		return func(h *house, n db.Notice) []byte { return h.reply(n, address, done, header...) }
	}
	for name, tt := range map[string]senderCase{
		"S01 proven by our server": {from(jishu, proven), "filed", "第14项", checklist.Submitted, true},
		"S02 nobody proves it":     {from(jishu), "filed", "第14项", checklist.Submitted, true},
		"S03 another person of the roster": {from(shouli), "quarantined", "发给技术服务部负责人的，来信人是业务受理部负责人",
			checklist.Open, true},
		"S04 nobody of the roster": {from("a@evil.example"), "quarantined", "不在通讯录", checklist.Open, false},
		"S05 no token": {func(h *house, _ db.Notice) []byte { return h.mail(shouli, "一码通", done) },
			"quarantined", "只有第7项未办结，可能是", checklist.Open, true},
		"S05 no token, more than one open item": {func(h *house, _ db.Notice) []byte { return h.mail(jishu, "一码通", done) },
			"quarantined", "没有督办编号，无法对应是哪一封通知", checklist.Open, true},
		"S06 our server says forged": {from(jishu, "Authentication-Results: mx.djzx.example; dmarc=fail header.from=djzx.example"),
			"quarantined", "冒用", checklist.Open, false},
		"S07 a foreign server's pass": {from(jishu, "Authentication-Results: mx.evil.example; dmarc=pass header.from=djzx.example"), "filed", "第14项",
			checklist.Submitted, true},
		"S14 two From fields":           {from(jishu, "From: <"+jishu+">", "From: <"+zhuren+">"), "quarantined", "发件人不是恰好一个地址", checklist.Open, false},
		"S15 two addresses in From":     {from(jishu, "From: "+jishu+", "+zhuren), "quarantined", "发件人不是恰好一个地址", checklist.Open, false},
		"S16 a name that is an address": {from(jishu, `From: "jishu@djzx.example" <a@evil.example>`), "quarantined", "不在通讯录", checklist.Open, false},
		"S17 an address in an encoded word": {from(jishu, "From: =?utf-8?q?jishu=40djzx.example?="), "quarantined", "发件人不是恰好一个地址",
			checklist.Open, false},
		"S18 a letter that looks the same": {from("jіshu@djzx.example"), "quarantined", "", checklist.Open, false},
		"S18 a full-width dot":             {from("jishu@djzx。example"), "quarantined", "不在通讯录", checklist.Open, false},
		"S19 upper case and blanks":        {from(jishu, "From: < JiShu@DJZX.example >"), "filed", "第14项", checklist.Submitted, true},
		"S20 a raw GBK name":               {from(jishu, "From: \"\xbc\xbc\xca\xf5\" <"+jishu+">"), "filed", "第14项", checklist.Submitted, true},
		"S21 another Reply-To and Sender": {from(jishu, "Reply-To: a@evil.example", "Sender: b@evil.example"), "filed", "第14项",
			checklist.Submitted, true},
		"S26 one letter changed": {func(h *house, n db.Notice) []byte {
			return h.mail(jishu, "回复：〔督办 "+string(n.Token[:5])+"0〕", done)
		}, "quarantined", "没有督办编号", checklist.Open, true},
		"S26 full width and lower case": {func(h *house, n db.Notice) []byte {
			return h.mail(jishu, "回复：（督办 "+strings.ToLower(string(n.Token))+"）", done)
		}, "filed", "第14项", checklist.Submitted, true},
		"S27 two letters named": {func(h *house, n db.Notice) []byte {
			other := h.letter(checklist.LetterQuestion, jishu, 29)
			return h.mail(jishu, "回复："+n.Token.Tag()+other.Token.Tag(), done)
		}, "quarantined", "互相矛盾", checklist.Open, true},
		"S28 the token in the quote only": {func(h *house, n db.Notice) []byte {
			return h.mail(jishu, "回复", done+"\n\n> "+n.Token.Tag())
		}, "filed", "第14项", checklist.Submitted, true},
		"S28 the token in an enclosed mail only": {func(h *house, n db.Notice) []byte {
			return h.mail(jishu, "转发", textPart(done)+"\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: "+jishu+"\r\nSubject: "+n.Token.Tag()+"\r\n\r\nx\r\n--x--", mixed, "Content-Transfer-Encoding: 8bit")
		}, "quarantined", "没有督办编号", checklist.Open, true},
		"S30 a letter of two years ago": {func(h *house, n db.Notice) []byte {
			h.at = h.at.AddDate(2, 0, 0)
			return h.reply(n, jishu, done)
		}, "quarantined", "已过期", checklist.Open, true},
		"S31 from our own address":      {from(duban), "dropped", "本系统自己", checklist.Open, false},
		"S31 with our own loop header":  {from(jishu, "X-Duban-Loop: djzx.example"), "dropped", "X-Duban-Loop", checklist.Open, false},
		"S32 forged headers of our own": {from(jishu, "X-Duban-Loop: forged", "X-Duban-Item: 29", "X-Duban-Verb: accept"), "filed", "第14项", checklist.Submitted, true},
		"C31 forwarded, and answered by a colleague": {func(h *house, n db.Notice) []byte {
			return h.mail(shouli, "回复：转发："+n.Token.Tag(), done)
		}, "quarantined", "通知可能是转发给他的", checklist.Open, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.policy.AuthServers = []string{"mx.djzx.example"}
			raw := tt.mail(h, h.ask())
			fate := h.deliver(raw)
			if string(fate.State) != tt.fate || !strings.Contains(fate.Reason, tt.reason) || fate.Reason == "" {
				t.Errorf("got %s: %s", fate.State, fate.Reason)
			}
			if got := h.part(14, "技术服务部").State; got != tt.item {
				t.Errorf("item 14 is %s", got)
			}
			if got := h.answers() > 0; got != tt.told {
				t.Errorf("told somebody: %v", got)
			}
		})
	}
}

func TestDesk_S02_theProofIsStoredAsItWasOnTheDayOfReceipt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	fate := h.deliver(h.reply(h.ask(), jishu, "14 收到", proven))
	stored, err := h.store.ProofOf(context.Background(), fate.ID)
	if err != nil || stored.State != string(Unproven) || !strings.Contains(stored.Why, "authserv_ids") {
		t.Fatalf("got %+v, %v", stored, err)
	}
	h.policy.AuthServers = []string{"mx.djzx.example"}
	m, _ := h.store.MailByID(context.Background(), fate.ID)
	if _, _, err := h.desk.Replay(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	if again, _ := h.store.ProofOf(context.Background(), fate.ID); again != stored {
		t.Errorf("judged anew it became %+v", again)
	}
}

func TestDesk_S02_anOfficeMayHoldWhatIsNotProven(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.policy.AuthServers, h.policy.RequireProof = []string{"mx.djzx.example"}, true
	n := h.ask()
	if fate := h.deliver(h.reply(n, jishu, "14 已完成")); fate.State != "quarantined" || !strings.Contains(fate.Reason, "未经核验") {
		t.Errorf("got %+v", fate)
	}
	if fate := h.deliver(h.reply(n, jishu, "14 已完成", proven)); fate.State != "filed" {
		t.Errorf("got %+v", fate)
	}
}

func TestDesk_verdictsNeedTheJudgesOwnProvenMail(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		from   string
		policy func(*Policy)
		header []string
		want   checklist.State
	}{
		"his address, his letter":           {zhuren, func(*Policy) {}, nil, checklist.Accepted},
		"another's address":                 {shouli, func(*Policy) {}, nil, checklist.Submitted},
		"S01 proven":                        {zhuren, func(p *Policy) { p.AuthServers = []string{"mx.djzx.example"} }, []string{proven}, checklist.Accepted},
		"S11 not proven where it could be":  {zhuren, func(p *Policy) { p.AuthServers = []string{"mx.djzx.example"} }, nil, checklist.Submitted},
		"the office does not judge by mail": {zhuren, func(p *Policy) { p.JudgeByMail = false }, nil, checklist.Submitted},
		"S22 a verdict on what is closed":   {zhuren, func(*Policy) {}, nil, checklist.Accepted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			tt.policy(&h.policy)
			h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
			n := h.letter(checklist.LetterDigest, zhuren, 14)
			h.deliver(h.reply(n, tt.from, "14 同意", tt.header...))
			if strings.HasPrefix(name, "S22") {
				h.deliver(h.reply(n, tt.from, "14 退回：材料不足"))
			}
			if got := h.part(14, "技术服务部").State; got != tt.want {
				t.Errorf("item 14 is %s", got)
			}
		})
	}
}

func TestDesk_theJudgesOwnDayIsGrantedNotTheOneAskedFor(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]checklist.Day{
		"14 同意延期":        checklist.Date(2026, 5, 20),
		"14 同意延期至5月10日":  checklist.Date(2026, 5, 10),
		"14 同意，延期至5月10日": checklist.Date(2026, 5, 10),
		"14 同意延期至4月20日":  checklist.Date(2026, 4, 30), // no later than the deadline: nothing is done, and he is told
	} {
		h := newHouse(t)
		h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventAskedExtend, Assignment: h.part(14, "技术服务部").ID, Actor: "技术服务部负责人", Day: checklist.Date(2026, 5, 20)}}})
		h.deliver(h.reply(h.letter(checklist.LetterDigest, zhuren, 14), zhuren, words))
		if got := h.part(14, "技术服务部").Deadline; got != want {
			t.Errorf("%s: the deadline is %s", words, got)
		}
	}
}

func TestDesk_S22_whatComesAfterTheEndIsASupplement(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	n, id := h.ask(), h.part(14, "技术服务部").ID
	h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventAccepted, Assignment: id, Actor: "clerk"}}})
	fate := h.deliver(h.reply(n, jishu, "14 未完成"))
	list, err := h.store.EvidenceOf(context.Background(), id)
	if fate.State != "filed" || h.part(14, "技术服务部").State != checklist.Accepted || len(list) != 1 || err != nil {
		t.Errorf("got %+v, evidence %v, %v", fate, list, err)
	}
}

func TestDesk_S23_theSameMailTwiceIsOneEvidence(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	raw := h.reply(h.ask(), jishu, "14 已完成")
	first := h.deliver(raw)
	again, fresh, err := h.desk.Receive(context.Background(), db.Arrival{Raw: raw, Source: "imap/office", Position: "INBOX/1/9"})
	if err != nil || fresh || again.ID != first.ID {
		t.Fatalf("the same bytes: %+v, fresh %v, %v", again, fresh, err)
	}
	other := h.deliver(append([]byte("Received: from a by junk.example\r\n"), raw...))
	if other.State != "dropped" || other.Kind != "duplicate" {
		t.Errorf("by another way: %+v", other)
	}
	if list, _ := h.store.EvidenceOf(context.Background(), h.part(14, "技术服务部").ID); len(list) != 1 || h.answers() != 1 {
		t.Errorf("got %d pieces of evidence and %d letters", len(list), h.answers())
	}
}

func TestDesk_S24_oneMessageIDWithTwoContentsIsAConflict(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	n := h.ask()
	h.deliver(h.reply(n, jishu, "14 收到", "Message-ID: <m@qq.com>"))
	if fate := h.deliver(h.reply(n, jishu, "14 已完成", "Message-ID: <m@qq.com>")); fate.State != "quarantined" || !strings.Contains(fate.Reason, "冲突") {
		t.Errorf("got %+v", fate)
	}
	if fate := h.deliver(h.reply(n, shouli, "14 已完成", "Message-ID: <m@qq.com>")); !strings.Contains(fate.Reason, "发给") {
		t.Errorf("another's use of the identifier: %+v", fate)
	}
}

func TestDesk_S25_anOldLetterOfAnItemPassedOnIsHeld(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	n := h.ask()
	h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventReassigned, Assignment: h.part(14, "技术服务部").ID, Party: "业务受理部", Actor: "clerk", Reason: "移交"}}})
	if fate := h.deliver(h.reply(n, jishu, "14 已完成")); fate.State != "quarantined" || !strings.Contains(fate.Reason, "已移交") {
		t.Errorf("got %+v", fate)
	}
	if got := h.part(14, "业务受理部").State; got != checklist.Open {
		t.Errorf("item 14 is %s", got)
	}
}

func TestDesk_S26_guessingTokensBringsNoMoreAnswersThanADaysShare(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.policy.AnswersPerDay = 3
	for i := range 8 {
		h.deliver(h.mail(shouli, fmt.Sprintf("〔督办 AAAAA%c〕", checklist.TokenAlphabet[i]), "14 已完成"))
	}
	if got := h.answers(); got != 3 {
		t.Errorf("got %d letters", got)
	}
}

func TestDesk_S29_noTokenAddressOrWordStandsInTheLog(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	n := h.ask()
	h.deliver(h.reply(n, jishu, "14 已完成：机密甲"))
	h.deliver(h.reply(n, "a@evil.example", "机密甲"))
	h.deliver(h.mail(jishu, "机密甲", "机密甲"))
	for _, secret := range []string{string(n.Token), jishu, "evil.example", "机密甲"} {
		if strings.Contains(h.log.String(), secret) {
			t.Errorf("%q stands in\n%s", secret, &h.log)
		}
	}
	for _, l := range append(h.letters(checklist.LetterReceipt, jishu), h.letters(checklist.LetterHeld, jishu)...) {
		if l.Token == n.Token || strings.Contains(l.LetterJSON, "evil.example") {
			t.Errorf("a letter tells too much: %s", l.LetterJSON)
		}
	}
}
