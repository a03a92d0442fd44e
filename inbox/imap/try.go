package imap

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"
)

// Trial is what came of trying a mailbox, in Chinese.
type Trial struct {
	Found   string
	Advice  []string // what the configuration would better say
	Folders []string // of those configured the ones that are there, and a spam folder beside them
	Newest  [][]byte // the headers of the newest mails of the first folder
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
	var found []string
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
	news := fmt.Sprintf("每%s查一次新信", m.Poll)
	if s.c.Caps().Has(imap.CapIdle) {
		news = "新信即知（IDLE）"
	}
	t.Found = "可以登录；" + strings.Join(found, "；") + "；" + news
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
func (s *session) opened(folder string, data *imap.SelectData) string {
	if data == nil {
		return "没有 " + folder
	}
	if name := s.onServer(folder); name != folder {
		folder += "（这里叫“" + name + "”）"
	}
	return fmt.Sprintf("%s %d封", folder, data.NumMessages)
}

// advice proposes folders where one is missing, or where answers may lie in a spam
// folder that is not read. better are the folders to read; none where the server names
// none.
func (s *session) advice() (better, all []string) {
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
		all = append(all, "没有读垃圾邮件箱“"+junk+"”，里面常有误判的回复")
		better = append(better, junk)
	}
	if len(missing) > 0 {
		all = append(all, "服务器上没有 "+strings.Join(missing, "、")+"；有："+s.inventory())
	}
	if len(all) > 0 {
		all = append(all, `建议写成 folders = ["`+strings.Join(better, `", "`)+`"]`)
	}
	return better, all
}

// inventory lists the server's folders with what they are for.
func (s *session) inventory() string {
	uses := map[string]string{string(imap.MailboxAttrJunk): "垃圾邮件", string(imap.MailboxAttrTrash): "已删除", string(imap.MailboxAttrSent): "已发送",
		string(imap.MailboxAttrDrafts): "草稿", string(imap.MailboxAttrArchive): "归档"}
	const most = 30
	var all []string
	for _, f := range s.listed[:min(most, len(s.listed))] {
		name := f.Name
		if zh := uses[f.Use]; zh != "" && zh != name {
			name += "（" + zh + "）"
		}
		all = append(all, name)
	}
	slices.Sort(all)
	if len(s.listed) > most {
		all = append(all, fmt.Sprintf("等%d个", len(s.listed)))
	}
	return strings.Join(all, "、")
}
