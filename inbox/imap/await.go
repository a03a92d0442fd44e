package imap

import (
	"bytes"
	"context"
	"time"
)

// Await looks into the folders for a mail that came lately and has a word in its header,
// again and again over one connection, and returns the folder that has it. It ends with
// ctx, and changes nothing.
func (m *Mailbox) Await(ctx context.Context, word string, pause time.Duration) (folder string, err error) {
	s, err := m.connect(ctx)
	if err != nil {
		return "", err
	}
	defer s.close()
	for {
		for i, folder := range m.Folders {
			data, err := s.selectFolder(ctx, folder)
			if err != nil && (i == 0 || !isRefusal(err)) {
				return "", err
			}
			if err != nil {
				continue // not there
			}
			for _, header := range s.newest(ctx, data) {
				if bytes.Contains(header, []byte(word)) {
					return folder, nil
				}
			}
		}
		if !sleep(ctx, pause) {
			return "", ctx.Err()
		}
	}
}
