package imap

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/emersion/go-imap/v2"

	"duban/inbox/message"
	"duban/internal/msg"
)

// batch is how many mails are asked for their sizes at once; the cursor moves
// after each batch, and what a crash leaves in between is recognised.
const batch = 50

// readFolders reads all folders, the first one last: that is the one which IDLE
// then watches. A folder that the server refuses does not keep the others from
// being read, unless it is the first; nor does one over which the connection breaks.
func (s *session) readFolders(ctx context.Context) error {
	if s.mem.besideBroke {
		if err := s.readFolder(ctx, s.m.Folders[0]); err != nil {
			return err
		}
	}
	for i, folder := range slices.Backward(s.m.Folders) {
		s.mem.besideBroke = i > 0
		err := s.readFolder(ctx, folder)
		if err != nil && i > 0 && isRefusal(err) {
			err = s.passBy(ctx, folder, err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// passBy notes a folder that the server refuses. One that does not exist holds no
// answer that nobody has read: it counts as read, and the fault tells the clerk.
func (s *session) passBy(ctx context.Context, folder string, why error) error {
	source, now := s.m.Source(folder), s.m.Now()
	if s.mem.noted[source].Add(idleFor).After(now) {
		return nil
	}
	if _, there := s.called[folder]; !there && s.listed != nil {
		if err := s.m.Positions.SourceOK(ctx, now, source); err != nil {
			return err
		}
	}
	s.m.Log.Warn("folder not read", "source", source, "err", why)
	s.m.fault(ctx, why, folder)
	s.mem.noted[source] = now
	return nil
}

// readFolder takes what is new since the cursor. When the server has numbered the
// folder anew (another UIDVALIDITY) all of it is read again, and mail that is
// known is recognised.
func (s *session) readFolder(ctx context.Context, folder string) error {
	selected, err := s.selectFolder(ctx, folder)
	if err != nil {
		return err
	}
	source := s.m.Source(folder)
	var at cursor
	if at.validity, at.uid, err = s.m.Positions.Cursor(ctx, source); err != nil {
		return err
	}
	if at.validity != selected.UIDValidity {
		at = cursor{validity: selected.UIDValidity}
	}
	for {
		uids, err := s.search(ctx, at.uid)
		if err != nil {
			return err
		}
		if len(uids) == 0 {
			return s.note(ctx, source, at)
		}
		if err := s.takeAll(ctx, source, at.validity, uids); err != nil {
			return err
		}
		at.uid = uids[len(uids)-1]
		delete(s.mem.noted, source)
	}
}

// note remembers that a folder is read up to a cursor, not oftener than is worth
// a write when nothing came.
func (s *session) note(ctx context.Context, source string, at cursor) error {
	now := s.m.Now()
	if s.mem.noted[source].Add(idleFor).After(now) {
		return nil
	}
	if err := s.m.Positions.SourceRead(ctx, now, source, at.validity, at.uid); err != nil {
		return err
	}
	s.mem.noted[source] = now
	return nil
}

// search returns the next UIDs after one, lowest first, at most a batch. Servers
// answer n:* with the last UID even when it is below n (RFC 9051, section 9).
func (s *session) search(ctx context.Context, after uint32) (uids []uint32, err error) {
	from := imap.UIDSet{{Start: imap.UID(after) + 1, Stop: 0}}
	criteria := &imap.SearchCriteria{UID: []imap.UIDSet{from}}
	if s.m.Since != 0 {
		criteria.Since = s.m.Since.At(0, 0, time.UTC)
	}
	var found *imap.SearchData
	err = s.quick(ctx, msg.New("new mail not looked for"), func() (err error) {
		found, err = s.c.UIDSearch(criteria, nil).Wait()
		return err
	})
	if err != nil {
		return nil, err
	}
	set, _ := found.All.(imap.UIDSet)
	return lowest(set, after), nil
}

// lowest picks a batch of the UIDs above one. It does not unfold a set: a server
// may claim that there are four thousand million.
func lowest(set imap.UIDSet, after uint32) (uids []uint32) {
	for _, r := range set {
		for uid := max(uint64(r.Start), uint64(after)+1); uid <= uint64(r.Stop) && len(uids) < batch; uid++ {
			uids = append(uids, uint32(uid))
		}
	}
	slices.Sort(uids)
	return slices.Compact(uids)
}

func (s *session) takeAll(ctx context.Context, source string, validity uint32, uids []uint32) error {
	kept, err := s.ask(ctx, uids)
	if err != nil {
		return err
	}
	for _, uid := range uids {
		place := placeOf{source, cursor{validity: validity, uid: uid}}
		if err := s.take(ctx, place, kept[uid]); err != nil {
			s.mem.failed[place.String()]++
			return err
		}
		delete(s.mem.failed, place.String())
	}
	return nil
}

// placeOf is where a mail lies on the server.
type placeOf struct {
	source string
	at     cursor
}

// position is a place in a folder that no other mail ever has.
func (p placeOf) position() string {
	return strconv.FormatUint(uint64(p.at.validity), 10) + "/" + strconv.FormatUint(uint64(p.at.uid), 10)
}

func (p placeOf) String() string { return p.source + " " + p.position() }

// take stores a mail, has it processed, and only then has it moved.
func (s *session) take(ctx context.Context, place placeOf, kept stored) error {
	raw, whole, err := s.fetch(ctx, place, kept.size)
	if err != nil || raw == nil {
		return err
	}
	state, err := s.m.Receiver.Take(ctx, message.Arrival{Raw: raw, Source: place.source, Position: place.position(), Received: kept.received})
	if err != nil {
		return &Error{msg.New("mail not stored"), err}
	}
	if !whole {
		return nil // the clerk finds it where it is
	}
	return s.put(ctx, place.at.uid, state)
}
