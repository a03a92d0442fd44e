package setup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"duban/checklist"
	"duban/internal/config"
	"duban/internal/files"
	"duban/internal/office"
	"duban/internal/office/register"
)

// The files of a set-up beside the configuration.
const (
	rememberedFile = "duban-setup.toml"
	PasswordFile   = "duban.password"
)

// Setup is an office that is being made.
type Setup struct {
	config.Answers
	path    string   // of the configuration to be
	shipped []byte   // what it is made of
	folders []string // of the mailbox; none: as shipped
}

// Begin takes up what an earlier run has left, and says whether there was one. An office
// that is there already is office.FileTaken or office.DatabaseTaken.
func Begin(path string, shipped []byte) (s *Setup, resumed bool, err error) {
	s = &Setup{path: path, shipped: shipped}
	if exists(path) {
		return nil, false, office.Refusal{Code: office.FileTaken, Name: path}
	}
	raw, err := os.ReadFile(s.Beside(rememberedFile))
	if err == nil {
		s.Answers, err = config.ReadAnswers(rememberedFile, raw)
		return s, true, err
	}
	if !errors.Is(err, os.ErrNotExist) {
		return nil, false, err
	}
	c, err := config.Parse(path, shipped)
	if err != nil {
		return nil, false, err
	}
	if database := c.Path(c.Database); exists(database) {
		return nil, false, office.Refusal{Code: office.DatabaseTaken, Name: database}
	}
	return s, false, nil
}

// SignProposed is the signature of the shipped configuration.
func (s *Setup) SignProposed() string {
	c, err := config.Parse(s.path, s.shipped)
	if err != nil {
		return ""
	}
	return c.Office.Sign
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Beside is a file beside the configuration; absolute ones are where they are.
func (s *Setup) Beside(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(s.path), name)
}

// Remember keeps the answers for a later run.
func (s *Setup) Remember() error { return s.write(rememberedFile, s.Answers.Text()) }

func (s *Setup) write(name string, raw []byte) error {
	return files.Write(s.Beside(name), func(w io.Writer) error { _, err := w.Write(raw); return err })
}

// KeepPassword writes the password to the file that the configuration will name; only this
// user can read it.
func (s *Setup) KeepPassword(password string) error {
	s.Answers.PasswordFile = PasswordFile
	return s.write(PasswordFile, []byte(password+"\n"))
}

// ForgetPassword undoes KeepPassword for one that was wrong.
func (s *Setup) ForgetPassword() {
	if s.Answers.PasswordFile == PasswordFile {
		_ = os.Remove(s.Beside(PasswordFile))
		s.Answers.PasswordFile = ""
	}
}

// Office is the office as far as it can be told; it has no database, and its directory is
// as it is by now.
func (s *Setup) Office(today checklist.Day) (*office.Office, error) {
	raw, err := s.Configuration(s.shipped, s.folders, today)
	if err != nil {
		return nil, err
	}
	c, err := config.Parse(s.path, raw)
	if err != nil {
		return nil, err
	}
	return office.LoadAsYet(c)
}

// TryServers logs in to both servers, and notes which folders the mailbox has.
func (s *Setup) TryServers(ctx context.Context, now func() time.Time, dial office.Dialer) (all []office.Tried, err error) {
	o, err := s.Office(checklist.DayOf(now(), time.UTC))
	if err != nil {
		return nil, err
	}
	all, err = o.Try(ctx, now, dial)
	for _, t := range all {
		if t.Kind == office.MailboxKind {
			s.folders = t.Folders
		}
	}
	return all, err
}

// ReadList reads the list against what the directory knows by now; nobody is unknown while
// there is no directory.
func (s *Setup) ReadList(ctx context.Context, o *office.Office, today checklist.Day) (in register.Incoming, err error) {
	raw, err := os.ReadFile(s.List)
	if err != nil {
		return in, err
	}
	r := register.Reading{Year: s.Year, Late: s.Late}
	r.Map = s.Map
	if r.Start, err = checklist.ParseDay(s.Start); err != nil {
		return in, err
	}
	return register.Read(ctx, o, today, filepath.Base(s.List), raw, r)
}

// WithoutMailbox are those in a directory who have none.
func WithoutMailbox(d *checklist.Directory) (titles []string) {
	for _, p := range d.People() {
		if p.Mail == "" {
			titles = append(titles, p.Title)
		}
	}
	return titles
}

// Finish stores the list, writes the configuration and forgets the answers. The office is
// returned with its database, which the caller closes. Where an earlier run was cut off
// behind the list, that is not stored twice.
func (s *Setup) Finish(ctx context.Context, now time.Time) (o *office.Office, list register.Incoming, err error) {
	today := checklist.DayOf(now, time.UTC)
	if o, err = s.Office(today); err != nil {
		return nil, list, err
	}
	today = checklist.DayOf(now, o.Zone)
	if list, err = s.ReadList(ctx, o, today); err != nil {
		return nil, list, err
	}
	if o.Store, err = o.OpenStore(ctx); err != nil {
		return nil, list, err
	}
	stored, err := o.Store.Checklists(ctx)
	if err == nil && len(stored) == 0 {
		_, err = register.Import(ctx, o, now, list, false)
	}
	raw, _ := o.Config.Text()
	if err == nil {
		err = s.write(filepath.Base(s.path), raw)
	}
	if err == nil {
		err = os.Remove(s.Beside(rememberedFile))
	}
	if err != nil {
		return nil, list, errors.Join(err, o.Store.Close())
	}
	return o, list, nil
}
