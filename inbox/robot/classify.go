package robot

import (
	"strings"

	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
)

// Kind says what wrote a message, or that a person did.
type Kind string

const (
	KindLoop        Kind = "loop"         // our own letter came back
	KindBounce      Kind = "bounce"       // 退信: a letter did not arrive, or not yet
	KindAutoReply   Kind = "auto-reply"   // 自动回复
	KindReadReceipt Kind = "read-receipt" // 已读回执
	KindCalendar    Kind = "calendar"     // an answer to an invitation
	KindRecall      Kind = "recall"       // 撤回通知
	KindReaction    Kind = "reaction"     // 表情回应: somebody pressed 赞
	KindAck         Kind = "ack"          // 收件确认: a program says that a mail came in
	KindList        Kind = "list"         // mailing list or bulk mail
	KindComplaint   Kind = "complaint"    // somebody pressed 举报垃圾邮件
	KindNullSender  Kind = "null-sender"  // from nobody who could be answered, and nothing says why
	KindOversize    Kind = "oversize"     // beyond a limit: kept, not read to the end
	KindReply       Kind = "reply"        // a person's mail
)

// Robot says that no person wrote it: such a mail changes nothing but notes,
// and is never answered.
func (k Kind) Robot() bool { return k != KindReply && k != KindOversize }

// Class is what a mail is, and why, with the evidence. Bounce is set for KindBounce only. Weak says that persons' mails bear such
// signs too: a subject, a field of a list; who knows the sender and the letter he
// answers may take it for a person's. Spoken says that the text is what such a program
// writes, or none.
type Class struct {
	Kind   Kind
	Reason msg.Message
	Weak   bool
	Spoken bool
	Bounce *Bounce
}

// LoopHeader is the header field by which duban knows its own letters.
const LoopHeader = "X-Duban-Loop"

// rule looks for one kind of evidence; no reason means: not this.
type rule struct {
	kind   Kind
	reason func(m *message.Message) msg.Message
	weak   bool
}

// Classify says what kind of mail a message is. The order is a law: a bounce
// carries our own words, and Exim calls its bounces auto-replied, so bounces
// come before automatic replies; a vacation reply copies subject and thread, so
// robots come before anybody looks for a token.
func Classify(m *message.Message, self message.Self) Class {
	if reason := loops(m, self); !reason.IsZero() {
		return Class{Kind: KindLoop, Reason: reason}
	}
	if reason, weak := bounceReason(m); !reason.IsZero() {
		b := parseBounce(m, self)
		return Class{Kind: KindBounce, Reason: reason, Weak: weak, Bounce: &b}
	}
	return ClassifyBesideBounce(m)
}

// ClassifyBesideBounce says what a mail is that sounds like a bounce and is none: it
// returns no letter of ours.
func ClassifyBesideBounce(m *message.Message) Class {
	if c, found := byRules(m); found {
		c.Spoken = spoken(c.Kind, m)
		return c
	}
	if !m.Over.IsZero() {
		return Class{Kind: KindOversize, Reason: m.Over}
	}
	return Class{Kind: KindReply, Reason: msg.New("no sign of a program")}
}

// byRules names the first rule that fits. One strong sign beside it makes it sure.
func byRules(m *message.Message) (c Class, found bool) {
	for _, r := range robotRules {
		if found && (r.weak || !c.Weak) {
			continue
		}
		switch reason := r.reason(m); {
		case reason.IsZero():
		case !found:
			c, found = Class{Kind: r.kind, Reason: reason, Weak: r.weak}, true
		default:
			c.Weak = false
		}
	}
	return c, found
}

// spokenWords are what programs of a kind speak of, whatever their language.
var spokenWords = map[Kind]*zh.Pattern{
	KindReadReceipt: zh.NewPattern(`(?i)阅读|已读|已讀|查看|打开|删除|回执|\b(?:read|opened|displayed|deleted|receipt)\b|gelesen|gelöscht|\blu\b|supprimé|leído`),
	KindRecall:      zh.NewPattern(`(?i)撤回|召回|回收|收回|撤銷|recall|zurück|rappel`),
	KindAutoReply: zh.NewPattern(`(?i)外出|出差|休假|年假|请假|病假|产假|度假|假期|住院|不在|自动|自動|停用|停止使用|不再使用|更换|调离|离职|退休|` +
		`\b(?:out of|away|leave|vacation|holiday|absen[ct]\w*|return\w*|no longer|automatic\w*)\b|urlaub|abwesen|nicht im|außer haus|vacances|congé|fuera|vacaciones|fuori|ferie|férias|不在|休暇|부재`),
}

func spoken(kind Kind, m *message.Message) bool {
	text := openingOf(m)
	words := spokenWords[kind]
	return words == nil || text == "" || words.MatchString(text)
}

// loops: our own letter, by its loop header or by its author, or one that runs
// in a circle. A loop header of another value proves nothing: anybody can write
// one.
func loops(m *message.Message, s message.Self) msg.Message {
	if m.Received > message.MaxReceived {
		return msg.New("passed so many servers, a loop", m.Received)
	}
	for _, f := range m.Header.All(LoopHeader) {
		if s.LoopID != "" && strings.TrimSpace(f.Raw) == s.LoopID {
			return msg.New("a header of our own", LoopHeader)
		}
	}
	for _, a := range m.FromAll {
		if s.Owns(a.Addr) {
			return msg.New("the sender is ourselves", shortened(a.Addr))
		}
	}
	return msg.Message{}
}

// shortened is evidence as it is shown, short and on one line.
func shortened(s string) string {
	const most = 60
	s = message.OneLine(s)
	if short := zh.FirstRunes(s, most); short != s {
		s = short + "…"
	}
	return s
}
