package config

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"duban/db"
	"duban/internal/msg"
)

// Location is where the data is: a file, or a server with the password to it.
func (c *Config) Location() (string, error) {
	if !db.OnServer(c.Database) {
		return c.Path(c.Database), nil
	}
	return WithPassword(c.Database, c.Path(c.DatabasePasswordFile))
}

// WithPassword is a server's address with the password that a file holds.
func WithPassword(location, file string) (string, error) {
	password, err := ReadSecret(file)
	if err != nil || password == "" {
		return location, err
	}
	u, err := url.Parse(location)
	if err != nil {
		return "", err
	}
	u.User = url.UserPassword(u.User.Username(), password)
	return u.String(), nil
}

// ReadSecret reads a password from a file that only this user may read.
func ReadSecret(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", msg.New("reading the password file", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return "", msg.New("password file readable by others", path, filepath.Base(path))
	}
	raw, err := os.ReadFile(path)
	return strings.TrimRight(string(raw), "\r\n"), err
}

// PrivatePaths are the files and folders, as far as the configuration names them, that
// hold passwords, mail addresses or mails: nobody but this user is to read them. They
// need not exist.
func (c *Config) PrivatePaths() (all []string) {
	named := []string{c.path, c.DirectoryFile, c.SMTP.KeyFile, c.Relay.Outbox}
	for _, f := range c.namedFiles() {
		if strings.HasSuffix(f.column, "password_file") || strings.HasSuffix(f.column, "secret_file") {
			named = append(named, f.path)
		}
	}
	for _, path := range named {
		if path != "" {
			all = append(all, c.Path(path))
		}
	}
	if file := c.Path(c.Database); file != "" && !db.OnServer(c.Database) {
		all = append(all, file, file+"-wal", file+"-shm", file+".files")
	}
	return all
}
