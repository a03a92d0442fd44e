package demo

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"duban/checklist"
	"duban/inbox"
	"duban/internal/office"
	"duban/internal/postoffice"
	"duban/internal/words"
	"duban/notify"
	"duban/scheduler"
)

// The days that are played.
var First, Last = checklist.Date(2026, 4, 1), checklist.Date(2026, 6, 12)

// Result is what the days have left.
type Result struct {
	Office  *office.Office // whose store is to be closed
	Letters []Letter
}

// Day is what a day brought.
type Day struct {
	Day     checklist.Day
	Forgery bool // the clerk put a forged mail aside
	Mended  bool // he put the right address into the directory
	Arrived []Letter
}

// demo is a demo under way: the office, the world outside, and a stepped clock.
type demo struct {
	Result
	office    *office.Office
	post      *postoffice.Office
	lmtp      string // where the office's listener is
	processor *inbox.Processor
	courier   *notify.Courier
	scheduler *scheduler.Scheduler
	people    people
	at        time.Time
	dir       string
	lang      words.Language
	serial    int
}

// Run plays the days in a folder, in a language, and shows each as it ends. It leaves there
// the letters, a page that shows them, and the database. What happens is the same in
// either; the list is the office's own, and stays as it is.
func Run(ctx context.Context, dir string, lang words.Language, show func(Day)) (Result, error) {
	if err := os.MkdirAll(filepath.Join(dir, "letters"), 0o700); err != nil {
		return Result{}, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	d := &demo{dir: dir, lang: lang, people: people{Language: lang}}
	if err := d.open(ctx); err != nil {
		return d.Result, err
	}
	defer d.post.Close()
	for day := First; day <= Last; day++ {
		played, err := d.play(ctx, day)
		if err != nil {
			return d.Result, fmt.Errorf("%s：%w", day, err)
		}
		show(played)
	}
	return d.Result, d.index()
}

// play passes one day: letters in the morning, answers in the afternoon, what they
// bring about at once.
func (d *demo) play(ctx context.Context, day checklist.Day) (played Day, err error) {
	played.Day = day
	if err := d.clerk(ctx, &played); err != nil {
		return played, err
	}
	d.at = day.At(8, 30, d.office.Zone)
	if err := d.office.Store.SourceOK(ctx, d.at, office.LMTPSource); err != nil {
		return played, err
	}
	if _, err := d.scheduler.PlanDue(ctx, d.at); err != nil {
		return played, err
	}
	if played.Arrived, err = d.send(ctx); err != nil {
		return played, err
	}
	d.at = day.At(15, 0, d.office.Zone)
	arrived := played.Arrived
	for len(arrived) > 0 { // some answers are answered, and so on
		if arrived, err = d.answer(ctx, day, arrived); err != nil {
			return played, err
		}
		d.at = d.at.Add(10 * time.Minute)
	}
	return played, nil
}

// answer lets people answer letters, and returns those that come of it.
func (d *demo) answer(ctx context.Context, day checklist.Day, arrived []Letter) ([]Letter, error) {
	for _, l := range arrived {
		for _, answer := range d.people.answers(day, l) {
			if err := d.bring(ctx, answer); err != nil {
				return nil, err
			}
			d.noteReply(l, answer)
		}
	}
	if err := d.processor.Pending(ctx); err != nil {
		return nil, err
	}
	return d.send(ctx)
}

// send lets the courier run, and keeps what arrived.
func (d *demo) send(ctx context.Context) (arrived []Letter, err error) {
	if _, err := d.courier.RunOnce(ctx); err != nil {
		return nil, err
	}
	for _, l := range d.post.Collect() {
		letter, err := d.keep(l)
		if err != nil {
			return nil, err
		}
		arrived = append(arrived, letter)
	}
	return arrived, nil
}
