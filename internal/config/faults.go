package config

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/mail"
	"os"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
	"duban/inbox/imap"
	"duban/internal/msg"
)

// Faults finds what shows only when the files are looked at which the configuration
// names: the directory, passwords and certificates; and addresses that are still the
// example's although letters would really go out.
func (c *Config) Faults() checklist.Problems {
	ps := slices.Concat(c.directoryFaults(), c.fileFaults(), c.plainLogins(), takenProblems("office.sign", c.Office.Sign, c.partyNames))
	ps = c.located(append(ps, c.exampleFaults()...))
	for i := range ps {
		if ps[i].File == "" {
			ps[i].File = c.path
		}
	}
	return ps
}

// hasDirectory: a file without any is not finished yet.
func (c *Config) hasDirectory() bool {
	return c.DirectoryFile != "" || len(c.People.Department)+len(c.People.Post)+len(c.People.Group) > 0
}

func (c *Config) directoryFaults() checklist.Problems {
	_, err := c.Directory()
	var ps checklist.Problems
	switch {
	case errors.As(err, &ps), err == nil:
		return ps
	case errors.Is(err, os.ErrNotExist):
		return checklist.Problems{{Column: "directory", What: msg.New("no directory file", c.DirectoryFile), Mend: msg.New("name the file or write the directory here")}}
	}
	return checklist.Problems{{Column: "directory", What: msg.Of(err)}}
}

// namedFile is a file that the configuration names, and how it is looked at.
type namedFile struct {
	column string
	nth    int // of several tables
	row    int // of its table; 0: found by the column
	path   string
	look   func(path string) (what msg.Message)
}

func (c *Config) fileFaults() (ps checklist.Problems) {
	for _, f := range c.namedFiles() {
		if f.path == "" {
			continue
		}
		if what := f.look(c.Path(f.path)); !what.IsZero() {
			ps = append(ps, checklist.Problem{Row: f.row, Column: f.column, Nth: f.nth, What: what})
		}
	}
	return ps
}

func (c *Config) namedFiles() (all []namedFile) {
	if db.OnServer(c.Database) {
		all = append(all, namedFile{"database_password_file", 0, 0, c.DatabasePasswordFile, secretFault})
	}
	if c.Relay.Host != "" {
		all = append(all, namedFile{"relay.password_file", 0, 0, c.Relay.PasswordFile, secretFault}, namedFile{"relay.ca_file", 0, 0, c.Relay.CAFile, rootsFault})
		for i, r := range c.Relay.Fallback {
			row := c.row("relay.fallback", i)
			all = append(all, namedFile{"relay.fallback.password_file", i + 1, row, r.PasswordFile, secretFault}, namedFile{"relay.fallback.ca_file", i + 1, row, r.CAFile, rootsFault})
		}
	}
	all = append(all, namedFile{"alarm.secret_file", 0, 0, c.Alarm.SecretFile, secretFault})
	for i, m := range c.IMAP {
		row := c.row("imap", i)
		all = append(all, namedFile{"imap.password_file", i + 1, row, m.PasswordFile, secretFault}, namedFile{"imap.ca_file", i + 1, row, m.CAFile, rootsFault})
	}
	if c.SMTP.Listen != "" && c.SMTP.KeyFile != "" {
		all = append(all, namedFile{"smtp.cert_file", 0, 0, c.SMTP.CertFile, func(path string) msg.Message {
			if _, err := tls.LoadX509KeyPair(path, c.Path(c.SMTP.KeyFile)); err != nil {
				return msg.New("reading certificate and key", fileFault(err))
			}
			return msg.Message{}
		}})
	}
	return all
}

func secretFault(path string) msg.Message {
	_, err := ReadSecret(path)
	switch {
	case err == nil:
		return msg.Message{}
	case errors.Is(err, os.ErrNotExist):
		return msg.New("no such password file", path)
	}
	return fileFault(err)
}

func rootsFault(path string) msg.Message {
	pem, err := os.ReadFile(path)
	if err != nil {
		return msg.New("reading a certificate", fileFault(err))
	}
	if !x509.NewCertPool().AppendCertsFromPEM(pem) {
		return msg.New("no PEM certificate in the file", path)
	}
	return msg.Message{}
}

// fileFault is what an error says of a file, where it is one of files.
func fileFault(err error) msg.Message {
	var path *os.PathError
	switch {
	case !errors.As(err, &path):
		return msg.Of(err)
	case errors.Is(err, os.ErrNotExist):
		return msg.New("does not exist", path.Path)
	case errors.Is(err, os.ErrPermission):
		return msg.New("no permission", path.Path)
	}
	return msg.Of(err)
}

// plainLogins finds relays to which the password would go in plain text: it is not said
// to them (notify/relay), so no letter goes.
func (c *Config) plainLogins() (ps checklist.Problems) {
	for i, r := range c.Relays() {
		key, row := "relay.tls", 0
		if i > 0 {
			key, row = "relay.fallback.tls", c.row("relay.fallback", i-1)
		}
		if r.TLS == "none" && r.User != "" && !imap.IsThisMachine(r.Host) {
			ps = append(ps, checklist.Problem{Row: row, Column: key, Nth: i, What: msg.New("login over an unencrypted connection"), Mend: msg.New("encrypt, name ca_file")})
		}
	}
	return ps
}

// exampleFaults finds addresses of the example once a relay outside of this machine is
// there to carry letters to them. The domain .example is nobody's (RFC 2606).
func (c *Config) exampleFaults() (ps checklist.Problems) {
	if host := c.Relay.Host; host == "" || imap.IsThisMachine(host) || isExample(host) {
		return nil
	}
	for _, a := range []struct{ key, address string }{{"mail.from", c.Mail.From}, {"mail.reply_to", c.Mail.ReplyTo}} {
		if isExample(a.address) {
			ps = append(ps, checklist.Problem{Column: a.key, What: msg.New("still the example's address", a.address), Mend: msg.New("write your own follow-up mailbox")})
		}
	}
	entries, err := c.Entries()
	var names []string
	row := 0
	for _, e := range entries {
		if isExample(e.Mail) {
			if row == 0 {
				row = e.Row
			}
			names = append(names, e.Name)
		}
	}
	if err == nil && len(names) > 0 {
		const most = 5
		ps = append(ps, checklist.Problem{File: c.DirectoryFile, Row: row, Field: msg.New("the directory"), What: msg.New("mailboxes of the example", len(names), names[:min(most, len(names))]), Mend: msg.New("write everybody's own mailbox")})
	}
	return ps
}

// isExample reports whether an address or a host is of a domain that is kept for
// examples (RFC 2606, sections 2 and 3).
func isExample(address string) bool {
	domain := address
	if a, err := mail.ParseAddress(address); err == nil {
		domain = a.Address[strings.LastIndexByte(a.Address, '@')+1:]
	}
	domain = "." + strings.ToLower(domain)
	for _, kept := range []string{".example", ".example.com", ".example.net", ".example.org", ".invalid", ".test"} {
		if strings.HasSuffix(domain, kept) {
			return true
		}
	}
	return false
}
