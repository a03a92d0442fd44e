package imap

import (
	"context"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"

	"duban/internal/msg"
)

// Folder is a folder on the server.
type Folder struct {
	Name string
	Use  string // what it is for (RFC 6154), or as its name has it: \Junk; "" : nothing special
}

// names are what servers and mail programs call the folders of a use. Where a server
// marks its folders (SPECIAL-USE) they only say what the configuration means. The usual
// Chinese name stands first.
var names = map[imap.MailboxAttr][]string{
	imap.MailboxAttrJunk:    {"垃圾邮件", "junk", "spam", "junk e-mail", "junk email", "bulk mail", "垃圾箱", "垃圾信箱", "垃圾邮件箱"},
	imap.MailboxAttrTrash:   {"已删除", "trash", "deleted", "deleted items", "deleted messages", "已删除邮件", "废件箱", "回收站"},
	imap.MailboxAttrSent:    {"已发送", "sent", "sent items", "sent messages", "sent mail", "已发送邮件", "发件箱"},
	imap.MailboxAttrDrafts:  {"草稿", "drafts", "草稿箱", "草稿夹"},
	imap.MailboxAttrArchive: {"归档", "archive", "archives", "存档"},
}

// useOf is what a folder of a name is for; folders within another are known by the last
// part of their names.
func useOf(name string) string {
	name = strings.ToLower(name[1+strings.LastIndexAny(name, "/."):])
	for use, all := range names {
		if slices.Contains(all, name) {
			return string(use)
		}
	}
	return ""
}

// isInbox knows INBOX in any case: the one folder that every account has (RFC 9051,
// section 5.1).
func isInbox(name string) bool { return strings.EqualFold(name, "INBOX") }

// listFolders asks what folders there are, the one of each use marked.
func (s *session) listFolders(ctx context.Context) (all []Folder, err error) {
	var opt *imap.ListOptions
	if s.c.Caps().Has(imap.CapSpecialUse) && s.c.Caps().Has(imap.CapListExtended) {
		opt = &imap.ListOptions{ReturnSpecialUse: true}
	}
	err = s.quick(ctx, msg.New("mailbox folders not listed"), func() error {
		list, err := s.c.List("", "*", opt).Collect()
		for _, data := range list {
			if f, ok := folderOf(data); ok {
				all = append(all, f)
			}
		}
		return err
	})
	return all, err
}

// folderOf leaves out what cannot be opened.
func folderOf(data *imap.ListData) (f Folder, ok bool) {
	f.Name = data.Mailbox
	for _, attr := range data.Attrs {
		switch {
		case strings.EqualFold(string(attr), string(imap.MailboxAttrNoSelect)), strings.EqualFold(string(attr), string(imap.MailboxAttrNonExistent)):
			return f, false
		case names[attr] != nil: // servers without LIST-EXTENDED mark them all the same (RFC 6154, section 2)
			f.Use = string(attr)
		}
	}
	return f, true
}

// find is the folder that the configuration means: the one of that name, else the one
// that the server marks for the same use, else one that is called like it.
func find(all []Folder, wanted string) (name string, found bool) {
	same := func(f Folder) bool { return f.Name == wanted }
	if isInbox(wanted) || slices.ContainsFunc(all, same) {
		return wanted, true
	}
	use := useOf(wanted)
	if use == "" {
		return "", false
	}
	for _, fits := range []func(Folder) bool{
		func(f Folder) bool { return f.Use == use },
		func(f Folder) bool { return f.Use == "" && useOf(f.Name) == use },
	} {
		if i := slices.IndexFunc(all, fits); i >= 0 {
			return all[i].Name, true
		}
	}
	return "", false
}

// resolve finds out once a connection what the folders to read are called here. A
// server that will not list them has them called as they are configured.
func (s *session) resolve(ctx context.Context) error {
	s.called = map[string]string{}
	if !slices.ContainsFunc(s.m.Folders, func(f string) bool { return !isInbox(f) }) {
		return nil
	}
	all, err := s.listFolders(ctx)
	if isRefusal(err) {
		return nil
	}
	taken := map[string]bool{}
	for _, wanted := range s.m.Folders {
		if name, ok := find(all, wanted); ok && !taken[name] { // what two names mean is read once
			s.called[wanted], taken[name] = name, true
		}
	}
	s.listed = all
	return err
}

// onServer is what a folder to read is called on the server.
func (s *session) onServer(folder string) string {
	if name, ok := s.called[folder]; ok {
		return name
	}
	return folder
}
