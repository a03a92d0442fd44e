package inquire

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// database checks all that is stored, as duban check does.
func (d *doctor) database(ctx context.Context) {
	broken, err := d.o.Broken(ctx, d.now())
	switch {
	case err != nil:
		d.say("数据库", Ill, err.Error(), "停掉 duban serve，用最近的备份恢复")
	case len(broken) > 0:
		d.say("数据库", Ill, fmt.Sprintf("核对出%d处不符", len(broken)), "duban check 列出每一处")
	default:
		d.say("数据库", Fine, "核对无误", "")
	}
}

// running says what stands still, when each source was last read, and which addresses
// bounce.
func (d *doctor) running(ctx context.Context) {
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
	if err := errors.Join(err, err2, err3); err != nil {
		d.say("数据库", Ill, err.Error(), "用 duban check 核对")
	}
}

// backupAge is how old the newest backup may be.
const backupAge = 7 * 24 * time.Hour

// backup says when all was last backed up by duban backup; copies made by other means
// are not known here.
func (d *doctor) backup(ctx context.Context) {
	const mend = "duban backup 文件名；最好每天定时执行"
	at, err := d.o.Store.LastBackup(ctx)
	day := at.In(d.o.Zone).Format(time.DateOnly)
	switch {
	case err != nil:
		d.say("备份", Ill, err.Error(), "用 duban check 核对")
	case at.IsZero():
		d.say("备份", Warning, "还没有备份过", mend)
	case d.now().Sub(at) > backupAge:
		d.say("备份", Warning, fmt.Sprintf("最近一次在%s，已有%d天", day, int(d.now().Sub(at)/(24*time.Hour))), mend)
	default:
		d.say("备份", Fine, "最近一次在"+day, "")
	}
}
