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

// Finding is what the doctor says of one part, in Chinese, with the mend.
type Finding struct {
	Part  string
	Level Level
	What  msg.Message
	Mend  msg.Message
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
		d.say("数据库", Ill, msg.Of(err), msg.New("restore a backup if the file is damaged"))
	case store == nil:
		d.say("数据库", Warning, msg.New("no database yet"), msg.New("duban import makes it"))
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

func (d *doctor) say(part string, level Level, what, mend msg.Message) {
	d.all = append(d.all, Finding{part, level, what, mend})
}

func (d *doctor) configuration() {
	faults := d.c.Faults()
	for _, p := range faults {
		mend := p.Mend
		p.Mend = msg.Message{}
		d.say("配置", Ill, p.Message(), mend)
	}
	o, err := office.Load(d.c)
	if err != nil {
		if len(faults) == 0 {
			d.say("配置", Ill, msg.Of(err), msg.New("duban config check lists all faults"))
		}
		return
	}
	d.o = o
	if len(faults) == 0 {
		d.say("配置", Fine, msg.New("in order"), msg.Message{})
	}
	var without []string
	for _, p := range o.Directory.People() {
		if p.Mail == "" {
			without = append(without, p.Title)
		}
	}
	if len(without) > 0 {
		d.say("通讯录", Warning, msg.New("people without a mailbox", len(without)), msg.New("add the mailboxes to the directory"))
		return
	}
	d.say("通讯录", Fine, msg.New("all have a mailbox", len(o.Directory.People())), msg.Message{})
}

// servers logs in to relays and mailboxes, and asks the relay whether it would take a
// letter from the office to its clerk.
func (d *doctor) servers(ctx context.Context) {
	tried, err := d.o.Try(ctx, d.now, d.dial)
	if err != nil {
		d.say("服务器", Ill, msg.Of(err), msg.New("duban config check lists all faults"))
		return
	}
	for _, t := range tried {
		part := map[string]string{office.RelayKind: "发信", office.ListenerKind: "收信"}[t.Kind]
		if part == "" {
			part = "信箱"
		}
		if t.Name != "" {
			part += "（" + t.Name + "）"
		}
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
			d.say(part, Warning, msg.Words(advice), msg.Message{})
		}
	}
	clerks := d.o.Directory.WithDuty(checklist.DutyClerk)
	if len(clerks) == 0 || clerks[0].Mail == "" {
		return
	}
	for _, refused := range d.o.TryLetter(ctx, d.now, d.dial, clerks[0].Mail) {
		part := "发信（" + refused.Name + "）"
		if slices.ContainsFunc(d.all, func(f Finding) bool { return f.Part == part && f.Level == Ill }) {
			continue // that nobody answers there is said already
		}
		d.say(part, map[bool]Level{true: Fine, false: Ill}[refused.Works], refused.Found, msg.Message{})
	}
	for _, c := range d.o.Certificates() {
		if c.Expiring(d.now()) {
			d.say("证书", Warning, msg.New("a certificate that ends", c.Name, c.Until.In(d.o.Zone).Format(time.DateOnly)), msg.New("have the certificate renewed"))
		}
	}
}

func (d *doctor) holidays() {
	years := d.o.UnpublishedYears(checklist.DayOf(d.now(), d.o.Zone))
	if len(years) == 0 {
		d.say("放假安排", Fine, msg.New("holidays of this year published"), msg.Message{})
		return
	}
	for _, y := range years {
		d.say("放假安排", Warning, msg.New("a year not imported", y), msg.Words("duban holidays add"))
	}
}
