package main

import (
	"context"

	"duban/db"
)

func (h *house) openStore(ctx context.Context) (*db.Store, error) {
	location, err := h.conf.Location()
	if err != nil {
		return nil, err
	}
	return db.Open(ctx, location, h.options())
}

// options are what the store has to know of the office.
func (h *house) options() db.Options {
	return db.Options{Office: h.conf.Office.ID, Name: h.conf.Office.Name, Zone: h.zone, Domain: h.domain()}
}
