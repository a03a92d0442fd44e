package inquire

import (
	"context"
	"fmt"
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
		d.say("数据库", Ill, err.Error(), "请看上面的原因；文件损坏的用最近的备份恢复")
	case store == nil:
		d.say("数据库", Warning, "还没有数据库", "导入清单（duban import）时自动建立")
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

func (d *doctor) say(part string, level Level, what, mend string) {
	d.tell(part, level, msg.Words(what), msg.Words(mend))
}

func (d *doctor) tell(part string, level Level, what, mend msg.Message) {
	d.all = append(d.all, Finding{part, level, what, mend})
}

func (d *doctor) configuration() {
	faults := d.c.Faults()
	for _, p := range faults {
		mend := p.Mend
		p.Mend = msg.Message{}
		d.tell("配置", Ill, p.Message(), mend)
	}
	o, err := office.Load(d.c)
	if err != nil {
		if len(faults) == 0 {
			d.tell("配置", Ill, msg.Of(err), msg.Words("用 duban config check 看全部问题"))
		}
		return
	}
	d.o = o
	if len(faults) == 0 {
		d.say("配置", Fine, "没有问题", "")
	}
	var without []string
	for _, p := range o.Directory.People() {
		if p.Mail == "" {
			without = append(without, p.Title)
		}
	}
	if len(without) > 0 {
		d.say("通讯录", Warning, fmt.Sprintf("%d人没有邮箱", len(without)), "在通讯录里补上；他们的事报到上级")
		return
	}
	d.say("通讯录", Fine, fmt.Sprintf("%d人，都有邮箱", len(o.Directory.People())), "")
}

// servers logs in to relays and mailboxes, and asks the relay whether it would take a
// letter from the office to its clerk.
func (d *doctor) servers(ctx context.Context) {
	tried, err := d.o.Try(ctx, d.now, d.dial)
	if err != nil {
		d.tell("服务器", Ill, msg.Of(err), msg.Words("用 duban config check 看全部问题"))
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
			d.say(part, Warning, "没有配置发信服务器，信存入文件夹，不外发", "写 [relay] 的 host")
		case !t.Works:
			d.tell(part, Ill, t.Found, msg.Words("用 duban config check --online 再试"))
		case t.Found.IsZero():
			d.say(part, Fine, "可以登录", "")
		default:
			d.tell(part, Fine, t.Found, msg.Message{})
		}
		for _, advice := range t.Advice {
			d.say(part, Warning, advice, "")
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
		d.tell(part, map[bool]Level{true: Fine, false: Ill}[refused.Works], refused.Found, msg.Message{})
	}
	for _, c := range d.o.Certificates() {
		if c.Expiring(d.now()) {
			d.say("证书", Warning, c.Name+" 的证书"+c.Until.In(d.o.Zone).Format(time.DateOnly)+"到期", "请管服务器的人换证书")
		}
	}
}

func (d *doctor) holidays() {
	years := d.o.UnpublishedYears(checklist.DayOf(d.now(), d.o.Zone))
	if len(years) == 0 {
		d.say("放假安排", Fine, "今年的齐全", "")
		return
	}
	for _, y := range years {
		d.say("放假安排", Warning, fmt.Sprintf("%d年的没有导入，按推算", y), "duban holidays add")
	}
}
