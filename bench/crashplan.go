package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// planDays are lived through, weekends and holidays among them: the first letters,
// reminders, the deadline, silence that climbs.
const (
	firstDay = "2026-04-22"
	planDays = 18
)

// crashPlan kills the daemon while it plans, several times a day, and goes on with
// the next day once this one's work is done.
func crashPlan(c *trial) (e ending, err error) {
	if err := importMany(c.victim, 200); err != nil {
		return e, err
	}
	day, err := time.ParseInLocation(time.DateOnly, firstDay, zone)
	if err != nil {
		return e, err
	}
	for left := planDays; left > 0; left-- {
		c.now = day.Add(8*time.Hour + 30*time.Minute).Format(time.RFC3339)
		for range (c.kills + left - 1) / left {
			c.kills--
			if err := c.dieWhilePlanning(); err != nil {
				return e, err
			}
		}
		if err := c.liveThroughTheDay(); err != nil {
			return e, fmt.Errorf("%s: %w", c.now, err)
		}
		day = day.AddDate(0, 0, 1)
	}
	ctx, done := soon()
	defer done()
	return c.end(ctx, func(string) bool { return true })
}

func (c *trial) dieWhilePlanning() error {
	if err := c.start(); err != nil {
		return err
	}
	time.Sleep(time.Duration(c.random.Int64N(int64(c.size.life * 5 / 4))))
	return c.kill()
}

func (c *trial) liveThroughTheDay() error {
	began := time.Now()
	if err := c.start(); err != nil {
		return err
	}
	ctx, done := soon()
	defer done()
	if err := c.idle(ctx); err != nil {
		return err
	}
	c.size.life = max(c.size.life, time.Since(began))
	return c.stop()
}

// importMany imports a list of so many items.
func importMany(v *victim, items int) error {
	var list strings.Builder
	list.WriteString("序号,具体内容,责任部门,完成时限\n")
	parties := []string{"技术服务部", "业务受理部", "权籍调查部会同技术服务部", "转移登记部", "抵押登记部", "房产登记部", "各业务部门"}
	for i := 1; i <= items; i++ {
		fmt.Fprintf(&list, "%d,第%d件：严格落实“一码通”。,%s,%d月%d日\n", i, i, parties[i%len(parties)], 4+i%2, 24+i%4)
	}
	if err := os.WriteFile(filepath.Join(v.dir, "清单.csv"), []byte(list.String()), 0o600); err != nil {
		return err
	}
	v.now = firstDay + "T08:00:00+08:00"
	if out, err := v.duban("import", "清单.csv", "--year", "2026", "--start", firstDay); err != nil {
		return fmt.Errorf("importing: %w: %s", err, out)
	}
	return nil
}
