package inquire

import (
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/config"
	"duban/internal/msg"
	"duban/internal/office"
)

// Level is how bad a finding is.
type Level string

const (
	Fine    Level = "ok"
	Warning Level = "warning"
	Ill     Level = "fault"
)

// Finding is what the doctor says of one part, with the mend.
type Finding struct {
	Part  msg.Message
	Level Level
	What  msg.Message
	Mend  msg.Message
}

// The parts that are examined, but for the servers, which have names (partOf).
var (
	partConfig       = msg.New("part: configuration")
	partDirectory    = msg.New("part: directory")
	partServers      = msg.New("part: servers")
	partHolidays     = msg.New("part: holidays")
	partDisk         = msg.New("part: disk")
	partPermissions  = msg.New("part: permissions")
	partDatabase     = msg.New("part: database")
	partRunning      = msg.New("part: running")
	partLoop         = msg.New("part: loop")
	partCertificates = msg.New("part: certificates")
	partBackup       = msg.New("part: backup")
	partClock        = msg.New("part: clock")
	partBounces      = msg.New("part: bounces")
)

// partOf names a server that was tried.
func partOf(t office.Tried) msg.Message {
	switch {
	case t.Kind == office.RelayKind && t.Name == "":
		return msg.New("part: no relay")
	case t.Kind == office.RelayKind:
		return msg.New("part: relay", t.Name)
	case t.Kind == office.ListenerKind:
		return msg.New("part: receiving", t.Name)
	}
	return msg.New("part: mailbox", t.Name)
}

// doctor examines one office; nothing is sent, and nothing is changed but by Loop.
type doctor struct {
	c    *config.Config
	o    *office.Office
	now  func() time.Time
	dial office.Dialer
	all  []Finding

	looped time.Time // when the letter to ourselves set out, if it came back
}

// Doctor examines an office from its configuration on: what cannot be opened is a
// finding, and the rest is examined all the same. With loop a letter goes to the office's
// own mailbox and is waited for.
func Doctor(ctx context.Context, c *config.Config, now func() time.Time, dial office.Dialer, loop bool) []Finding {
	d := &doctor{c: c, now: now, dial: dial}
	d.configuration()
	if d.o == nil {
		return d.all
	}
	d.servers(ctx)
	d.holidays()
	d.disk()
	d.permissions()
	store, err := d.o.ExistingStore(ctx)
	switch {
	case err != nil:
		d.say(partDatabase, Ill, msg.Of(err), msg.New("restore a backup if the file is damaged"))
	case store == nil:
		d.say(partDatabase, Warning, msg.New("no database yet"), msg.New("duban import makes it"))
	default:
		defer store.Close()
		d.o.Store = store
		d.database(ctx)
		d.running(ctx)
		d.backup(ctx)
		if loop {
			d.loop(ctx)
		}
		d.clock(ctx)
	}
	return d.all
}

func (d *doctor) say(part msg.Message, level Level, what, mend msg.Message) {
	d.all = append(d.all, Finding{part, level, what, mend})
}

func (d *doctor) configuration() {
	faults := d.c.Faults()
	for _, p := range faults {
		mend := p.Mend
		p.Mend = msg.Message{}
		d.say(partConfig, Ill, p.Message(), mend)
	}
	o, err := office.Load(d.c)
	if err != nil {
		if len(faults) == 0 {
			d.say(partConfig, Ill, msg.Of(err), msg.New("duban config check lists all faults"))
		}
		return
	}
	d.o = o
	if len(faults) == 0 {
		d.say(partConfig, Fine, msg.New("in order"), msg.Message{})
	}
	var without []string
	for _, p := range o.Directory.People() {
		if p.Mail == "" {
			without = append(without, p.Title)
		}
	}
	if len(without) > 0 {
		d.say(partDirectory, Warning, msg.New("people without a mailbox", len(without)), msg.New("add the mailboxes to the directory"))
		return
	}
	d.say(partDirectory, Fine, msg.New("all have a mailbox", len(o.Directory.People())), msg.Message{})
}

// servers logs in to relays and mailboxes, and asks the relay whether it would take a
// letter from the office to its clerk.
func (d *doctor) servers(ctx context.Context) {
	tried, err := d.o.Try(ctx, d.now, d.dial)
	if err != nil {
		d.say(partServers, Ill, msg.Of(err), msg.New("duban config check lists all faults"))
		return
	}
	for _, t := range tried {
		part := partOf(t)
		switch {
		case t.Kind == office.RelayKind && t.Name == "":
			d.say(part, Warning, msg.New("no relay, letters stay in a folder"), msg.New("set the relay's host"))
		case !t.Works:
			d.say(part, Ill, t.Found, msg.New("try again online"))
		case t.Found.IsZero():
			d.say(part, Fine, msg.New("logged in"), msg.Message{})
		default:
			d.say(part, Fine, t.Found, msg.Message{})
		}
		for _, advice := range t.Advice {
			d.say(part, Warning, advice, msg.Message{})
		}
	}
	clerks := d.o.Directory.WithDuty(checklist.DutyClerk)
	if len(clerks) == 0 || clerks[0].Mail == "" {
		return
	}
	for _, refused := range d.o.TryLetter(ctx, d.now, d.dial, clerks[0].Mail) {
		part := partOf(refused)
		if slices.ContainsFunc(d.all, func(f Finding) bool { return f.Part.String() == part.String() && f.Level == Ill }) {
			continue // that nobody answers there is said already
		}
		d.say(part, map[bool]Level{true: Fine, false: Ill}[refused.Works], refused.Found, msg.Message{})
	}
	for _, c := range d.o.Certificates() {
		if c.Expiring(d.now()) {
			d.say(partCertificates, Warning, msg.New("a certificate that ends", c.Name, c.Until.In(d.o.Zone).Format(time.DateOnly)), msg.New("have the certificate renewed"))
		}
	}
}

func (d *doctor) holidays() {
	years := d.o.UnpublishedYears(checklist.DayOf(d.now(), d.o.Zone))
	if len(years) == 0 {
		d.say(partHolidays, Fine, msg.New("holidays of this year published"), msg.Message{})
		return
	}
	for _, y := range years {
		d.say(partHolidays, Warning, msg.New("a year not imported", y), msg.Words("duban holidays add"))
	}
}
