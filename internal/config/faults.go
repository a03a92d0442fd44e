package config

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/mail"
	"os"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
	"duban/inbox/imap"
)

// Faults finds what shows only when the files are looked at which the configuration
// names: the directory, passwords and certificates; and addresses that are still the
// example's although letters would really go out.
func (c *Config) Faults() checklist.Problems {
	ps := slices.Concat(c.directoryFaults(), c.fileFaults(), c.plainLogins(), c.takenProblems("office.sign", c.Office.Sign))
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
		return checklist.Problems{{Column: "directory", What: "没有通讯录文件 " + c.DirectoryFile, Mend: "改成它的文件名，或把通讯录写在本文件末尾"}}
	}
	return checklist.Problems{{Column: "directory", What: err.Error()}}
}

// namedFile is a file that the configuration names, and how it is looked at.
type namedFile struct {
	column string
	row    int // of its table; 0: found by the column
	path   string
	look   func(path string) (what string)
}

func (c *Config) fileFaults() (ps checklist.Problems) {
	for _, f := range c.namedFiles() {
		if f.path == "" {
			continue
		}
		if what := f.look(c.Path(f.path)); what != "" {
			ps = append(ps, checklist.Problem{Row: f.row, Column: f.column, What: what})
		}
	}
	return ps
}

func (c *Config) namedFiles() (all []namedFile) {
	if db.OnServer(c.Database) {
		all = append(all, namedFile{"database_password_file", 0, c.DatabasePasswordFile, secretFault})
	}
	if c.Relay.Host != "" {
		all = append(all, namedFile{"relay.password_file", 0, c.Relay.PasswordFile, secretFault}, namedFile{"relay.ca_file", 0, c.Relay.CAFile, rootsFault})
		for i, r := range c.Relay.Fallback {
			key, row := fmt.Sprintf("relay.fallback（第%d个）.", i+1), c.row("relay.fallback", i)
			all = append(all, namedFile{key + "password_file", row, r.PasswordFile, secretFault}, namedFile{key + "ca_file", row, r.CAFile, rootsFault})
		}
	}
	all = append(all, namedFile{"alarm.secret_file", 0, c.Alarm.SecretFile, secretFault})
	for i, m := range c.IMAP {
		key, row := fmt.Sprintf("imap（第%d个）.", i+1), c.row("imap", i)
		all = append(all, namedFile{key + "password_file", row, m.PasswordFile, secretFault}, namedFile{key + "ca_file", row, m.CAFile, rootsFault})
	}
	if c.SMTP.Listen != "" && c.SMTP.KeyFile != "" {
		all = append(all, namedFile{"smtp.cert_file", 0, c.SMTP.CertFile, func(path string) string {
			if _, err := tls.LoadX509KeyPair(path, c.Path(c.SMTP.KeyFile)); err != nil {
				return "证书或私钥读不出：" + fileWords(err)
			}
			return ""
		}})
	}
	return all
}

func secretFault(path string) string {
	_, err := ReadSecret(path)
	switch {
	case err == nil:
		return ""
	case errors.Is(err, os.ErrNotExist):
		return "没有密码文件 " + path + "；请把密码写在里面，再 chmod 600"
	}
	return fileWords(err)
}

func rootsFault(path string) string {
	pem, err := os.ReadFile(path)
	if err != nil {
		return "证书读不出：" + fileWords(err)
	}
	if !x509.NewCertPool().AppendCertsFromPEM(pem) {
		return path + " 里没有 PEM 格式的证书"
	}
	return ""
}

// fileWords are an error's, where it is one of files in the clerk's language.
func fileWords(err error) string {
	var path *os.PathError
	switch {
	case !errors.As(err, &path):
		return err.Error()
	case errors.Is(err, os.ErrNotExist):
		return "找不到 " + path.Path
	case errors.Is(err, os.ErrPermission):
		return "没有权限：" + path.Path
	}
	return err.Error()
}

// plainLogins finds relays to which the password would go in plain text: it is not said
// to them (notify/relay), so no letter goes.
func (c *Config) plainLogins() (ps checklist.Problems) {
	for i, r := range c.Relays() {
		key, row := "relay.tls", 0
		if i > 0 {
			key, row = fmt.Sprintf("relay.fallback（第%d个）.tls", i), c.row("relay.fallback", i-1)
		}
		if r.TLS == "none" && r.User != "" && !imap.IsThisMachine(r.Host) {
			ps = append(ps, checklist.Problem{Row: row, Column: key, What: "不加密的连接不能登录，密码会被别人看见", Mend: "请写 starttls 或 implicit；证书是本单位自己签的，写 ca_file"})
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
			ps = append(ps, checklist.Problem{Column: a.key, What: a.address + " 还是示例地址", Mend: "改成本单位的督办信箱"})
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
		list := strings.Join(names[:min(most, len(names))], "、")
		ps = append(ps, checklist.Problem{File: c.DirectoryFile, Row: row, Column: "通讯录", What: fmt.Sprintf("%d个邮箱还是示例地址（%s）", len(names), list), Mend: "改成各人的邮箱"})
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
