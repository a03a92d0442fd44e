package imaptest

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
)

// Rude is a server written by hand, that speaks just enough of IMAP to hand over
// the mails of one folder, and misbehaves where its script says so.
type Rude struct {
	Caps  string   // what it advertises beyond IMAP4rev1
	Mails []string // UID 1 is the first

	TLS *tls.Config // the connection is encrypted from its start

	// Answer is asked at each command before the server answers itself, which it
	// does when Answer returns false. An error of the line hangs up.
	Answer func(l *Line) bool

	mu    sync.Mutex
	heard []string
}

// Line is a command on a connection.
type Line struct {
	No        int // of the connection, from 1
	Tag, Text string
	conn      net.Conn
}

// Says writes lines, each ended by CRLF.
func (l *Line) Says(format string, args ...any) {
	fmt.Fprintf(l.conn, format+"\r\n", args...)
}

// Sends writes bytes as they are.
func (l *Line) Sends(text string) { fmt.Fprint(l.conn, text) }

// HangsUp closes the connection.
func (l *Line) HangsUp() { l.conn.Close() }

// Is reports whether the command begins with words.
func (l *Line) Is(words string) bool { return strings.HasPrefix(strings.ToUpper(l.Text), words) }

// Gets puts further mails into the folder.
func (r *Rude) Gets(mails ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Mails = append(slices.Clip(r.Mails), mails...)
}

func (r *Rude) mails() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.Mails
}

// Heard is all that clients said, without tags.
func (r *Rude) Heard() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.heard...)
}

// Connections is how many there were.
func (r *Rude) Connections() (n int) {
	for _, text := range r.Heard() {
		if text == "(connected)" {
			n++
		}
	}
	return n
}

func (r *Rude) hear(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.heard = append(r.heard, text)
}

// Dial connects without a network.
func (r *Rude) Dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	r.hear("(connected)")
	if r.TLS != nil {
		theirs = tls.Server(theirs, r.TLS)
	}
	go r.serve(theirs, r.Connections())
	return ours, nil
}

func (r *Rude) serve(conn net.Conn, no int) {
	defer conn.Close()
	fmt.Fprintf(conn, "* OK [CAPABILITY %s] ready\r\n", r.caps())
	for in := bufio.NewScanner(conn); in.Scan(); {
		tag, text, _ := strings.Cut(in.Text(), " ")
		if text == "" {
			text = tag // DONE
		}
		r.hear(text)
		l := &Line{No: no, Tag: tag, Text: text, conn: conn}
		if r.Answer == nil || !r.Answer(l) {
			r.answer(l)
		}
	}
}

func (r *Rude) caps() string { return strings.TrimSpace("IMAP4rev1 " + r.Caps) }

// answer is what a well-behaved server says.
func (r *Rude) answer(l *Line) {
	switch {
	case l.Is("LOGIN"), l.Is("CAPABILITY"):
		l.Says("* CAPABILITY %s", r.caps())
	case l.Is("ID"):
		l.Says(`* ID ("name" "Coremail Imap" "vendor" "Mailtech")`)
	case l.Is("SELECT"), l.Is("EXAMINE"):
		l.Says("* %d EXISTS\r\n* OK [UIDVALIDITY 7] UIDs valid", len(r.mails()))
	case l.Is("UID SEARCH"):
		l.Says("* SEARCH%s", r.found(l.Text))
	case l.Is("UID FETCH"):
		r.fetch(l)
	case l.Is("IDLE"):
		l.Says("+ idling")
		return
	case l.Text == "DONE":
		l.Tag = "T" + fmt.Sprint(r.idleTag())
	}
	l.Says("%s OK done", l.Tag)
}

// idleTag is the tag of the IDLE that is under way: clients number their commands.
func (r *Rude) idleTag() (tag int) {
	for _, text := range r.Heard() {
		switch text {
		case "(connected)":
			tag = 0
		case "DONE":
		default:
			tag++
		}
	}
	return tag
}

// found answers n:*, with the last UID even where that is below n.
func (r *Rude) found(text string) (list string) {
	var from int
	_, _ = fmt.Sscanf(text[strings.LastIndex(text, "UID ")+4:], "%d:*", &from)
	last := len(r.mails())
	for uid := min(from, last); uid >= 1 && uid <= last; uid++ {
		list += fmt.Sprintf(" %d", uid)
	}
	return list
}

// fetch answers for sizes, headers or mails.
func (r *Rude) fetch(l *Line) {
	for i, mail := range r.mails() {
		uid := i + 1
		if !wanted(l.Text, uid) {
			continue
		}
		switch {
		case l.Wants("RFC822.SIZE"):
			l.Says("* %d FETCH (UID %d RFC822.SIZE %d)", uid, uid, len(mail))
		case l.Wants("HEADER"):
			head, _, _ := strings.Cut(mail, "\r\n\r\n")
			head += "\r\n\r\n"
			l.Says("* %d FETCH (UID %d BODY[HEADER] {%d}\r\n%s)", uid, uid, len(head), head)
		default:
			l.Says("* %d FETCH (UID %d BODY[] {%d}\r\n%s)", uid, uid, len(mail), mail)
		}
	}
}

// Wants reports whether a FETCH names an item.
func (l *Line) Wants(item string) bool { return strings.Contains(strings.ToUpper(l.Text), item) }

// wanted reports whether a UID FETCH asks for a UID: 3, 1:3 or 1,3.
func wanted(text string, uid int) bool {
	set := strings.Fields(text)[2]
	for _, r := range strings.Split(set, ",") {
		var from, to int
		if n, _ := fmt.Sscanf(r, "%d:%d", &from, &to); n < 2 {
			to = from
		}
		if from <= uid && uid <= to {
			return true
		}
	}
	return false
}
