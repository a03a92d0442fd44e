package imap

import (
	"context"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"

	"duban/internal/msg"
)

// Trial is what came of trying a mailbox.
type Trial struct {
	Found   msg.Message
	Advice  []msg.Message // what the configuration would better say
	Folders []string      // of those configured the ones that are there, and a spam folder beside them
	Newest  [][]byte      // the headers of the newest mails of the first folder
}

// mostNewest mails are looked at.
const mostNewest = 20

// Try logs in, looks into each folder and hangs up; it changes nothing. It says what
// works, and where folders are missing or left out, what there is.
func (m *Mailbox) Try(ctx context.Context) (t Trial, err error) {
	s, err := m.connect(ctx)
	if err != nil {
		return t, err
	}
	defer s.close()
	if s.listed == nil {
		s.listed, _ = s.listFolders(ctx) // without a list there is nothing to propose
	}
	found := []any{msg.New("logged in")}
	for i, folder := range m.Folders {
		data, err := s.selectFolder(ctx, folder)
		if err != nil && (i == 0 || !isRefusal(err)) {
			return t, err
		}
		if err != nil {
			data = nil
		}
		if i == 0 {
			t.Newest = s.newest(ctx, data)
		}
		found = append(found, s.opened(folder, data))
	}
	news := msg.New("new mail looked for every so often", m.Poll.String())
	if s.c.Caps().Has(imap.CapIdle) {
		news = msg.New("new mail known at once")
	}
	t.Found = msg.Together(msg.Clauses, append(found, news)...)
	t.Folders, t.Advice = s.advice()
	return t, nil
}

// newest fetches the headers of the newest mails of the folder that is open, as far as the
// server gives them.
func (s *session) newest(ctx context.Context, data *imap.SelectData) (headers [][]byte) {
	if data == nil || data.NumMessages == 0 {
		return nil
	}
	uids, err := s.search(ctx, uint32(max(int64(data.UIDNext)-batch, 1)-1))
	if err != nil {
		return nil
	}
	for _, uid := range uids[max(0, len(uids)-mostNewest):] {
		raw, err := s.section(ctx, uid, &imap.FetchItemBodySection{Specifier: imap.PartSpecifierHeader, Peek: true}, maxHeaderBytes)
		if err != nil {
			return headers
		}
		if raw != nil {
			headers = append(headers, raw)
		}
	}
	return headers
}

// opened says how many mails a folder holds, and what it is called here; data is nil
// where it could not be opened.
func (s *session) opened(folder string, data *imap.SelectData) msg.Message {
	if data == nil {
		return msg.New("no such mailbox folder", folder)
	}
	if name := s.onServer(folder); name != folder {
		return msg.New("mails in a folder of another name", folder, name, int(data.NumMessages))
	}
	return msg.New("mails in a folder", folder, int(data.NumMessages))
}

// advice proposes folders where one is missing, or where answers may lie in a spam
// folder that is not read. better are the folders to read; none where the server names
// none.
func (s *session) advice() (better []string, all []msg.Message) {
	var missing []string
	for _, folder := range s.m.Folders {
		name, ok := find(s.listed, folder)
		switch {
		case len(s.listed) == 0:
		case !ok:
			missing = append(missing, folder)
		case !slices.Contains(better, name):
			better = append(better, name)
		}
	}
	junk, has := find(s.listed, "Junk")
	if has && !slices.Contains(better, junk) {
		all = append(all, msg.New("spam folder not read", junk))
		better = append(better, junk)
	}
	if len(missing) > 0 {
		all = append(all, msg.New("mailbox folders missing", missing, s.inventory()))
	}
	if len(all) > 0 {
		all = append(all, msg.New("better folders", strings.Join(better, `", "`)))
	}
	return better, all
}

// inventory lists the server's folders with what they are for, where their names do not
// say it.
func (s *session) inventory() msg.Message {
	const most = 30
	listed := slices.Clone(s.listed[:min(most, len(s.listed))])
	slices.SortFunc(listed, func(a, b Folder) int { return strings.Compare(a.Name, b.Name) })
	var all []any
	for _, f := range listed {
		use, known := uses[imap.MailboxAttr(f.Use)]
		if known && f.Name != names[imap.MailboxAttr(f.Use)][0] {
			all = append(all, msg.New("folder and its use", f.Name, use))
		} else {
			all = append(all, f.Name)
		}
	}
	if len(s.listed) > most {
		all = append(all, msg.New("so many folders", len(s.listed)))
	}
	return msg.Together(msg.Names, all...)
}

var uses = map[imap.MailboxAttr]msg.Message{
	imap.MailboxAttrJunk: msg.New("spam folder"), imap.MailboxAttrTrash: msg.New("trash folder"), imap.MailboxAttrSent: msg.New("folder of sent mail"),
	imap.MailboxAttrDrafts: msg.New("folder of drafts"), imap.MailboxAttrArchive: msg.New("archive folder"),
}
