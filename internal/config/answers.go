package config

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"duban/checklist"
	"duban/internal/msg"
)

// Answers are what set-up asks for, as flags, a file of answers, and the file in which it
// remembers what it was told hold them. The password is never among them.
type Answers struct {
	Name         string `toml:"name"`          // of the office
	Sign         string `toml:"sign"`          // signature below letters
	Letters      string `toml:"letters"`       // the language of letters; "": as shipped
	Mail         string `toml:"mail"`          // the mailbox that letters come from
	Service      string `toml:"service"`       // whose mailbox it is; see Services
	SMTP         string `toml:"smtp"`          // host:port
	IMAP         string `toml:"imap"`          // host:port
	User         string `toml:"user"`          // to log in; "": the address
	PasswordFile string `toml:"password_file"` // that holds the password
	CAFile       string `toml:"ca_file"`       // of an authority of the office's own
	NoLetter     bool   `toml:"no_letter"`     // none goes to the own mailbox: it did and came back, or is not wanted
	List         string `toml:"list"`          // file
	Year         int    `toml:"year"`
	Start        string `toml:"start"` // day of issue
	Map          string `toml:"map"`   // what columns are
	Late         bool   `toml:"late"`  // deadlines that have passed are meant
	Directory    string `toml:"directory"`
	Incomplete   bool   `toml:"incomplete"` // it may begin while some have no mailbox
}

// ReadAnswers reads a file of answers, strictly: problems come with their line.
func ReadAnswers(name string, raw []byte) (a Answers, err error) {
	err = toml.NewDecoder(bytes.NewReader(raw)).DisallowUnknownFields().Decode(&a)
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	var ps checklist.Problems
	switch {
	case err == nil:
		return a, nil
	case errors.As(err, &unknown):
		for _, e := range unknown.Errors {
			p := problemAt(&e)
			p.What = msg.New("no such key", dotted(e.Key()))
			ps = append(ps, p)
		}
	case errors.As(err, &wrong):
		ps = checklist.Problems{brokenSyntax(wrong)}
	default:
		return a, err
	}
	for i := range ps {
		ps[i].File = name
	}
	return a, ps
}

// Over are these answers, and others where these have none.
func (a Answers) Over(other Answers) Answers {
	mine, others := reflect.ValueOf(&a).Elem(), reflect.ValueOf(other)
	for i := range mine.NumField() {
		if mine.Field(i).IsZero() {
			mine.Field(i).Set(others.Field(i))
		}
	}
	return a
}

// Text is a file of the answers that are given.
func (a Answers) Text() []byte {
	var b strings.Builder
	v := reflect.ValueOf(a)
	for i := range v.NumField() {
		key := v.Type().Field(i).Tag.Get("toml")
		switch value := v.Field(i).Interface().(type) {
		case string:
			if value != "" {
				fmt.Fprintf(&b, "%s = %s\n", key, Quoted(value))
			}
		default:
			if !v.Field(i).IsZero() {
				fmt.Fprintf(&b, "%s = %v\n", key, value)
			}
		}
	}
	return []byte(b.String())
}

// Configuration is the configuration that answers make of the shipped one, in whichever
// language that is. Mail of before the day of set-up is left alone.
func (a Answers) Configuration(shipped []byte, folders []string, today checklist.Day) ([]byte, error) {
	out, err := ReadServer(a.SMTP, 465)
	if err != nil {
		return nil, err
	}
	in, err := ReadServer(a.IMAP, 993)
	if err != nil {
		return nil, err
	}
	user := a.User
	if user == "" {
		user = a.Mail
	}
	raw := WithExample(UseDirectoryFile(shipped, a.Directory), "imap")
	set := func(key string, value any) {
		text := fmt.Sprint(value)
		switch v := value.(type) {
		case string:
			text = Quoted(v)
		case []string:
			var quoted []string
			for _, s := range v {
				quoted = append(quoted, Quoted(s))
			}
			text = "[" + strings.Join(quoted, ", ") + "]"
		}
		raw = Set(raw, key, text)
	}
	set("office.name", a.Name)
	set("office.sign", a.Sign)
	if a.Letters != "" {
		set("office.language", a.Letters)
	}
	set("mail.from", a.Mail)
	set("lmtp.listen", "") // the mailbox is read instead
	for table, s := range map[string]Server{"relay": out, "imap": in} {
		set(table+".host", s.Host)
		set(table+".port", s.Port)
		set(table+".tls", s.TLS)
		set(table+".user", user)
		set(table+".password_file", a.PasswordFile)
		set(table+".ca_file", a.CAFile)
	}
	if s, _ := ServiceNamed(a.Service, a.Mail); s.Limited {
		set("relay.per_minute", 20)
		set("relay.connections", 1)
	}
	set("imap.since", today.String())
	if len(folders) > 0 {
		set("imap.folders", folders)
	}
	return raw, nil
}
