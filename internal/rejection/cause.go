package rejection

import (
	"strings"

	"duban/internal/msg"
)

// Cause is why a letter was refused.
type Cause string

const (
	Unreachable Cause = "unreachable" // no connection, or it broke
	Encryption  Cause = "encryption"  // TLS was not agreed on
	Login       Cause = "login"       // name or password
	Sender      Cause = "sender"      // our address, or our right to write from it
	Connections Cause = "connections" // too many at once, or too many letters over one
	Pace        Cause = "pace"        // too many letters in a short while
	Quota       Cause = "quota"       // too many letters on one day
	Spam        Cause = "spam"        // taken for spam, or our server has a bad name
	Greylisted  Cause = "greylisted"  // who comes again after a while is let in
	Busy        Cause = "busy"        // not now
	Unavailable Cause = "unavailable" // not to us, no reason known
	Alike       Cause = "alike"       // whoever was written to, the answer was the same

	NoMailbox  Cause = "no-mailbox" // unknown, closed or malformed
	NoDomain   Cause = "no-domain"
	Full       Cause = "full"       // the mailbox
	Restricted Cause = "restricted" // takes no mail from us

	TooLarge    Cause = "too-large"
	Content     Cause = "content"
	GivenUp     Cause = "given-up" // a server tried for days
	Unexplained Cause = "unexplained"
)

// said are the causes in words.
var said = map[Cause]msg.Message{
	Unreachable: msg.New("no connection to the relay"), Encryption: msg.New("no encryption with the relay"), Login: msg.New("relay refuses the login"),
	Sender: msg.New("relay refuses the sender"), Connections: msg.New("too many connections to the relay"), Pace: msg.New("too fast for the relay"),
	Quota: msg.New("relay's limit of the day"), Spam: msg.New("taken for spam"), Greylisted: msg.New("greylisted"),
	Busy: msg.New("relay busy"), Unavailable: msg.New("relay refuses without a reason"), Alike: msg.New("relay answers everybody alike"),
	NoMailbox: msg.New("no such mailbox"), NoDomain: msg.New("no such domain"), Full: msg.New("mailbox full"), Restricted: msg.New("mailbox refuses the office"),
	TooLarge: msg.New("letter too large"), Content: msg.New("content refused"), GivenUp: msg.New("given up after days"), Unexplained: msg.New("refused without a reason"),
}

// Message is the cause in words.
func (c Cause) Message() msg.Message {
	if m, ok := said[c]; ok {
		return m
	}
	return msg.Words(string(c))
}

// Silent is the code of a relay that was reached and says nothing.
const Silent = "relay does not answer"

// signs are what stood in the way of a connection, by what the system says of it.
var signs = []struct {
	sign string
	said msg.Message
}{
	{"no such host", msg.New("relay's address not found")}, {"server misbehaving", msg.New("relay's address not found")},
	{"connection refused", msg.New("relay refuses the connection")}, {"no route", msg.New("no way to the relay")}, {"unreachable", msg.New("no way to the relay")},
	{"x509", msg.New("relay's certificate not trusted")}, {"certificate", msg.New("relay's certificate not trusted")}, {"tls", msg.New("no encrypted connection to the relay")},
	{"timeout", msg.New(Silent)}, {"deadline", msg.New(Silent)},
	{"EOF", msg.New("relay closed the connection")}, {"reset", msg.New("relay closed the connection")}, {"closed", msg.New("relay closed the connection")},
	{"no space", msg.New("disk full")}, {"permission", msg.New("no permission to write letters")},
}

// Told is why a relay takes no letter: the cause, and where it gave no answer what stood
// in the way, by the words of the system.
func Told(c Cause, words string) msg.Message {
	if c == Unreachable || c == Encryption {
		for _, s := range signs {
			if strings.Contains(words, s.sign) {
				return s.said
			}
		}
	}
	return c.Message()
}
