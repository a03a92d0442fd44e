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
	"duban/db"
	"duban/scheduler"
)

// validate finds what reads well and makes no sense, all at once.
func (c *Config) validate() (ps checklist.Problems) {
	wrong := func(key, what, mend string) {
		ps = append(ps, checklist.Problem{Column: key, What: what, Mend: mend})
	}
	if c.Database == "" {
		wrong("database", "没有写数据库文件", "例如 duban-data/duban.db")
	}
	if u, err := url.Parse(c.Database); db.OnServer(c.Database) && (err != nil || u.Host == "" || u.Path == "" || u.User == nil) {
		wrong("database", "数据库服务器的地址不完整", "请写成 postgres://用户@服务器:5432/库名")
	} else if _, has := passwordIn(u); db.OnServer(c.Database) && has {
		wrong("database", "密码不写在配置里", "请放进只有本用户可读的文件，写在 database_password_file")
	}
	if c.Office.ID < 1 || c.Office.ID > db.MostOffices {
		wrong("office.id", fmt.Sprintf("%d不是机构编号", c.Office.ID), fmt.Sprintf("请写1到%d之间的整数", db.MostOffices))
	}
	if _, err := time.LoadLocation(c.Office.Zone); err != nil || c.Office.Zone == "" {
		wrong("office.zone", fmt.Sprintf("“%s”不是时区", c.Office.Zone), "例如 Asia/Shanghai")
	}
	for key, address := range map[string]string{"mail.from": c.Mail.From, "mail.reply_to": c.Mail.ReplyTo} {
		if a, err := mail.ParseAddress(address); (err != nil || a.Address != address) && (address != "" || key == "mail.from") {
			wrong(key, fmt.Sprintf("“%s”不是邮箱地址", address), "请写成 duban@example.com")
		}
	}
	ps = append(ps, c.relayProblems()...)
	if c.Relay.MaxAttempts < 1 {
		wrong("relay.max_attempts", "至少要试1次", "")
	}
	if c.Digest.Weekday < 1 || c.Digest.Weekday > 7 {
		wrong("digest.weekday", fmt.Sprintf("%d不是星期", c.Digest.Weekday), "1是周一，7是周日")
	}
	if c.Digest.SilenceAfter < 0 || c.Digest.SilenceAfter > 250 {
		wrong("digest.silence_after", fmt.Sprintf("%d不对", c.Digest.SilenceAfter), "请写0到250之间的工作日数，0 不告诉督办员")
	}
	if c.Digest.AttachUpTo.Bytes > checklist.MostEnclosed {
		wrong("digest.attach_up_to", "一封信最多附7MB", "请写7MB以下，例如 3MB；空着不附")
	}
	if c.LMTP.MaxSize.Bytes == 0 {
		wrong("lmtp.max_size", "没有写一封信最大多少", "例如 50MB")
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, strings.ToLower(c.Log.Level)) {
		wrong("log.level", fmt.Sprintf("“%s”不是日志级别", c.Log.Level), "请写 debug、info、warn 或 error")
	}
	languages := []string{"zh", "en"}
	if c.Language != "" && !slices.Contains(languages, c.Language) {
		wrong("language", fmt.Sprintf("没有“%s”这种语言", c.Language), "请写 zh 或 en，或空着")
	}
	if !slices.Contains(languages, c.Office.Language) {
		wrong("office.language", fmt.Sprintf("没有“%s”这种语言", c.Office.Language), "请写 zh 或 en")
	}
	if !slices.Contains(languages, c.Log.Language) {
		wrong("log.language", fmt.Sprintf("没有“%s”这种语言", c.Log.Language), "请写 zh 或 en")
	}
	if _, err := CellTemplate(c.Export.Cell); err != nil {
		wrong("export.cell", fmt.Sprintf("模板不对：%v", err), "照 config.toml 里的例子写")
	}
	if c.Deadline.AtOnce < 0 || c.Deadline.AtOnce > 250 {
		wrong("deadline.at_once", fmt.Sprintf("%d不对", c.Deadline.AtOnce), "请写1到250之间的工作日数，不写是5")
	}
	for _, alias := range c.Deadline.Aliases {
		if name, day, ok := strings.Cut(alias, "="); !ok || name == "" || day == "" {
			wrong("deadline.aliases", fmt.Sprintf("“%s”读不懂", alias), "请写成 汛期前=4月15日前")
		}
	}
	if !c.Inbox.Unproven.Known() {
		wrong("inbox.unproven", fmt.Sprintf("“%s”不是处理办法", c.Inbox.Unproven), "请写 confirm-verdicts、confirm-all、hold 或 believe")
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
		ps = append(ps, checklist.Problem{Column: "ladder.most_letters", What: fmt.Sprintf("%d不对", c.Ladder.MostLetters), Mend: "请写一轮最多几封信，0 不限"})
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
		return checklist.Problems{{Column: key, What: fmt.Sprintf("发信时间从%s到%s，结束不晚于开始", clockWords(h.From), clockWords(h.Until)),
			Mend: "请写成 hours = \"08:30-18:00\"，不能跨过零点"}}
	}
	if spread := c.Ladder.Spread.Duration; spread >= h.Until-h.From {
		ps = append(ps, checklist.Problem{Column: "ladder.spread", What: fmt.Sprintf("从%s起分散%s，过了发信时间（到%s为止）", clockWords(h.From), spread, clockWords(h.Until)),
			Mend: "请写得短些，或放宽 ladder.hours：过了时间的信当天不再发"})
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
