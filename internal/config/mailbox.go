package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/inbox/imap"
)

// mailbox is an [[imap]] table; config.toml says what each key means.
type mailbox struct {
	Name         string   `toml:"name"`
	Host         string   `toml:"host"`
	Port         int      `toml:"port"`
	TLS          string   `toml:"tls"`
	CAFile       string   `toml:"ca_file"`
	User         string   `toml:"user"`
	PasswordFile string   `toml:"password_file"`
	Folders      []string `toml:"folders"`
	Since        string   `toml:"since"`
	Processed    string   `toml:"processed"`
	Failed       string   `toml:"failed"`
	Poll         duration `toml:"poll"`
}

// WithDefaults fills in what a table leaves out: encrypted, and INBOX.
func (m mailbox) WithDefaults() mailbox {
	m.Name = cmp.Or(m.Name, m.User)
	m.TLS = cmp.Or(m.TLS, "implicit")
	if m.Port == 0 {
		m.Port = map[string]int{"implicit": 993}[m.TLS]
		m.Port = cmp.Or(m.Port, 143)
	}
	m.Folders = inboxFirst(m.Folders)
	m.Poll.Duration = cmp.Or(m.Poll.Duration, time.Minute)
	return m
}

// inboxFirst: the first folder decides whether the mailbox counts as read, and is the
// one that is watched.
func inboxFirst(folders []string) []string {
	at := slices.IndexFunc(folders, func(f string) bool { return strings.EqualFold(f, "INBOX") })
	if len(folders) == 0 {
		return []string{"INBOX"}
	}
	if at <= 0 {
		return folders
	}
	return append([]string{folders[at]}, slices.Delete(slices.Clone(folders), at, at+1)...)
}

// mailboxProblems finds what makes no sense in the [[imap]] tables.
func (c *Config) mailboxProblems() (ps checklist.Problems) {
	var names []string
	for i, m := range c.IMAP {
		m = m.WithDefaults()
		found := m.problems()
		if slices.Contains(names, m.Name) {
			found = append(found, checklist.Problem{Column: "name", What: fmt.Sprintf("“%s”这个名字已经有了", m.Name), Mend: "每个信箱用各自的 name"})
		}
		names = append(names, m.Name)
		for _, p := range found {
			p.Row, p.Column = c.row("imap", i), fmt.Sprintf("imap（第%d个）.%s", i+1, p.Column)
			ps = append(ps, p)
		}
	}
	return ps
}

func (m mailbox) problems() (ps checklist.Problems) {
	wrong := func(is bool, key, what, mend string) {
		if is {
			ps = append(ps, checklist.Problem{Column: key, What: what, Mend: mend})
		}
	}
	wrong(m.Host == "", "host", "没有写服务器", "例如 imap.djzx.example")
	wrong(m.User == "", "user", "没有写登录名", "通常是整个邮箱地址")
	wrong(m.PasswordFile == "", "password_file", "没有写存放密码的文件", "密码写在一个 chmod 600 的文件里")
	wrong(m.Port < 1 || m.Port > 65535, "port", fmt.Sprintf("%d不是端口", m.Port), "通常是993或143")
	wrong(!slices.Contains([]string{"starttls", "implicit", "none"}, m.TLS), "tls", fmt.Sprintf("“%s”不是加密方式", m.TLS), "请写 implicit、starttls 或 none")
	wrong(m.TLS == "none" && !imap.IsThisMachine(m.Host), "tls", "不加密的连接只许到本机", "请写 implicit 或 starttls")
	wrong(m.Poll.Duration < 10*time.Second, "poll", fmt.Sprintf("%s太频繁", m.Poll.Duration), "不少于 10s，通常 1m")
	_, err := m.FirstDay()
	wrong(err != nil, "since", fmt.Sprintf("“%s”不是日期", m.Since), "请写成 2026-04-01")
	for i, folder := range m.Folders {
		wrong(slices.Contains(m.Folders[:i], folder), "folders", fmt.Sprintf("“%s”写了两次", folder), "删去一个")
		wrong(folder == m.Processed || folder == m.Failed, "folders", fmt.Sprintf("“%s”又收信又存放处理过的信", folder), "processed 和 failed 用另外的文件夹")
	}
	return ps
}

func (m mailbox) FirstDay() (checklist.Day, error) {
	if m.Since == "" {
		return 0, nil
	}
	return checklist.ParseDay(m.Since)
}
