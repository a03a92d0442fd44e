package message

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"duban/internal/msg"
)

// Messages takes the messages out of a path: a maildir, a folder of .eml files,
// an mbox file or a single message, whichever it is. Source names each by its
// place, stable from one reading to the next: 收件.mbox#3, cur/1801.m1:2,S. A
// message over max bytes is handed over as a TooLarge. An
// error from fn stops the reading and is returned.
func Messages(name string, max int64, fn func(source string, raw []byte, err error) error) error {
	info, err := os.Stat(name)
	if err != nil {
		return msg.New("reading mails", err)
	}
	switch {
	case info.IsDir() && isMaildir(name):
		return ReadMaildir(name, max, fn)
	case info.IsDir():
		return readFolder(name, ".", max, isMailFile, fn)
	}
	f, err := os.Open(name)
	if err != nil {
		return msg.New("reading mails", err)
	}
	defer f.Close()
	return ReadMessages(f, filepath.Base(name), max, fn)
}

// ReadMessages does for a stream what Messages does for a file: an mbox is
// split, anything else is one message. Not more than max bytes of a message are
// ever held.
func ReadMessages(r io.Reader, source string, max int64, fn func(source string, raw []byte, err error) error) error {
	br := bufio.NewReaderSize(r, 64<<10)
	head, err := br.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return msg.New("reading mails", err)
	}
	if line, _ := CutLine(head); fromLine.Match(line) {
		no := 0
		return SplitMbox(br, max, func(raw []byte, err error) error {
			no++
			return fn(fmt.Sprintf("%s#%d", source, no), raw, err)
		})
	}
	raw, err := readLimited(br, max)
	return fn(source, raw, err)
}

// readLimited reads one byte more than it may, to see whether there is one.
func readLimited(r io.Reader, max int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, max+1))
	switch {
	case err != nil:
		return nil, msg.New("reading mails", err)
	case int64(len(raw)) > max:
		return nil, TooLarge{max}
	}
	return raw, nil
}

func isMaildir(dir string) bool {
	for _, sub := range []string{"new", "cur"} {
		if info, err := os.Stat(filepath.Join(dir, sub)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// ReadMaildir hands over the messages of a maildir, those in new/ before those
// in cur/, by name, which is by time of delivery. It moves and changes nothing.
// A file that another program has moved away meanwhile is left out: it will be
// found where it went.
func ReadMaildir(dir string, max int64, fn func(source string, raw []byte, err error) error) error {
	if !isMaildir(dir) {
		return msg.New("no maildir", dir)
	}
	for _, sub := range []string{"new", "cur"} {
		if err := readFolder(dir, sub, max, isMaildirFile, fn); err != nil {
			return err
		}
	}
	return nil
}

func isMaildirFile(name string) bool { return !strings.HasPrefix(name, ".") }

func isMailFile(name string) bool {
	return !strings.HasPrefix(name, ".") && strings.EqualFold(path.Ext(name), ".eml")
}

// readFolder reads the files of one folder by name. It opens them below dir
// only: a symbolic link that leads out of it is an error of that message.
func readFolder(dir, sub string, max int64, is func(name string) bool, fn func(source string, raw []byte, err error) error) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return msg.New("reading mails", err)
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), sub)
	if err != nil {
		return msg.New("reading mails", err)
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	for _, e := range entries {
		if e.IsDir() || !is(e.Name()) {
			continue
		}
		source := path.Join(sub, e.Name())
		raw, err := readFile(root, source, max)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := fn(source, raw, err); err != nil {
			return err
		}
	}
	return nil
}

// readFile asks what it is before it opens it: to open a pipe is to wait.
func readFile(root *os.Root, name string, max int64) ([]byte, error) {
	info, err := root.Stat(name)
	if err != nil {
		return nil, msg.New("reading mails", err)
	}
	if !info.Mode().IsRegular() {
		return nil, msg.New("no regular file", name)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, msg.New("reading mails", err)
	}
	defer f.Close()
	return readLimited(f, max)
}
