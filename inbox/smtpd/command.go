package smtpd

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"strconv"
	"strings"
)

// commands are what a peer may say. AUTH is not among them: mail is brought here,
// never sent from here.
var commands = map[string]func(*delivery, string){
	"HELO": (*delivery).hello, "EHLO": (*delivery).hello2, "LHLO": (*delivery).hello2,
	"MAIL": (*delivery).mail, "RCPT": (*delivery).rcpt, "DATA": (*delivery).data, "BDAT": (*delivery).chunk,
	"RSET": (*delivery).reset, "NOOP": (*delivery).noop, "VRFY": (*delivery).verify, "QUIT": (*delivery).quit,
	"STARTTLS": (*delivery).startTLS,
}

func isGreeting(verb string) bool {
	switch strings.ToUpper(verb) {
	case "HELO", "EHLO", "LHLO":
		return true
	}
	return false
}

func (d *delivery) hello(name string) {
	if d.greeted(name) {
		d.ESMTP = false
		d.say(250, "", d.domain)
	}
}

func (d *delivery) hello2(name string) {
	if !d.greeted(name) {
		return
	}
	d.ESMTP = true
	lines := []string{d.domain, "PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "CHUNKING", fmt.Sprintf("SIZE %d", d.maxBytes)}
	if d.tls != nil && !d.Secure {
		lines = append(lines, "STARTTLS")
	}
	d.say(250, "", lines...)
}

func (d *delivery) greeted(name string) bool {
	name, _, _ = strings.Cut(name, " ")
	if name == "" {
		d.refuse(refusal{501, "5.5.4", "who are you?"})
		return false
	}
	d.clearMail()
	d.Helo = name
	return true
}

func (d *delivery) mail(arg string) {
	switch {
	case d.Helo == "":
		d.refuse(refusal{503, "5.5.1", "say hello first"})
		return
	case d.mailing:
		d.refuse(refusal{503, "5.5.1", "a mail is under way"})
		return
	}
	from, params, why := pathOf(arg, "FROM:")
	if why == nil {
		why = d.acceptable(params)
	}
	if why != nil {
		d.refuse(*why)
		return
	}
	d.From, d.mailing = from, true
	d.say(250, "2.1.0", "ok")
}

// acceptable looks at the parameters of MAIL (RFC 1870, RFC 6152).
func (d *delivery) acceptable(params []string) *refusal {
	for _, param := range params {
		name, value, _ := strings.Cut(param, "=")
		switch strings.ToUpper(name) {
		case "SIZE":
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil || n < 0 {
				return &refusal{501, "5.5.4", "not a size"}
			}
			if n > d.maxBytes {
				return d.tooLarge()
			}
		case "BODY":
			if v := strings.ToUpper(value); v != "7BIT" && v != "8BITMIME" {
				return &refusal{501, "5.5.4", "not a body that is taken here"}
			}
		default:
			return &refusal{555, "5.5.4", "parameter not known"}
		}
	}
	return nil
}

func (d *delivery) tooLarge() *refusal { return &refusal{552, "5.3.4", "the mail is too large"} }

// rcpt takes only our own addresses: this is no relay.
func (d *delivery) rcpt(arg string) {
	to, params, why := pathOf(arg, "TO:")
	switch {
	case !d.mailing || d.chunking:
		why = &refusal{503, "5.5.1", "say MAIL first"}
	case why != nil:
	case len(params) > 0:
		why = &refusal{555, "5.5.4", "parameter not known"}
	case d.recipients.of(to) == nil:
		why = &refusal{550, "5.1.1", "no such mailbox here"}
	case len(d.To) >= mostRecipients:
		why = &refusal{452, "4.5.3", "too many recipients"}
	}
	if why != nil {
		d.refuse(*why)
		return
	}
	d.To = append(d.To, to)
	d.say(250, "2.1.5", "ok")
}

func (d *delivery) reset(string) {
	d.clearMail()
	d.say(250, "2.0.0", "ok")
}

func (d *delivery) noop(string)   { d.say(250, "2.0.0", "ok") }
func (d *delivery) verify(string) { d.say(252, "2.5.0", "bring it, and you will see") }

func (d *delivery) quit(string) {
	d.say(221, "2.0.0", "bye")
	_ = d.flush() // he has gone already, perhaps
	d.over = true
}

// startTLS begins anew in secret (RFC 3207). Whatever the peer, or somebody
// between us, said in clear behind the command is thrown away with the reader.
func (d *delivery) startTLS(arg string) {
	switch {
	case d.tls == nil || d.Secure:
		d.refuse(refusal{502, "5.5.1", "not offered"})
		return
	case arg != "":
		d.refuse(refusal{501, "5.5.4", "no parameters"})
		return
	}
	d.say(220, "2.0.0", "go ahead")
	if d.flush() != nil {
		d.over = true
		return
	}
	conn := tls.Server(d.conn, d.tls)
	if err := conn.HandshakeContext(context.Background()); err != nil { // ended by the session's watch
		d.log.Info("TLS handshake failed", "source", d.protocol(), "err", err)
		d.over = true
		return
	}
	d.clearMail()
	d.conn, d.in, d.out = conn, bufio.NewReader(conn), bufio.NewWriter(conn)
	d.Helo, d.Secure = "", true
}

// pathOf reads FROM:<a@b.cn> SIZE=1 or TO:<a@b.cn>, without an old source route.
func pathOf(arg, prefix string) (address string, params []string, why *refusal) {
	if len(arg) < len(prefix) || !strings.EqualFold(arg[:len(prefix)], prefix) {
		return "", nil, &refusal{501, "5.5.4", "expected " + prefix + "<address>"}
	}
	arg = strings.TrimLeft(arg[len(prefix):], " ")
	end := closingAngle(arg)
	if end < 0 {
		return "", nil, &refusal{501, "5.1.7", "expected <address>"}
	}
	address = arg[1:end]
	if strings.HasPrefix(address, "@") {
		_, address, _ = strings.Cut(address, ":")
	}
	if len(address) > longestPath {
		return "", nil, &refusal{501, "5.1.7", "address too long"}
	}
	for _, c := range []byte(address) {
		if c >= 0x80 { // RFC 6531 is not offered
			return "", nil, &refusal{553, "5.6.7", "SMTPUTF8 is not offered: addresses are ASCII"}
		}
		if c < ' ' || c == 0x7f {
			return "", nil, &refusal{501, "5.1.7", "not an address"}
		}
	}
	return address, strings.Fields(arg[end+1:]), nil
}

// longestPath is twice what RFC 5321, section 4.5.3.1.3, allows.
const longestPath = 512

// closingAngle is where the path that arg begins with ends; a > in quotes does not.
func closingAngle(arg string) int {
	if !strings.HasPrefix(arg, "<") {
		return -1
	}
	quoted := false
	for i := 1; i < len(arg); i++ {
		switch c := arg[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == '>' && !quoted:
			return i
		}
	}
	return -1
}
