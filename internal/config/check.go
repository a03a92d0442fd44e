package config

import (
	"fmt"
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/scheduler"
)

// validate finds what reads well and makes no sense, all at once.
func (c *Config) validate() (ps checklist.Problems) {
	wrong := func(key string, what, mend msg.Message) {
		ps = append(ps, checklist.Problem{Column: key, What: what, Mend: mend})
	}
	if c.Database == "" {
		wrong("database", msg.New("no database file"), msg.New("for example", "duban-data/duban.db"))
	}
	if u, err := url.Parse(c.Database); db.OnServer(c.Database) && (err != nil || u.Host == "" || u.Path == "" || u.User == nil) {
		wrong("database", msg.New("incomplete address of a database server"), msg.New("write the address of a database server"))
	} else if _, has := passwordIn(u); db.OnServer(c.Database) && has {
		wrong("database", msg.New("a password in the configuration"), msg.New("use database_password_file"))
	}
	if c.Office.ID < 1 || c.Office.ID > db.MostOffices {
		wrong("office.id", msg.New("not an office's number", c.Office.ID), msg.New("a whole number from 1 to", db.MostOffices))
	}
	if _, err := time.LoadLocation(c.Office.Zone); err != nil || c.Office.Zone == "" {
		wrong("office.zone", msg.New("not a time zone", c.Office.Zone), msg.New("for example", "Asia/Shanghai"))
	}
	for _, x := range []struct{ key, address string }{{"mail.from", c.Mail.From}, {"mail.reply_to", c.Mail.ReplyTo}} {
		if a, err := mail.ParseAddress(x.address); (err != nil || a.Address != x.address) && (x.address != "" || x.key == "mail.from") {
			wrong(x.key, msg.New("not a mail address", x.address), msg.New("write as", "duban@example.com"))
		}
	}
	ps = append(ps, c.relayProblems()...)
	if c.Relay.MaxAttempts < 1 {
		wrong("relay.max_attempts", msg.New("at least 1 attempt"), msg.Message{})
	}
	if c.Digest.Weekday < 1 || c.Digest.Weekday > 7 {
		wrong("digest.weekday", msg.New("not a weekday", c.Digest.Weekday), msg.New("weekdays are 1 to 7"))
	}
	if c.Digest.SilenceAfter < 0 || c.Digest.SilenceAfter > 250 {
		wrong("digest.silence_after", msg.New("wrong number", c.Digest.SilenceAfter), msg.New("0 to 250 workdays"))
	}
	if c.Digest.AttachUpTo.Bytes > letter.MostEnclosed {
		wrong("digest.attach_up_to", msg.New("a letter carries 7 MB"), msg.New("less than 7MB"))
	}
	if c.LMTP.MaxSize.Bytes == 0 {
		wrong("lmtp.max_size", msg.New("no size of a mail"), msg.New("for example", "50MB"))
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, strings.ToLower(c.Log.Level)) {
		wrong("log.level", msg.New("not a log level", c.Log.Level), msg.New("write one of", msg.Choice{"debug", "info", "warn", "error"}))
	}
	languages := []string{"zh", "en"}
	if c.Language != "" && !slices.Contains(languages, c.Language) {
		wrong("language", msg.New("no such language", c.Language), msg.New("zh or en or nothing"))
	}
	if !slices.Contains(languages, c.Office.Language) {
		wrong("office.language", msg.New("no such language", c.Office.Language), msg.New("write one of", msg.Choice{"zh", "en"}))
	}
	if !slices.Contains(languages, c.Log.Language) {
		wrong("log.language", msg.New("no such language", c.Log.Language), msg.New("write one of", msg.Choice{"zh", "en"}))
	}
	if _, err := CellTemplate(c.Export.Cell); err != nil {
		wrong("export.cell", msg.New("wrong template", err), msg.New("as in the example"))
	}
	if c.Deadline.AtOnce < 0 || c.Deadline.AtOnce > 250 {
		wrong("deadline.at_once", msg.New("wrong number", c.Deadline.AtOnce), msg.New("1 to 250 workdays"))
	}
	for _, alias := range c.Deadline.Aliases {
		if name, day, ok := strings.Cut(alias, "="); !ok || name == "" || day == "" {
			wrong("deadline.aliases", msg.New("cannot be read", alias), msg.New("write a phrase and its date"))
		}
	}
	if !c.Inbox.Unproven.Known() {
		wrong("inbox.unproven", msg.New("not a treatment", c.Inbox.Unproven), msg.New("write one of", msg.Choice{"confirm-verdicts", "confirm-all", "hold", "believe"}))
	}
	return slices.Concat(ps, c.opsProblems(), c.alarmProblems(), c.smtpProblems(), c.mailboxProblems(), c.ladderProblems(), c.letterProblems())
}

