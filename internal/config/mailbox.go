package config

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/inbox/imap"
	"duban/internal/msg"
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
			found = append(found, checklist.Problem{Column: "name", What: msg.New("name taken", m.Name), Mend: msg.New("a name for each mailbox")})
		}
		names = append(names, m.Name)
		for _, p := range found {
			p.Row, p.Column, p.Nth = c.row("imap", i), "imap."+p.Column, i+1
			ps = append(ps, p)
		}
	}
	return ps
}

func (m mailbox) problems() (ps checklist.Problems) {
	wrong := func(is bool, key string, what, mend msg.Message) {
		if is {
			ps = append(ps, checklist.Problem{Column: key, What: what, Mend: mend})
		}
	}
	wrong(m.Host == "", "host", msg.New("no server"), msg.New("for example", "imap.djzx.example"))
	wrong(m.User == "", "user", msg.New("no user"), msg.New("usually the whole mail address"))
	wrong(m.PasswordFile == "", "password_file", msg.New("no password file"), msg.New("a file of mode 600 with the password"))
	wrong(m.Port < 1 || m.Port > 65535, "port", msg.New("not a port", m.Port), msg.New("usually one of", 993, 143))
	wrong(!slices.Contains([]string{"starttls", "implicit", "none"}, m.TLS), "tls", msg.New("not a way of encryption", m.TLS), msg.New("write one of", msg.Choice{"implicit", "starttls", "none"}))
	wrong(m.TLS == "none" && !imap.IsThisMachine(m.Host), "tls", msg.New("an unencrypted connection to elsewhere"), msg.New("write one of", msg.Choice{"implicit", "starttls"}))
	wrong(m.Poll.Duration < 10*time.Second, "poll", msg.New("too often", m.Poll.Duration), msg.New("at least 10s"))
	_, err := m.FirstDay()
	wrong(err != nil, "since", msg.New("not a day", m.Since), msg.New("write as", "2026-04-01"))
	for i, folder := range m.Folders {
		wrong(slices.Contains(m.Folders[:i], folder), "folders", msg.New("written twice", folder), msg.New("delete one"))
		wrong(folder == m.Processed || folder == m.Failed, "folders", msg.New("a folder both read and filed into", folder), msg.New("other folders for processed and failed"))
	}
	return ps
}

func (m mailbox) FirstDay() (checklist.Day, error) {
	if m.Since == "" {
		return 0, nil
	}
	return checklist.ParseDay(m.Since)
}
