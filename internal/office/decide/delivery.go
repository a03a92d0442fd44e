package decide

import (
	"context"
	"errors"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
)

// Again says which failed letters are to go again: one by its number, those of a
// department or post, or, where neither is said, all.
type Again struct {
	Letter int64
	Name   string
}

// Resend lets failed letters go again; anew counts those of earlier days, for which
// letters of today are written instead.
func Resend(ctx context.Context, o *office.Office, now time.Time, a Again) (sent, anew int, err error) {
	f := db.ResendFilter{}
	if a.Letter != 0 {
		f.ID = o.Store.ID(a.Letter)
	}
	if a.Name != "" {
		p, err := o.Person(a.Name)
		if err != nil {
			return 0, 0, err
		}
		f.Person = p.ID
	}
	sent, anew, err = o.Store.Resend(ctx, now, f, clerk.ID)
	if errors.Is(err, checklist.ErrNotFound) {
		err = office.Refusal{Code: office.NoneFailed}
	}
	if err != nil {
		return 0, 0, err
	}
	return sent, anew, o.Store.TryNow(ctx, now)
}

// Revive takes the clerk's word that an address works; name is the address, or whose it
// is. What was held because of it goes as of today.
func Revive(ctx context.Context, o *office.Office, now time.Time, name string) (address string, err error) {
	f := db.AddressFault{Address: checklist.FoldMail(name), Why: msg.New("the clerk says that it works"), Actor: clerk.ID}
	if !strings.Contains(name, "@") {
		p, err := o.Person(name)
		if err != nil {
			return "", err
		}
		f.Address, f.Person = checklist.FoldMail(p.Mail), p.ID
	}
	err = o.Store.Revive(ctx, now, f)
	if errors.Is(err, checklist.ErrConflict) {
		return "", office.Refusal{Code: office.AddressSound, Name: name}
	}
	return f.Address, err
}
