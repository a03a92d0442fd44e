package message

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"duban/internal/msg"
	"duban/internal/zh"
)

// TooLarge is the error of a message that is larger than its reader takes.
type TooLarge struct{ Most int64 }

// Message says so.
func (e TooLarge) Message() msg.Message { return msg.New("a mail that is too large", e.Most) }

func (e TooLarge) Error() string { return e.Message().String() }

// SplitMbox reads an mbox file (RFC 4155, written as mboxrd) and hands over its
// messages one by one, without the "From " line, and with the ">From " lines of
// the text unquoted. Only one message is held at a time, never more than max
// bytes of it: a larger one is handed over as a TooLarge, and
// the next one is read. An error from fn stops the reading and is returned.
func SplitMbox(r io.Reader, max int64, fn func(raw []byte, err error) error) error {
	s := mboxSplitter{max: max, fn: fn, afterBlank: true}
	br := bufio.NewReaderSize(r, 64<<10)
	for {
		line, err := br.ReadSlice('\n')
		if len(line) > 0 {
			if err := s.line(line); err != nil {
				return err
			}
		}
		switch {
		case err == io.EOF:
			return s.flush()
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return msg.New("reading mails", err)
		}
	}
}

// mboxSplitter gathers one message.
type mboxSplitter struct {
	max int64
	fn  func(raw []byte, err error) error

	raw        []byte
	size       int64 // of the message, the part that is not kept included
	begun      bool
	afterBlank bool // the line before was empty, or there was none
	midLine    bool // the line before was longer than the buffer and goes on
}

func (s *mboxSplitter) line(line []byte) error {
	start := !s.midLine
	s.midLine = line[len(line)-1] != '\n'
	if start && s.afterBlank && fromLine.Match(line) {
		err := s.flush()
		s.begun = true
		return err
	}
	s.afterBlank = start && len(bytes.TrimRight(line, "\r\n")) == 0
	if start && quotedFrom.Match(line) {
		line = line[1:]
	}
	s.size += int64(len(line))
	if s.size <= s.max {
		s.raw = append(s.raw, line...)
	} else {
		s.raw = nil
	}
	return nil
}

// flush hands over what was gathered. The empty line before the next "From "
// line belongs to the file, not to the message.
func (s *mboxSplitter) flush() error {
	raw, size, begun := s.raw, s.size, s.begun
	s.raw, s.size, s.begun = nil, 0, false
	switch {
	case size > s.max:
		return s.fn(nil, TooLarge{s.max})
	case len(bytes.TrimSpace(raw)) == 0:
		return nil // before the first message, or an entry without one
	case begun:
		raw = trimLastBlank(raw)
	}
	return s.fn(raw, nil)
}

func trimLastBlank(raw []byte) []byte {
	for _, blank := range []string{"\r\n\r\n", "\n\n"} {
		if bytes.HasSuffix(raw, []byte(blank)) {
			return raw[:len(raw)-len(blank)/2]
		}
	}
	return raw
}

var (
	// fromLine: "From " alone also begins sentences, so it must have the time of
	// day, as every writer of mbox files gives it.
	fromLine   = zh.NewPattern(`^From \S.*[0-9]{1,2}:[0-9]{2}`)
	quotedFrom = zh.NewPattern(`^>+From `)
)
