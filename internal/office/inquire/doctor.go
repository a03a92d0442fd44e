package inquire

import (
	"context"
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/config"
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
	Part  string `json:"part"`
	Level Level  `json:"level"`
	What  string `json:"what"`
	Mend  string `json:"mend,omitempty"`
}

// doctor examines one office; nothing is sent, and nothing is changed but by Loop.
type doctor struct {
	c    *config.Config
	o    *office.Office
	now  func() time.Time
	dial office.Dialer
	all  []Finding
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
		if loop {
			d.loop(ctx)
		}
	}
	return d.all
}

func (d *doctor) say(part string, level Level, what, mend string) {
	d.all = append(d.all, Finding{part, level, what, mend})
}

func (d *doctor) configuration() {
	faults := d.c.Faults()
	for _, p := range faults {
		mend := p.Mend
		p.Mend = ""
		d.say("配置", Ill, p.String(), mend)
	}
	o, err := office.Load(d.c)
	if err != nil {
		if len(faults) == 0 {
			d.say("配置", Ill, err.Error(), "用 duban config check 看全部问题")
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
		d.say("服务器", Ill, err.Error(), "用 duban config check 看全部问题")
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
			d.say(part, Ill, t.Found, "用 duban config check --online 再试")
		case t.Found == "":
			d.say(part, Fine, "可以登录", "")
		default:
			d.say(part, Fine, t.Found, "")
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
		d.say("发信（"+refused.Name+"）", map[bool]Level{true: Fine, false: Ill}[refused.Works], refused.Found, "")
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

func (d *doctor) disk() {
	path := d.c.Path(d.c.Database)
	if db.OnServer(d.c.Database) {
		return
	}
	folder := path
	for ; folder != "." && folder != "/"; folder = filepath.Dir(folder) {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			break
		}
	}
	var fs syscall.Statfs_t
	if err := syscall.Statfs(folder, &fs); err != nil {
		d.say("磁盘", Warning, err.Error(), "")
		return
	}
	free := int64(fs.Bavail) * fs.Bsize >> 20
	switch {
	case free < 100:
		d.say("磁盘", Ill, fmt.Sprintf("只剩%dMB", free), "请腾出空间，满了就存不下来信")
	case free < 1024:
		d.say("磁盘", Warning, fmt.Sprintf("还剩%dMB", free), "请腾出空间")
	default:
		d.say("磁盘", Fine, fmt.Sprintf("还剩%dGB", free>>10), "")
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		d.say("权限", Warning, "别的用户也能读数据库文件", "chmod 600 "+path)
	}
}

func (d *doctor) database(ctx context.Context) {
	broken, err := d.o.Store.Check(ctx)
	switch {
	case err != nil:
		d.say("数据库", Ill, err.Error(), "停掉 duban serve，用最近的备份恢复")
	case len(broken) > 0:
		d.say("数据库", Ill, fmt.Sprintf("核对出%d处不符", len(broken)), "duban check 列出每一处")
	default:
		d.say("数据库", Fine, "核对无误", "")
	}
	troubles, err := troublesNow(ctx, d.o, d.now())
	for _, t := range troubles {
		d.say("运行", map[bool]Level{true: Ill, false: Warning}[t.Stops()], t.Sentence(d.o.Zone), "原因解决后自动恢复")
	}
	sources, err2 := d.o.Store.Sources(ctx)
	for _, s := range sources {
		switch {
		case s.Fault != "":
			d.say("收信（"+s.Name+"）", Warning, s.Fault, "")
		case s.OkMs > 0:
			d.say("收信（"+s.Name+"）", Fine, "最近成功 "+time.UnixMilli(s.OkMs).In(d.o.Zone).Format("2006-01-02 15:04"), "")
		}
	}
	faults, err3 := d.o.Store.Faults(ctx)
	var bounced int
	for _, f := range faults {
		if f.Fault != "" {
			bounced++
		}
	}
	if bounced > 0 {
		d.say("退信", Warning, fmt.Sprintf("%d个邮箱退信", bounced), "核对通讯录里的邮箱")
	}
	if i := slices.IndexFunc([]error{err, err2, err3}, func(err error) bool { return err != nil }); i >= 0 {
		d.say("数据库", Ill, []error{err, err2, err3}[i].Error(), "")
	}
}

// loopPatience is how long the letter to ourselves is waited for.
const loopPatience = 2 * time.Minute

// loop sends a letter to the office's own mailbox and waits until the intake has it.
func (d *doctor) loop(ctx context.Context) {
	began := d.now()
	to := d.o.Addresses()[len(d.o.Addresses())-1]
	id := fmt.Sprintf("doctor.%d@%s", began.UnixNano(), d.o.Domain())
	raw := fmt.Sprintf("From: <%s>\r\nTo: <%s>\r\nSubject: duban doctor\r\nDate: %s\r\nMessage-ID: <%s>\r\nAuto-Submitted: auto-generated\r\n\r\nduban doctor\r\n",
		d.c.Mail.From, to, began.Format(time.RFC1123Z), id)
	if _, err := mail.ParseAddress(to); err != nil || len(d.c.Relays()) == 0 {
		d.say("回路", Warning, "没有配置发信服务器，不能试", "写 [relay] 的 host")
		return
	}
	if err := d.o.SendRaw(ctx, d.now, d.dial, to, []byte(raw)); err != nil {
		d.say("回路", Ill, "试信没有发出："+err.Error(), "")
		return
	}
	for d.now().Sub(began) < loopPatience && ctx.Err() == nil {
		found, err := d.o.Store.MailKnown(ctx, id)
		if err == nil && found {
			d.say("回路", Fine, fmt.Sprintf("试信%d秒后收到", int(d.now().Sub(began).Seconds())), "")
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
	d.say("回路", Ill, "试信两分钟没有收到", "看 duban serve 是否在运行，信箱是否读得到")
}
