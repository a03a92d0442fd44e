package main

import (
	"context"
	"net/url"

	"duban/db"
)

func (h *house) openStore(ctx context.Context) (*db.Store, error) {
	location, err := h.conf.database()
	if err != nil {
		return nil, err
	}
	return db.Open(ctx, location, h.options())
}

// database is where the data is: a file, or a server with the password to it.
func (c *config) database() (string, error) {
	if !db.OnServer(c.Database) {
		return c.at(c.Database), nil
	}
	return withPassword(c.Database, c.at(c.DatabasePasswordFile))
}

// withPassword is a server's address with the password that a file holds.
func withPassword(location, file string) (string, error) {
	password, err := readSecret(file)
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

// options are what the store has to know of the office.
func (h *house) options() db.Options {
	return db.Options{Office: h.conf.Office.ID, Name: h.conf.Office.Name, Zone: h.zone, Domain: h.domain()}
}
