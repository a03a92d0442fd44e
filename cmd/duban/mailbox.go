package main

import (
	"cmp"
	"crypto/x509"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"time"

	"duban/checklist"
	"duban/inbox"
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

// withDefaults fills in what a table leaves out: encrypted, and INBOX.
func (m mailbox) withDefaults() mailbox {
	m.Name = cmp.Or(m.Name, m.User)
	m.TLS = cmp.Or(m.TLS, "implicit")
	if m.Port == 0 {
		m.Port = map[string]int{"implicit": 993}[m.TLS]
		m.Port = cmp.Or(m.Port, 143)
	}
	if len(m.Folders) == 0 {
		m.Folders = []string{"INBOX"}
	}
	m.Poll.Duration = cmp.Or(m.Poll.Duration, time.Minute)
	return m
}

// mailboxProblems finds what makes no sense in the [[imap]] tables.
func (c *config) mailboxProblems() (ps checklist.Problems) {
	var names []string
	for i, m := range c.IMAP {
		m = m.withDefaults()
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
	_, err := m.since()
	wrong(err != nil, "since", fmt.Sprintf("“%s”不是日期", m.Since), "请写成 2026-04-01")
	for i, folder := range m.Folders {
		wrong(slices.Contains(m.Folders[:i], folder), "folders", fmt.Sprintf("“%s”写了两次", folder), "删去一个")
		wrong(folder == m.Processed || folder == m.Failed, "folders", fmt.Sprintf("“%s”又收信又存放处理过的信", folder), "processed 和 failed 用另外的文件夹")
	}
	return ps
}

func (m mailbox) since() (checklist.Day, error) {
	if m.Since == "" {
		return 0, nil
	}
	return checklist.ParseDay(m.Since)
}

// mailboxes are the accounts to read, with their passwords, each for a receiver.
func (h *house) mailboxes(receiver imap.Receiver, dial dialer, now func() time.Time, log *slog.Logger) (list []*imap.Mailbox, err error) {
	for _, m := range h.conf.IMAP {
		m = m.withDefaults()
		box := &imap.Mailbox{Receiver: receiver, Positions: inbox.Cursors{Store: h.store}, Now: now, Log: log, Name: m.Name, Host: m.Host, Port: m.Port, TLS: m.TLS, User: m.User, Dial: dial,
			Folders: m.Folders, Processed: m.Processed, Failed: m.Failed, Poll: m.Poll.Duration, MaxBytes: h.conf.LMTP.MaxSize.Bytes}
		box.Since, _ = m.since() // validated
		if box.Password, err = readSecret(h.conf.at(m.PasswordFile)); err != nil {
			return nil, err
		}
		if box.Roots, err = h.roots(m.CAFile); err != nil {
			return nil, err
		}
		list = append(list, box)
	}
	return list, nil
}

// roots are the certificates that a file adds to those of the system: offices
// often have an authority of their own.
func (h *house) roots(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(h.conf.at(file))
	if err != nil {
		return nil, fmt.Errorf("读证书：%w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("读证书：%s 里没有 PEM 格式的证书", file)
	}
	return pool, nil
}

// sources are the names of all ways in.
func (h *house) sources(boxes []*imap.Mailbox) (names []string) {
	names = h.listenerSources()
	for _, box := range boxes {
		names = append(names, box.Sources()...)
	}
	return names
}
