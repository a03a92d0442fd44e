package config

import (
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/internal/alarm"
	"duban/internal/msg"
)

// alarmProblems finds what makes no sense in the [alarm] table, and in the times of
// [ops] after which it speaks.
func (c *Config) alarmProblems() (ps checklist.Problems) {
	wrong := func(is bool, key string, what, mend msg.Message) {
		if is {
			ps = append(ps, checklist.Problem{Column: key, What: what, Mend: mend})
		}
	}
	for _, after := range []struct {
		key string
		d   duration
	}{{"ops.queue_after", c.Ops.QueueAfter}, {"ops.mail_after", c.Ops.MailAfter}} {
		d := after.d.Duration
		wrong(d != 0 && (d < 10*time.Minute || d > 7*24*time.Hour), after.key, msg.New("does not fit", d), msg.New("10m to 168h"))
	}
	a := c.Alarm
	for key, address := range map[string]string{"alarm.webhook": a.Webhook, "alarm.ping": a.Ping} {
		u, err := url.Parse(address)
		wrong(address != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http"), key, msg.New("not a web address"), msg.New("for example", "https://…"))
	}
	wrong(!slices.Contains(alarm.Formats, a.Format), "alarm.format", msg.New("not a format of messages", a.Format), msg.New("write", alarm.Formats))
	wrong(a.SecretFile != "" && !slices.Contains(alarm.SignedFormats, a.Format), "alarm.secret_file", msg.New("a signing key for another format"), msg.New("leave it empty"))
	wrong(a.Template != "" && a.Format != "json", "alarm.template", msg.New("a robot takes no template"), msg.New("format json or no template"))
	_, err := alarm.Body(a.Template, alarm.Message{State: alarm.Fault, Text: "“”", Troubles: []alarm.Trouble{{}}})
	wrong(err != nil, "alarm.template", msg.New("wrong template", err), msg.New("as in the example"))
	if len(a.Command) > 0 {
		_, err := exec.LookPath(c.commandPath())
		wrong(err != nil, "alarm.command", msg.New("no such program", a.Command[0]), msg.New("write the program's whole path"))
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
