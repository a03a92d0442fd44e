package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"duban/checklist"
	"duban/internal/config"
	"duban/internal/office"
	"duban/internal/words"
	"duban/internal/zh"
)

// source is where this run reads its configuration.
func (a *app) source() config.Source {
	return config.Source{File: a.config, Getenv: a.getenv, Shipped: func() {
		if !a.toldShipped { // several parts of a command may read it
			a.warn(a.text(words.ShippedConfig))
		}
		a.toldShipped = true
	}}
}

// openOffice opens the office of --office, whose database must be there: only import,
// setup, ingest and serve make one. The caller closes its store.
func (a *app) openOffice(ctx context.Context) (*office.Office, error) {
	c, err := a.source().Office(a.office)
	if err != nil {
		return nil, err
	}
	a.speak(c)
	return office.OpenBefore(ctx, c)
}

// loadOffice loads all of the office but its database.
func (a *app) loadOffice() (*office.Office, error) { return a.loadBy(office.Load) }

func (a *app) loadBy(load func(*config.Config) (*office.Office, error)) (*office.Office, error) {
	c, err := a.source().Office(a.office)
	if err != nil {
		return nil, err
	}
	a.speak(c)
	return load(c)
}

// openOffices opens all offices of the configuration; see openAll.
func (a *app) openOffices(ctx context.Context, open office.Opening) ([]*office.Office, error) {
	configs, faulty := a.source().All()
	all, err := office.OpenAll(ctx, configs, open)
	return all, errors.Join(faulty, err)
}

// anyOffice opens the database for what concerns all its offices: through any of
// them that is right. It makes none.
func (a *app) anyOffice(ctx context.Context) (*office.Office, error) {
	offices, err := a.openOffices(ctx, (*office.Office).StoredBefore)
	if len(offices) == 0 {
		return nil, err
	}
	return offices[0], nil
}

// eachOffice does something for the office of --office, or for every one; it makes no
// database.
func (a *app) eachOffice(ctx context.Context, do func(*office.Office) error) error {
	if a.office != "" {
		o, err := a.openOffice(ctx)
		if err != nil {
			return err
		}
		defer o.Store.Close()
		return do(o)
	}
	offices, faulty := a.openOffices(ctx, (*office.Office).StoredBefore)
	if len(offices) == 0 {
		return faulty
	}
	defer offices[0].Store.Close()
	for _, o := range offices {
		if len(offices) > 1 {
			fmt.Fprintf(a.stdout, "%d %s：", o.Store.Office(), zh.Visible(o.Config.Title()))
		}
		if err := do(o); err != nil {
			return err
		}
	}
	return faulty
}

// loadAny is loadOffice for what concerns the whole database: any of its offices will do.
func (a *app) loadAny() (*office.Office, error) {
	all, err := a.source().All()
	if len(all) == 0 {
		return nil, err
	}
	return office.Load(all[0])
}

func (a *app) logger(c *config.Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Log.Level)) // validated
	opt := &slog.HandlerOptions{Level: level}
	handler := slog.Handler(slog.NewTextHandler(a.stderr, opt))
	if c.Log.Format == "json" {
		handler = slog.NewJSONHandler(a.stderr, opt)
	}
	return slog.New(words.LogHandler(words.Language(c.Log.Language), handler))
}

// day reads a day of the command line; empty is today in the office's zone.
func (a *app) day(flag, text string) (checklist.Day, error) {
	if text == "" {
		o, err := a.loadOffice()
		if err != nil {
			return 0, err
		}
		return checklist.DayOf(a.now(), o.Zone), nil
	}
	d, err := checklist.ParseDay(text)
	if err != nil {
		return 0, wrong(words.NotADay, flag, text)
	}
	return d, nil
}
