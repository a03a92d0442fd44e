package robot

import (
	"bytes"
	"strings"

	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/internal/zh"
)

// traceOrigin finds out which letter came back: from the letter itself, where
// the server returned it or its header; from the text below the notice; from
// the thread of the notice.
func (b *Bounce) traceOrigin(m *message.Message) {
	for _, original := range returnedMessages(m) {
		b.setOriginalID(ourIDFirst(original.MessageID, original.OQMsgID))
		b.addTokens(message.TokenOfID(original.MessageID), message.TokenOfID(original.OQMsgID), tokensOfReplyTo(original))
		for _, at := range message.Tokens(original) {
			b.addTokens([]letter.Token{at.Token})
		}
	}
	for _, found := range quotedID.FindAllStringSubmatch(message.FirstBytes(m.Text, 4*maxBounceText), 10) {
		b.setOriginalID(found[1])
		b.addTokens(message.TokenOfID(found[1]))
	}
	for _, id := range append(append([]string{}, m.InReplyTo...), m.References...) {
		b.setOriginalID(id)
	}
	for _, at := range message.Tokens(m) {
		b.addTokens([]letter.Token{at.Token})
	}
}

// quotedID is a header line of the letter, copied into the text of the notice.
var quotedID = zh.NewPattern(`(?im)^[\s>|]*(?:x-oq-msgid|message-id)\s*[:：]\s*(<[!-;=?A-~]+@[!-;=?A-~]+>)`)

const maxReturned = 3

// returnedMessages are the letters, or their headers, that came back. QQ sends
// them as application/octet-stream.
func returnedMessages(m *message.Message) []*message.Message {
	var out []*message.Message
	add := func(content []byte) {
		if len(out) < maxReturned && looksReturned(content) {
			out = append(out, message.Parse(content, message.Limits{Parts: 50, Depth: 5, Nested: 1}))
		}
	}
	for _, r := range m.Reports {
		switch r.MediaType {
		case "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers":
			add(r.Content)
		}
	}
	for _, a := range m.Attachments {
		if a.Type == message.UnknownType {
			add(a.Content)
		}
	}
	return out
}

// looksReturned: the head has the lines of a mail.
func looksReturned(content []byte) bool {
	head := bytes.ToLower(content[:min(len(content), 64<<10)])
	return bytes.Contains(head, []byte("message-id:")) || bytes.Contains(head, []byte("subject:"))
}

func ourIDFirst(ids ...string) string {
	for _, id := range ids {
		if message.TokenOfID(id) != nil {
			return id
		}
	}
	return ids[0]
}

func tokensOfReplyTo(m *message.Message) []letter.Token {
	var out []letter.Token
	for _, a := range m.ReplyTo {
		out = append(out, message.TokenOfAddress(a.Addr)...)
	}
	return out
}

// setOriginalID keeps the first id, unless a later one is ours and it is not.
func (b *Bounce) setOriginalID(id string) {
	if strings.TrimSpace(id) == "" {
		return
	}
	if b.OriginalMessageID == "" || message.TokenOfID(b.OriginalMessageID) == nil && message.TokenOfID(id) != nil {
		b.OriginalMessageID = id
	}
}

func (b *Bounce) addTokens(lists ...[]letter.Token) {
	for _, list := range lists {
		for _, t := range list {
			b.addToken(t)
		}
	}
}

func (b *Bounce) addToken(t letter.Token) {
	for _, have := range b.OriginalTokens {
		if have == t {
			return
		}
	}
	b.OriginalTokens = append(b.OriginalTokens, t)
}
