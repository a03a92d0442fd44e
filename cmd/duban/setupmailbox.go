package main

import (
	"context"
	"crypto/rand"
	"errors"
	"net/mail"
	"slices"
	"strconv"
	"time"

	"duban/checklist"
	"duban/internal/config"
	"duban/internal/office"
	"duban/internal/words"
	"duban/internal/zh"
)

func (d *dialog) askOffice(context.Context) error {
	asked := d.Name == ""
	if err := d.ask(&d.Name, "", anything, words.SetupName); err != nil {
		return err
	}
	if err := d.ask(&d.Sign, d.SignProposed(), anything, words.SetupSign); err != nil {
		return err
	}
	// Who sets an office up in Chinese has letters in Chinese; answers that were prepared
	// before there was a choice go on without one.
	if d.Letters == "" && (!asked || d.lang != words.English) {
		return nil
	}
	return d.ask(&d.Letters, string(words.English), isLanguage, words.SetupLetters)
}

func isLanguage(text string) error {
	if _, known := words.Parse(text); !known {
		return words.SetupNoLanguage.With(text)
	}
	return nil
}

// askMailbox asks for the mailbox and its servers until both let us in and a letter to
// itself has come back.
func (d *dialog) askMailbox(ctx context.Context) error {
	for {
		if err := d.askServers(); err != nil {
			return err
		}
		works, err := d.logIn(ctx)
		if err != nil {
			return err
		}
		if works {
			return d.echo(ctx)
		}
	}
}

func isAddress(text string) error {
	if a, err := mail.ParseAddress(text); err != nil || a.Address != text {
		return words.SetupNotAnAddress.With(text)
	}
	return nil
}

func (d *dialog) askServers() error {
	if err := d.ask(&d.Mail, "", isAddress, words.SetupMail); err != nil {
		return err
	}
	s, known := config.ServiceOf(d.Mail)
	if !known && d.SMTP != "" && d.IMAP != "" && d.Service == "" {
		d.Service = config.OwnService
	}
	if !known {
		if err := d.askService(); err != nil {
			return err
		}
		s, _ = config.ServiceNamed(d.Service, d.Mail)
	}
	d.Service = s.Name
	if s.Name == config.OwnService {
		if err := d.ask(&d.SMTP, s.SMTP, isServer(465), words.SetupSMTP); err != nil {
			return err
		}
		return d.ask(&d.IMAP, s.IMAP, isServer(993), words.SetupIMAP)
	}
	if d.SMTP == "" {
		d.SMTP = s.SMTP
	}
	if d.IMAP == "" {
		d.IMAP = s.IMAP
	}
	d.tell(words.SetupServers, d.text(words.ServiceNames[s.Name]), d.SMTP, d.IMAP)
	d.tell(words.ServiceHints[s.Name])
	return d.Remember()
}

func isServer(usual int) func(string) error {
	return func(text string) error {
		if _, err := config.ReadServer(text, usual); err != nil {
			return words.SetupNotAServer.With(text, usual)
		}
		return nil
	}
}

// askService asks whose mailbox it is, of an address that does not tell.
func (d *dialog) askService() error {
	offered := config.ForOffices()
	if _, known := config.ServiceNamed(d.Service, d.Mail); known {
		return nil
	}
	if d.Service == "" {
		d.tell(words.SetupWhichService)
		for i, s := range offered {
			d.tell(words.SetupChoice, i+1, d.text(words.ServiceNames[s.Name]))
		}
	}
	own := strconv.Itoa(1 + slices.IndexFunc(offered, func(s config.Service) bool { return s.Name == config.OwnService }))
	chosen := func(text string) (s config.Service, ok bool) {
		if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(offered) {
			return offered[n-1], true
		}
		return config.ServiceNamed(text, d.Mail)
	}
	if err := d.ask(&d.Service, own, func(text string) error {
		if _, ok := chosen(text); !ok {
			return words.SetupNoService.With(text, len(offered))
		}
		return nil
	}, words.SetupService); err != nil {
		return err
	}
	s, _ := chosen(d.Service)
	d.Service = s.Name
	return nil
}

// logIn asks for the password and tries both servers with it. What did not work is asked
// again: the password where a server refused the login, else address and servers.
func (d *dialog) logIn(ctx context.Context) (works bool, err error) {
	for tries := 0; ; tries++ {
		if d.PasswordFile == "" {
			password, err := d.secret(words.SetupPassword)
			if err != nil {
				return false, err
			}
			if password == "" {
				d.refuse(words.SetupEmpty.With())
				continue
			}
			if err := d.KeepPassword(password); err != nil {
				return false, err
			}
		}
		d.tell(words.SetupTrying)
		all, err := d.TryServers(ctx, d.now, d.dial)
		if ctx.Err() != nil {
			return false, words.SetupEnded.With()
		}
		if err != nil {
			d.refuse(err)
			d.forget()
			continue
		}
		works = true
		for _, t := range all {
			d.tell(words.Advice, zh.Visible(d.triedWords(t, nil)))
			for _, advice := range t.Advice {
				if !t.Works {
					d.tell(words.Advice, zh.Visible(words.Say(d.lang, advice)))
				}
			}
			works = works && t.Works
		}
		if works {
			return true, d.Remember()
		}
		if again, err := d.mendLogin(); err != nil || !again {
			return false, err
		}
	}
}

// mendLogin asks what was wrong: another password, or another address and servers.
func (d *dialog) mendLogin() (password bool, err error) {
	d.forget()
	text, err := d.line("1", words.SetupMend)
	if err != nil {
		return false, errors.Join(err, d.Remember())
	}
	if text != "2" {
		return true, d.Remember()
	}
	d.Mail, d.Service, d.SMTP, d.IMAP, d.User = "", "", "", "", ""
	return false, d.Remember()
}

// forget drops a password that did not work.
func (d *dialog) forget() {
	d.ForgetPassword()
	d.PasswordFile = ""
}

// echoPatience is how long a letter to itself is waited for before it is asked what to do.
const echoPatience = time.Minute

// echo sends a letter to the mailbox itself and waits until it has come back.
func (d *dialog) echo(ctx context.Context) error {
	if d.NoLetter {
		return nil
	}
	o, err := d.Office(checklist.DayOf(d.now(), time.UTC))
	if err != nil {
		return err
	}
	word := rand.Text()[:12]
	d.tell(words.SetupSending, d.Mail)
	if err := o.SendEcho(ctx, d.now, d.dial, word); err != nil {
		return d.echoFailed(ctx, words.SetupNotSent.With(err))
	}
	return d.awaitEcho(ctx, o, word)
}

func (d *dialog) awaitEcho(ctx context.Context, o *office.Office, word string) error {
	patience, stop := context.WithTimeout(ctx, echoPatience)
	defer stop()
	folder, err := o.AwaitEcho(patience, d.now, d.dial, word)
	switch {
	case err == nil:
		d.tell(words.SetupCameBack, zh.Visible(folder))
		d.NoLetter = true
		return d.Remember()
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return d.echoFailed(ctx, words.SetupNotBack.With(int(echoPatience.Seconds())))
}

// echoFailed asks whether to send another letter or to do without.
func (d *dialog) echoFailed(ctx context.Context, err error) error {
	d.refuse(err)
	text, err := d.line("1", words.SetupEchoAgain)
	switch {
	case err != nil:
		return err
	case text == "2":
		d.NoLetter = true
		return d.Remember()
	}
	return d.echo(ctx)
}
