package config

import (
	"fmt"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/internal/alarm"
)

// alarmProblems finds what makes no sense in the [alarm] table, and in the times of
// [ops] after which it speaks.
func (c *Config) alarmProblems() (ps checklist.Problems) {
	wrong := func(is bool, key, what, mend string) {
		if is {
			ps = append(ps, checklist.Problem{Column: key, What: what, Mend: mend})
		}
	}
	for _, after := range []struct {
		key string
		d   duration
	}{{"ops.queue_after", c.Ops.QueueAfter}, {"ops.mail_after", c.Ops.MailAfter}} {
		d := after.d.Duration
		wrong(d != 0 && (d < 10*time.Minute || d > 7*24*time.Hour), after.key, fmt.Sprintf("%v不合适", d), "写10m到168h，通常30m；0s 不管")
	}
	a := c.Alarm
	for key, address := range map[string]string{"alarm.webhook": a.Webhook, "alarm.ping": a.Ping} {
		u, err := url.Parse(address)
		wrong(address != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http"), key, "不是网址", "例如 https://…")
	}
	wrong(!slices.Contains(alarm.Formats, a.Format), "alarm.format", fmt.Sprintf("“%s”不是消息格式", a.Format), "请写 "+strings.Join(alarm.Formats, "、"))
	wrong(a.SecretFile != "" && !slices.Contains(alarm.SignedFormats, a.Format), "alarm.secret_file", "只有钉钉和飞书的机器人用签名密钥", "空着")
	wrong(a.Template != "" && a.Format != "json", "alarm.template", "机器人有自己的格式，不用模板", "format 写 json，或空着 template")
	_, err := alarm.Body(a.Template, alarm.Message{State: alarm.Fault, Text: "“”", Troubles: []alarm.Trouble{{}}})
	wrong(err != nil, "alarm.template", fmt.Sprintf("模板不对：%v", err), "照 config.toml 里的例子写")
	if len(a.Command) > 0 {
		_, err := exec.LookPath(c.commandPath())
		wrong(err != nil, "alarm.command", "没有 "+a.Command[0]+" 这个程序，或不能运行", "写程序的完整路径和各个参数")
	}
	return ps
}

// commandPath: a program with a slash in its name starts at the file, as paths do.
func (c *Config) commandPath() string {
	if name := c.Alarm.Command[0]; strings.Contains(name, "/") {
		return c.Path(name)
	}
	return c.Alarm.Command[0]
}

// AlarmWays are how the office is told that mail has stopped.
func (c *Config) AlarmWays(now func() time.Time) (w alarm.Ways, err error) {
	a := c.Alarm
	w = alarm.Ways{Ping: a.Ping, Webhook: alarm.Webhook{URL: a.Webhook, Format: a.Format, Template: a.Template, Now: now}}
	if len(a.Command) > 0 {
		w.Command = append([]string{c.commandPath()}, a.Command[1:]...)
	}
	w.Webhook.Secret, err = ReadSecret(c.Path(a.SecretFile))
	return w, err
}
