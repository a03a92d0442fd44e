package imap

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"duban/inbox/message"
	"duban/internal/msg"
)

var (
	errTooBig   = errors.New("larger than announced")
	errWithheld = errors.New("the server gives no text of it")
	errCut      = errors.New("the mail was cut off")
)

const (
	slowest        = 32 << 10 // bytes a second that a connection is given time for
	maxHeaderBytes = 1 << 20
	wholeTries     = 3 // then only the header is asked for
	headerTries    = 5 // then nothing is: the clerk is told where it lies
)

// fetch returns a mail, and whether all of it. Of one that is too large, or that
// the server refuses or breaks down on again and again, there is the header, with
// a line above it that says why: it waits for the clerk, and the mails behind it
// do not wait for it. A mail that has gone meanwhile is nil.
func (s *session) fetch(ctx context.Context, place placeOf, size int64) (raw []byte, whole bool, err error) {
	failed := s.mem.failed[place.String()]
	why := msg.New("too large to be fetched, only the header was", message.Megabytes(int(size)), message.Megabytes(int(s.m.MaxBytes)))
	if size <= s.m.MaxBytes && failed < wholeTries {
		raw, err = s.section(ctx, place.at.uid, &imap.FetchItemBodySection{Peek: true}, size)
		if !isWithheld(err) {
			return raw, true, err
		}
		why = msg.New("the server does not give it whole, only the header was fetched", message.OneLine(err.Error()))
	} else if size <= s.m.MaxBytes {
		why = msg.New("broke off so often, only the header was fetched", failed)
	}
	if failed < headerTries {
		raw, err = s.section(ctx, place.at.uid, &imap.FetchItemBodySection{Specifier: imap.PartSpecifierHeader, Peek: true}, maxHeaderBytes)
		if !isWithheld(err) && raw == nil {
			return nil, false, err
		}
	}
	return message.MissingMail(place.String(), why, raw), false, nil
}

// isWithheld reports whether a server would not give a mail, being in order otherwise.
func isWithheld(err error) bool {
	return isRefusal(err) || errors.Is(err, errTooBig) || errors.Is(err, errWithheld)
}

// section fetches a part of a mail; nil without error means that it has gone.
func (s *session) section(ctx context.Context, uid uint32, section *imap.FetchItemBodySection, size int64) (raw []byte, err error) {
	most := s.m.MaxBytes
	if section.Specifier != imap.PartSpecifierNone {
		most = maxHeaderBytes
	}
	limit := s.m.timeout() + time.Duration(size/slowest)*time.Second
	err = s.within(ctx, limit, msg.New("mail not fetched whole"), func() (err error) {
		raw, err = collect(s.c.Fetch(imap.UIDSetNum(imap.UID(uid)), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{section}}), most)
		return err
	})
	return raw, err
}

// collect reads the answer to the fetch of one section. When a literal ends early
// the command is left alone: to ask it for more is to read from the connection
// against its own reader, and the caller closes that anyway.
func collect(cmd *imapclient.FetchCommand, most int64) (raw []byte, err error) {
	var refused error
	for mail := cmd.Next(); mail != nil; mail = cmd.Next() {
		refused = errWithheld
		for item := mail.Next(); item != nil; item = mail.Next() {
			body, ok := item.(imapclient.FetchItemDataBodySection)
			if !ok || body.Literal == nil {
				continue
			}
			if raw, refused = readLiteral(body.Literal, most); errors.Is(refused, errCut) {
				return nil, refused
			}
		}
	}
	return raw, errors.Join(cmd.Close(), refused)
}

// readLiteral holds a literal against its announced size: when a server hangs up
// in the middle, the reader ends without an error.
func readLiteral(lit imap.LiteralReader, most int64) ([]byte, error) {
	if lit.Size() > most {
		if n, _ := io.Copy(io.Discard, lit); n != lit.Size() {
			return nil, errCut
		}
		return nil, errTooBig
	}
	raw, err := io.ReadAll(lit)
	if err != nil || int64(len(raw)) != lit.Size() {
		return nil, errCut
	}
	return raw, nil
}

// stored is what a server tells of a mail that it keeps.
type stored struct {
	size     int64
	received time.Time // INTERNALDATE (RFC 9051, section 2.3.3)
}

// ask asks how large mails are and since when they lie there; a server may leave some out.
func (s *session) ask(ctx context.Context, uids []uint32) (map[uint32]stored, error) {
	var set imap.UIDSet
	for _, uid := range uids {
		set.AddNum(imap.UID(uid))
	}
	all := map[uint32]stored{}
	err := s.quick(ctx, msg.New("sizes of mails not told"), func() error {
		list, err := s.c.Fetch(set, &imap.FetchOptions{UID: true, RFC822Size: true, InternalDate: true}).Collect()
		for _, mail := range list {
			all[uint32(mail.UID)] = stored{mail.RFC822Size, mail.InternalDate}
		}
		return err
	})
	return all, err
}
