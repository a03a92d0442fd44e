package smtpd

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"time"

	"duban/inbox/sender"
)

// delivery is one connection of a server: commands and replies, line by line
// (RFC 5321, section 4.1.1; in chunks by RFC 3030).
type delivery struct {
	*server
	sender.Envelope
	line net.Conn // as accepted: deadlines are its
	conn net.Conn // the same, or the secret one over it
	in   *bufio.Reader
	out  *bufio.Writer

	mailing  bool   // MAIL was said
	chunking bool   // BDAT was said, and not LAST
	chunks   []byte // what came by BDAT so far
	faults   int    // commands refused
	idle     int    // commands since the last mail
	over     bool

	whose   *peer
	watch   *time.Timer // ends a wait that lasts too long
	limit   *time.Timer // ends a mail that does, however often more of it comes; nil: none has begun
	late    atomic.Bool // it has
	hangUp  *time.Timer // and then the connection
	waiting atomic.Bool // for a command, with no mail under way
}

// refusal is why something is not taken, as the peer hears it.
type refusal struct {
	code   int
	status string // RFC 3463
	text   string
}

const (
	longestCommand = 2000 // RFC 5321, section 4.5.3.1.4, asks for 512, and more for extensions
	mostFaults     = 20   // whoever is refused so often is guessing addresses
	mostIdle       = 500  // commands that bring no mail keep others out
	farewell       = 10 * time.Second
)

var errTooLong = errors.New("the line is too long")

func newDelivery(s *server, conn net.Conn) *delivery {
	d := &delivery{server: s, line: conn, conn: conn, in: bufio.NewReader(conn), out: bufio.NewWriter(conn)}
	d.Peer = conn.RemoteAddr()
	d.hangUp = time.AfterFunc(time.Hour, func() { conn.Close() })
	d.hangUp.Stop()
	d.watch = time.AfterFunc(sessionPatience, d.giveUp)
	return d
}

// end lets go of what the session holds.
func (d *delivery) end() {
	d.clearMail()
	d.watch.Stop()
	d.hangUp.Stop()
}

// giveUp ends what is being waited for, and shortly after the connection, should
// the peer not even take our farewell.
func (d *delivery) giveUp() {
	_ = d.line.SetReadDeadline(longAgo) // of a closed connection there is none
	d.hangUp.Reset(farewell)
}

var longAgo = time.Unix(1, 0)

// begin gives a mail the time that the largest takes over the slowest link.
func (d *delivery) begin() {
	if d.limit != nil {
		return // in chunks
	}
	d.limit = time.AfterFunc(sessionPatience+time.Duration(d.maxBytes/slowestLink)*time.Second, func() {
		d.late.Store(true)
		d.giveUp()
	})
}

// finish ends that time: what comes next is ours to do.
func (d *delivery) finish() {
	if d.limit == nil {
		return
	}
	d.limit.Stop()
	d.limit = nil
	d.late.Store(false)
	d.patient()
}

// patient gives the peer its time anew, unless his mail has used up its own.
func (d *delivery) patient() {
	if d.late.Load() {
		return
	}
	d.hangUp.Stop()
	_ = d.line.SetReadDeadline(time.Time{})
	d.watch.Reset(sessionPatience)
}

// converse answers commands until the peer, or the daemon, has had enough.
func (d *delivery) converse(ctx context.Context) {
	defer context.AfterFunc(ctx, func() {
		if d.waiting.Load() {
			d.giveUp()
		}
	})()
	d.say(220, "", d.domain+" "+d.protocol()+" duban")
	for !d.over {
		d.waiting.Store(!d.mailing)
		line, err := d.command(ctx)
		d.waiting.Store(false)
		if err != nil {
			d.partFor(ctx, err)
			return
		}
		d.obey(line)
	}
}

func (d *delivery) protocol() string {
	if d.lmtp {
		return "LMTP"
	}
	return "ESMTP"
}

// command reads the next line; before it waits, all replies are sent.
func (d *delivery) command(ctx context.Context) (string, error) {
	if d.in.Buffered() == 0 {
		if err := d.flush(); err != nil {
			return "", err
		}
	}
	d.patient()
	if ctx.Err() != nil && !d.mailing {
		return "", ctx.Err()
	}
	line, err := d.in.ReadSlice('\n')
	if len(line) > longestCommand || errors.Is(err, bufio.ErrBufferFull) {
		return "", errTooLong
	}
	return string(bytes.TrimRight(line, "\r\n")), err
}

func (d *delivery) partFor(ctx context.Context, err error) {
	var timeout net.Error
	switch {
	case errors.Is(err, errTooLong):
		d.part(refusal{500, "5.5.6", "line too long, closing"})
	case ctx.Err() != nil:
		d.part(refusal{421, "4.3.2", "shutting down"})
	case errors.As(err, &timeout) && timeout.Timeout():
		d.part(refusal{421, "4.4.2", "nothing said for too long, closing"})
	}
}

// part says a last word; whether it is heard is the peer's affair.
func (d *delivery) part(why refusal) {
	d.refuse(why)
	_ = d.flush()
	d.over = true
}

// obey carries out one command.
func (d *delivery) obey(line string) {
	verb, arg, _ := strings.Cut(line, " ")
	do := commands[strings.ToUpper(verb)]
	if do == nil || d.lmtp != strings.EqualFold(verb, "LHLO") && isGreeting(verb) {
		d.refuse(refusal{500, "5.5.1", "command not known"})
	} else {
		do(d, strings.TrimSpace(arg))
	}
	if d.idle++; d.over || d.faults <= mostFaults && d.idle <= mostIdle {
		return
	}
	d.part(refusal{421, "4.7.0", "too many commands that lead nowhere, closing"})
}

// say replies; a reply without a status stands in no relation to a mail.
func (d *delivery) say(code int, status string, lines ...string) {
	for i, text := range lines {
		mark := '-'
		if i == len(lines)-1 {
			mark = ' '
		}
		if status != "" {
			text = status + " " + text
		}
		fmt.Fprintf(d.out, "%d%c%s\r\n", code, mark, text)
	}
}

func (d *delivery) refuse(why refusal) {
	d.faults++
	d.say(why.code, why.status, why.text)
}

func (d *delivery) flush() error {
	d.patient()
	return d.out.Flush()
}

// clearMail drops the mail under way (RSET).
func (d *delivery) clearMail() {
	d.finish()
	d.release(int64(len(d.chunks)))
	d.From, d.To = "", nil
	d.mailing, d.chunking, d.chunks = false, false, nil
}
