package smtpd

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// wideReader holds what comes of a mail at once: a whole line ends in
// it, and a mail of a megabyte is read in thirty steps and not in hundreds.
const wideReader = 32 << 10

// stretch is how much of a mail must come before the peer is given its time anew.
const stretch = 256 << 10

// data takes a mail up to the lone dot.
func (d *delivery) data(arg string) {
	switch {
	case arg != "":
		d.refuse(refusal{501, "5.5.4", "no parameters"})
		return
	case d.chunking, len(d.To) == 0:
		d.refuse(refusal{503, "5.5.1", "say MAIL and RCPT first"})
		return
	}
	d.say(354, "", "end with a lone dot")
	if d.flush() != nil {
		d.over = true
		return
	}
	d.in = bufio.NewReaderSize(d.in, wideReader)
	d.begin()
	raw, why, err := d.untilDot()
	defer d.release(int64(len(raw)))
	if err != nil {
		d.partForData(err) // cut off: what arrived is not the mail
		return
	}
	d.settle(raw, why)
}

func (d *delivery) partForData(err error) {
	d.over = true
	if !errors.Is(err, io.EOF) {
		d.part(refusal{421, "4.4.2", "the mail did not come to its end"})
	}
}

// untilDot reads line by line, takes away the dots that were put in front
// (RFC 5321, section 4.5.2), and ends at CRLF.CRLF and nothing else. What is over
// the limit is read all the same, since the peer hears nothing before its end.
func (d *delivery) untilDot() (raw []byte, why *refusal, err error) {
	begins, cr := true, false // a line; the slice before ended in CR
	since := 0                // bytes, since the peer was last given its time
	for {
		line, err := d.in.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return raw, nil, errors.Join(err, io.ErrUnexpectedEOF)
		}
		if begins && line[0] == '.' {
			if string(line) == ".\r\n" {
				return raw, why, nil
			}
			line = line[1:]
		}
		raw, why = d.keep(raw, line, why)
		begins = bytes.HasSuffix(line, []byte("\r\n")) || cr && string(line) == "\n"
		cr = line[len(line)-1] == '\r'
		if since += len(line); since >= stretch {
			d.patient()
			since = 0
		}
	}
}

// keep adds to a mail, unless it has become too large, or all that are being
// taken together have.
func (d *delivery) keep(raw, more []byte, why *refusal) ([]byte, *refusal) {
	switch {
	case why != nil:
	case int64(len(raw)+len(more)) > d.maxBytes:
		why = d.tooLarge()
	case !d.hold(int64(len(more))):
		why = tooMuch
	default:
		if cap(raw)-len(raw) < len(more) { // twice as much: append would copy a large mail five times
			raw = slices.Grow(raw, max(len(raw), len(more)))
		}
		return append(raw, more...), nil
	}
	d.release(int64(len(raw))) // what is refused takes nobody's memory until its end
	return nil, why
}

var tooMuch = &refusal{452, "4.3.1", "too much mail at once, try again later"}

// chunk is BDAT n [LAST] (RFC 3030): bytes as they are, counted.
func (d *delivery) chunk(arg string) {
	count, last, _ := strings.Cut(arg, " ")
	n, err := strconv.ParseInt(count, 10, 64)
	if err != nil || n < 0 || last != "" && !strings.EqualFold(last, "LAST") {
		d.part(refusal{501, "5.5.4", "expected BDAT size [LAST]; what follows cannot be told apart"})
		return
	}
	refused := d.chunkRefused(n)
	if refused == nil {
		d.chunking = true
		d.in = bufio.NewReaderSize(d.in, wideReader)
		d.begin()
		n, refused, err = d.takeChunk(n)
	}
	if refused != nil {
		d.clearMail()
		_, err = io.CopyN(io.Discard, d.in, n) // it follows all the same
	}
	switch {
	case err != nil:
		d.partForData(err)
	case refused != nil:
		d.refuse(*refused)
	case last == "":
		d.say(250, "2.0.0", "go on")
	default:
		d.settle(d.chunks, nil)
	}
}

func (d *delivery) chunkRefused(n int64) *refusal {
	if len(d.To) == 0 {
		return &refusal{503, "5.5.1", "say MAIL and RCPT first"}
	}
	if int64(len(d.chunks))+n > d.maxBytes {
		return d.tooLarge()
	}
	return nil
}

// takeChunk reads n bytes, as long as there is memory for it; it returns how many are left.
func (d *delivery) takeChunk(n int64) (left int64, why *refusal, err error) {
	for n > 0 {
		step := min(n, wideReader)
		if !d.hold(step) {
			return n, tooMuch, nil
		}
		at := len(d.chunks)
		d.chunks = append(d.chunks, make([]byte, step)...)
		if _, err := io.ReadFull(d.in, d.chunks[at:]); err != nil {
			return 0, nil, errors.Join(err, io.ErrUnexpectedEOF)
		}
		if len(d.chunks)/stretch > at/stretch {
			d.patient()
		}
		n -= step
	}
	return 0, nil, nil
}

// settle stores a mail that has come whole, and says what became of it: over LMTP
// to each recipient, though some share an office (RFC 2033, section 4.2). Over SMTP
// there is one answer: a mail that one office cannot take now comes again, and the
// others will know it.
func (d *delivery) settle(raw []byte, why *refusal) {
	d.finish()
	heard := slices.Repeat([]*refusal{why}, len(d.To))
	if why == nil {
		heard = d.store(d.Envelope, raw)
	}
	if !d.lmtp {
		heard = []*refusal{cmp.Or(heard...)}
	}
	for _, why := range heard {
		if why != nil {
			d.say(why.code, why.status, why.text)
		} else {
			d.say(250, "2.0.0", "ok, stored")
		}
	}
	d.idle = 0
	d.clearMail()
}

// hasBareLineEnd finds a CR or LF that stands alone: some servers take it for the
// end of a line and others do not, which is how one mail is made to look like two.
func hasBareLineEnd(raw []byte) bool {
	for len(raw) > 0 {
		end := bytes.IndexByte(raw, '\n')
		if end < 0 {
			return bytes.IndexByte(raw, '\r') >= 0
		}
		if end == 0 || bytes.IndexByte(raw[:end], '\r') != end-1 {
			return true
		}
		raw = raw[end+1:]
	}
	return false
}
