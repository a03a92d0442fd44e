package inquire

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/reply"
)

// Answer is what somebody writes on a day of a simulation.
type Answer struct {
	Day       checklist.Day
	Who, Text string
	Row       int // of the file
}

// ReadAnswers reads DAY WHO TEXT, a line each, from the text of a file; empty lines and
// those that begin with # say nothing. All faults come back at once, as Problems.
func ReadAnswers(name string, raw []byte) (list []Answer, err error) {
	var ps checklist.Problems
	for i, line := range strings.Split(strings.TrimPrefix(string(raw), "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		day, err := checklist.ParseDay(f[0])
		if err != nil || len(f) < 3 {
			ps = append(ps, checklist.Problem{File: name, Row: i + 1, What: msg.New("cannot be read", line),
				Mend: msg.New("write a day, a party and its answer")})
			continue
		}
		rest := strings.TrimSpace(strings.TrimPrefix(line, f[0]))
		text := strings.TrimSpace(strings.TrimPrefix(rest, f[1]))
		list = append(list, Answer{Day: day, Who: f[1], Text: text, Row: i + 1})
	}
	if len(ps) > 0 {
		return nil, ps
	}
	slices.SortStableFunc(list, func(a, b Answer) int { return int(a.Day - b.Day) })
	return list, nil
}

// AnswerError says which answer of a simulation could not be given.
type AnswerError struct {
	Row int
	Err error
}

func (e AnswerError) Error() string { return fmt.Sprintf("row %d: %v", e.Row, e.Err) }
func (e AnswerError) Unwrap() error { return e.Err }

// answer brings the mails of a day, each an answer to the newest letter that its
// writer has got, in the afternoon and a minute apart.
func (p *player) answer(ctx context.Context, day checklist.Day) error {
	const afternoon = 15
	for _, a := range p.Answers {
		if a.Day != day {
			continue
		}
		p.serial++
		p.at = day.At(afternoon, 0, p.Zone).Add(time.Duration(p.serial) * time.Minute)
		if err := p.bring(ctx, a); err != nil {
			return AnswerError{a.Row, err}
		}
		if err := p.send(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) bring(ctx context.Context, a Answer) error {
	who, err := p.Person(a.Who)
	if err != nil {
		return err
	}
	n, err := p.answered(ctx, who)
	if err != nil {
		return err
	}
	return p.receive(ctx, who, "回复："+n.Token.Tag(), a.Text)
}

// receive processes a mail of somebody's.
func (p *player) receive(ctx context.Context, who checklist.Person, subject, text string) error {
	mail := reply.Mail{From: who.Mail, Subject: subject, Text: text}
	m, _, err := p.processor.Receive(ctx, message.Arrival{Raw: mail.Raw(p.serial, p.Config.Mail.From, p.at), Source: "simulate"})
	if err != nil {
		return err
	}
	_, err = p.processor.File(ctx, m)
	return err
}

// answered is the newest letter to a person that asks for an answer.
func (p *player) answered(ctx context.Context, who checklist.Person) (newest db.Notice, err error) {
	for kind := range letter.KindsThat(func(t letter.Traits) bool { return t.Expects }) {
		n, err := p.store.LastNotice(ctx, kind, who.ID)
		if errors.Is(err, checklist.ErrNotFound) {
			continue
		}
		if err != nil {
			return newest, err
		}
		if n.ID > newest.ID {
			newest = n
		}
	}
	if newest.ID == 0 {
		return newest, office.Refusal{Code: office.NoLetter, Name: who.Title}
	}
	return newest, nil
}
