package imap

import (
	"context"

	"github.com/emersion/go-imap/v2"

	"duban/internal/msg"
)

// put moves a processed mail to the folder that is meant for its state. A server that
// will not have it moved is no reason to stop reading.
func (s *session) put(ctx context.Context, uid uint32, state string) error {
	folder := s.m.Processed
	switch state {
	case "received":
		return nil // not processed yet
	case "quarantined":
		folder = s.m.Failed
	}
	if folder == "" {
		return nil
	}
	err := s.move(ctx, uid, folder)
	if isRefusal(err) {
		_ = s.quick(ctx, msg.Message{}, func() error { return s.c.Create(folder, nil).Wait() }) // it may be there
		err = s.move(ctx, uid, folder)
	}
	if isRefusal(err) {
		s.m.Log.Warn("mail not moved", "source", s.m.Name, "err", err)
		return nil
	}
	return err
}

// move uses MOVE (RFC 6851) where there is one. Elsewhere the copy comes first,
// then the mark, and only this mail is expunged (RFC 4315): a plain EXPUNGE would
// take what others have marked, so without UIDPLUS the mark must do.
func (s *session) move(ctx context.Context, uid uint32, folder string) error {
	set := imap.UIDSetNum(imap.UID(uid))
	return s.quick(ctx, msg.New("mail not moved in the mailbox"), func() error {
		if s.c.Caps().Has(imap.CapMove) {
			_, err := s.c.Move(set, folder).Wait()
			return err
		}
		if _, err := s.c.Copy(set, folder).Wait(); err != nil {
			return err
		}
		deleted := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted}}
		if err := s.c.Store(set, deleted, nil).Close(); err != nil || !s.c.Caps().Has(imap.CapUIDPlus) {
			return err
		}
		return s.c.UIDExpunge(set).Close()
	})
}