// Phrases are the office's own phrases and what they stand for.
func (c *Config) Phrases() map[string]string {
	out := map[string]string{}
	for _, alias := range c.Deadline.Aliases {
		name, day, _ := strings.Cut(alias, "=")
		out[strings.TrimSpace(name)] = strings.TrimSpace(day)
	}
	return out
}

func (c *Config) ladderProblems() (ps checklist.Problems) {
	name := func(err error, table string) {
		found, _ := err.(checklist.Problems)
		for _, p := range found {
			p.Column = table + "." + p.Column
			if p.Column == "ladder.shift" {
				p.Column = "calendar.policy"
			}
			ps = append(ps, p)
		}
	}
	name(c.UsualLadder().Validate(), "ladder")
	all := c.NamedLadders()
	for _, other := range slices.Sorted(maps.Keys(all)) {
		l := all[other]
		l.Shift = "" // told once
		name(l.Validate(), "ladders."+other)
	}
	ps = append(ps, c.hoursProblems()...)
	if c.Ladder.MostLetters < 0 {
		ps = append(ps, checklist.Problem{Column: "ladder.most_letters", What: msg.New("wrong number", c.Ladder.MostLetters), Mend: msg.New("letters a round")})
	}
	return ps
}

// hoursProblems: letters that are spread must all go on the day that they were written for.
func (c *Config) hoursProblems() (ps checklist.Problems) {
	h := c.Hours()
	if h.Until <= h.From {
		key := "ladder.hours"
		if c.Ladder.Hour.Of > 0 {
			key = "ladder.hour"
		}
		return checklist.Problems{{Column: key, What: msg.New("hours end before they begin", clockWords(h.From), clockWords(h.Until)),
			Mend: msg.New("write hours within a day")}}
	}
	if spread := c.Ladder.Spread.Duration; spread >= h.Until-h.From {
		ps = append(ps, checklist.Problem{Column: "ladder.spread", What: msg.New("spread beyond the hours", clockWords(h.From), spread, clockWords(h.Until)),
			Mend: msg.New("less spread or wider hours")})
	}
	return ps
}

func clockWords(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d", int(d.Hours()), int(d.Minutes())%60)
}

// Hours are when letters of the day leave, on days yet to be told apart.
func (c *Config) Hours() checklist.Hours {
	h := checklist.Hours{From: c.Ladder.Hours.From, Until: c.Ladder.Hours.Until}
	if c.Ladder.Hour.Of > 0 {
		h.From = c.Ladder.Hour.Of
	}
	return h
}

// NamedLadders are those beside the usual one, by name.
func (c *Config) NamedLadders() map[string]scheduler.Ladder {
	out := map[string]scheduler.Ladder{}
	for name, t := range c.Ladders {
		l := c.UsualLadder()
		l.Before, l.SupervisorAfter, l.DirectorAfter = t.Before, t.SupervisorAfter, t.DirectorAfter
		if t.Overdue != nil {
			l.Overdue = t.Overdue
		}
		l.ThenEvery, l.LaterAfter, l.LaterEvery = or(t.ThenEvery, l.ThenEvery), or(t.LaterAfter, l.LaterAfter), or(t.LaterEvery, l.LaterEvery)
		l.Progress = scheduler.Progress(or(t.ProgressEvery, string(l.Progress)))
		out[name] = l
	}
	return out
}

// or is what a table says, or where it says nothing the usual.
func or[T any](said *T, usual T) T {
	if said != nil {
		return *said
	}
	return usual
}

func (c *Config) UsualLadder() scheduler.Ladder {
	l := c.Ladder
	return scheduler.Ladder{Assign: true, Before: l.Before, Overdue: l.Overdue, ThenEvery: l.ThenEvery, LaterAfter: l.LaterAfter, LaterEvery: l.LaterEvery,
		Progress: scheduler.Progress(l.ProgressEvery), SupervisorAfter: l.SupervisorAfter, DirectorAfter: l.DirectorAfter, Shift: scheduler.Shift(c.Calendar.Policy)}
}

func passwordIn(u *url.URL) (string, bool) {
	if u == nil || u.User == nil {
		return "", false
	}
	return u.User.Password()
}
