package message

import (
	"bytes"
	"net/mail"
	"strings"
	"time"
)

// Arrival is a raw message as a source delivered it, with its position there.
type Arrival struct {
	Raw      []byte
	Source   string // the way in: lmtp, smtp, ingest, imap/NAME/FOLDER
	Position string // what no other message of that source ever has; "" where it has no positions
	Envelope string // the envelope's sender in angle brackets, "" where there was no envelope

	// When the office's own server took it, which may be long before it was handed on; zero
	// where the source does not tell.
	Received time.Time
}

// TakenAt reads in the topmost Received field when the server that hands a message on
// took it (RFC 5321, section 4.4); zero where there is none. Only the office's own server is
// to be believed: of others' mail that field is anybody's.
func TakenAt(raw []byte) time.Time {
	header, _, _ := bytes.Cut(raw[:min(len(raw), mostTraced)], []byte("\r\n\r\n"))
	var field string
	for line := range strings.Lines(string(header)) {
		folded := line[0] == ' ' || line[0] == '\t'
		switch {
		case field != "" && !folded:
			return stampOf(field)
		case field != "":
			field += line
		case len(line) > len(received) && strings.EqualFold(line[:len(received)], received):
			field = line
		}
	}
	return stampOf(field)
}

const (
	received   = "Received:"
	mostTraced = 16 << 10 // how far into a header a trace is looked for
)

// stampOf is the instant behind a Received field's last semicolon.
func stampOf(field string) time.Time {
	at := strings.LastIndexByte(field, ';')
	if at < 0 {
		return time.Time{}
	}
	t, err := mail.ParseDate(strings.Join(strings.Fields(field[at+1:]), " "))
	if err != nil {
		return time.Time{}
	}
	return t
}
