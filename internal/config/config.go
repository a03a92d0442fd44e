package config

import (
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Config is the configuration file; config.toml says what each key means.
type Config struct {
	settings
	DirectoryFile string // directory = "通讯录.xlsx"
	People        people // or [[directory.*]]

	raw    []byte
	path   string             // where it was read from; "" is the shipped one
	places map[string][]place // of keys and tables in the file, in its order
}

// settings are all keys but the directory, which is either a path or tables.
type settings struct {
	Database             string   `toml:"database"`
	DatabasePasswordFile string   `toml:"database_password_file"`
	Offices              []string `toml:"offices"`
	Language             string   `toml:"language"`
	Office               struct {
		ID       int64  `toml:"id"`
		Name     string `toml:"name"`
		Language string `toml:"language"`
		Zone     string `toml:"zone"`
		Sign     string `toml:"sign"`
		Contact  string `toml:"contact"`
		Phone    string `toml:"phone"`
	} `toml:"office"`
	Mail struct {
		From        string `toml:"from"`
		FromName    string `toml:"from_name"`
		ReplyTo     string `toml:"reply_to"`
		ReplySuffix bool   `toml:"reply_suffix"`
		ReplyLinks  bool   `toml:"reply_links"`
		Domain      string `toml:"domain"`
	} `toml:"mail"`
	Relay struct {
		RelayServer
		Timeout     duration      `toml:"timeout"`
		MaxAttempts int           `toml:"max_attempts"`
		Outbox      string        `toml:"outbox"`
		Fallback    []RelayServer `toml:"fallback"`
	} `toml:"relay"`
	LMTP struct {
		Listen  string `toml:"listen"`
		MaxSize size   `toml:"max_size"`
	} `toml:"lmtp"`
	SMTP struct {
		Listen      string `toml:"listen"`
		Hostname    string `toml:"hostname"`
		CertFile    string `toml:"cert_file"`
		KeyFile     string `toml:"key_file"`
		CheckSender bool   `toml:"check_sender"`
	} `toml:"smtp"`
	IMAP     []mailbox `toml:"imap"`
	Calendar struct {
		Folder string   `toml:"folder"`
		Files  []string `toml:"files"`
		Policy string   `toml:"policy"`
	} `toml:"calendar"`
	Deadline struct {
		AtOnce  int      `toml:"at_once"`
		Aliases []string `toml:"aliases"`
	} `toml:"deadline"`
	Ladder struct {
		Before          []int    `toml:"before"`
		Overdue         []int    `toml:"overdue"`
		ThenEvery       int      `toml:"then_every"`
		LaterAfter      int      `toml:"later_after"`
		LaterEvery      int      `toml:"later_every"`
		ProgressEvery   string   `toml:"progress_every"`
		SupervisorAfter int      `toml:"supervisor_after"`
		DirectorAfter   int      `toml:"director_after"`
		Hour            hour     `toml:"hour" former:"yes"` // the beginning of Hours, in files written before there was an end
		Hours           hours    `toml:"hours"`
		Spread          duration `toml:"spread"`
		MostLetters     int      `toml:"most_letters"`
		Slips           bool     `toml:"slips"`
	} `toml:"ladder"`
	Ladders map[string]ladderTable `toml:"ladders"`
	Digest  struct {
		Weekday       int  `toml:"weekday"`
		QuietWhenCalm bool `toml:"quiet_when_calm"`
		SilenceAfter  int  `toml:"silence_after"`
		AttachUpTo    size `toml:"attach_up_to"`
	} `toml:"digest"`
	Copies struct {
		Assign   []string `toml:"assign"`
		Remind   []string `toml:"remind"`
		Escalate []string `toml:"escalate"`
		Overview []string `toml:"overview"`
		Digest   []string `toml:"digest"`
		Parties  []string `toml:"parties"`
		List     bool     `toml:"list"`
	} `toml:"copies"`
	Letters letterTables `toml:"letters"`
	Inbox   struct {
		AuthservIDs   []string           `toml:"authserv_ids"`
		VerifyDKIM    bool               `toml:"verify_dkim"`
		Unproven      checklist.Unproven `toml:"unproven"`
		JudgeByMail   bool               `toml:"judge_by_mail"`
		StaleAfter    duration           `toml:"stale_after"`
		AnswersPerDay int                `toml:"answers_per_day"`
	} `toml:"inbox"`
	Export struct {
		Cell string `toml:"cell"`
	} `toml:"export"`
	Ops struct {
		Listen     string   `toml:"listen"`
		RiverUI    bool     `toml:"river_ui"`
		QueueAfter duration `toml:"queue_after"`
		MailAfter  duration `toml:"mail_after"`
	} `toml:"ops"`
	Alarm struct {
		Command    []string `toml:"command"`
		Webhook    string   `toml:"webhook"`
		Format     string   `toml:"format"`
		SecretFile string   `toml:"secret_file"`
		Template   string   `toml:"template"`
		Ping       string   `toml:"ping"`
		Again      duration `toml:"again"`
	} `toml:"alarm"`
	Log struct {
		Level    string `toml:"level"`
		Format   string `toml:"format"`
		Language string `toml:"language"`
	} `toml:"log"`
}

// ladderTable is a further ladder, for lists or items that the clerk chooses. What it
// leaves out of the time after the last step before the deadline is as in [ladder].
type ladderTable struct {
	Before          []int   `toml:"before"`
	Overdue         []int   `toml:"overdue"`
	ThenEvery       *int    `toml:"then_every"`
	LaterAfter      *int    `toml:"later_after"`
	LaterEvery      *int    `toml:"later_every"`
	ProgressEvery   *string `toml:"progress_every"`
	SupervisorAfter int     `toml:"supervisor_after"`
	DirectorAfter   int     `toml:"director_after"`
}

// people are the directory's tables.
type people struct {
	Department []entry `toml:"department"`
	Post       []entry `toml:"post"`
	Group      []entry `toml:"group"`
}

// entry is a directory entry in the configuration file.
type entry struct {
	Name       string   `toml:"name"`
	Aliases    []string `toml:"aliases"`
	Holder     string   `toml:"holder"`
	Mail       string   `toml:"mail"`
	OtherMails []string `toml:"other_mails"`
	Phone      string   `toml:"phone"`
	Supervisor string   `toml:"supervisor"`
	Members    []string `toml:"members"`
	Duties     []string `toml:"duties"`
	Substitute string   `toml:"substitute"`
	AwayFrom   civilDay `toml:"away_from"`
	AwayUntil  civilDay `toml:"away_until"`
}

type (
	duration struct{ time.Duration }
	size     struct{ Bytes int64 }
	hour     struct{ Of time.Duration } // since midnight
	hours    struct{ From, Until time.Duration }
	civilDay struct{ checklist.Day }
)

// What the text of a value is not.
const (
	notADate     = "not a date"
	notADuration = "not a duration"
	notASize     = "not a size"
	notATime     = "not a time of day"
	notASpan     = "not a span of hours"
)

func (d *civilDay) UnmarshalText(b []byte) (err error) {
	if d.Day, err = checklist.ParseDay(string(b)); err != nil {
		return msg.New(notADate, string(b))
	}
	return nil
}

func (d *duration) UnmarshalText(b []byte) (err error) {
	if d.Duration, err = time.ParseDuration(string(b)); err != nil || d.Duration < 0 {
		return msg.New(notADuration, string(b))
	}
	return nil
}

func (s *size) UnmarshalText(b []byte) error {
	text, unit := strings.ToUpper(string(b)), int64(1)
	for suffix, n := range map[string]int64{"KB": 1 << 10, "MB": 1 << 20} {
		if t, ok := strings.CutSuffix(text, suffix); ok {
			text, unit = t, n
		}
	}
	if text == "" {
		s.Bytes = 0
		return nil
	}
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n <= 0 || n > math.MaxInt64/unit {
		return msg.New(notASize, string(b))
	}
	s.Bytes = n * unit
	return nil
}

func (h *hour) UnmarshalText(b []byte) (err error) {
	if h.Of, err = clock(string(b)); err != nil {
		return msg.New(notATime, string(b))
	}
	return nil
}

func (h *hours) UnmarshalText(b []byte) error {
	from, until, _ := strings.Cut(string(b), "-")
	var err, err2 error
	h.From, err = clock(strings.TrimSpace(from))
	h.Until, err2 = clock(strings.TrimSpace(until))
	if err != nil || err2 != nil {
		return msg.New(notASpan, string(b))
	}
	return nil
}

// clock reads a time of the day, up to 24:00.
func clock(text string) (time.Duration, error) {
	if text == "24:00" {
		return 24 * time.Hour, nil
	}
	t, err := time.Parse("15:04", text)
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, err
}

// Text is the file as it was read, and where; "" is the shipped one.
func (c *Config) Text() (raw []byte, path string) { return c.raw, c.path }

// Path makes a path of the file absolute: relative ones start at the file.
func (c *Config) Path(path string) string {
	if path == "" || filepath.IsAbs(path) || c.path == "" {
		return path
	}
	return filepath.Join(filepath.Dir(c.path), path)
}
