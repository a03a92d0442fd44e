package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
)

// answerLine is what somebody writes on a day of a simulation.
type answerLine struct {
	day       checklist.Day
	who, text string
	row       int
}

// readAnswerLines reads DAY WHO TEXT, a line each; empty lines and those that
// begin with # say nothing. All faults come back at once.
func readAnswerLines(path string) (list []answerLine, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("读回复：%w", err)
	}
	var ps checklist.Problems
	for i, line := range strings.Split(strings.TrimPrefix(string(raw), "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		day, err := checklist.ParseDay(f[0])
		if err != nil || len(f) < 3 {
			ps = append(ps, checklist.Problem{File: filepath.Base(path), Row: i + 1, What: fmt.Sprintf("“%s”读不懂", line),
				Mend: "请写成：2027-04-22 技术服务部 14 已完成"})
			continue
		}
		rest := strings.TrimSpace(strings.TrimPrefix(line, f[0]))
		text := strings.TrimSpace(strings.TrimPrefix(rest, f[1]))
		list = append(list, answerLine{day: day, who: f[1], text: text, row: i + 1})
	}
	if len(ps) > 0 {
		return nil, ps
	}
	slices.SortStableFunc(list, func(a, b answerLine) int { return int(a.day - b.day) })
	return list, nil
}

// answer brings the mails of a day, each an answer to the newest letter that its
// writer has got, in the afternoon and a minute apart.
func (s *stage) answer(ctx context.Context, day checklist.Day) error {
	const afternoon = 15
	for _, line := range s.answers {
		if line.day != day {
			continue
		}
		s.serial++
		s.at = day.At(afternoon, 0, s.Zone).Add(time.Duration(s.serial) * time.Minute)
		if err := s.bring(ctx, line); err != nil {
			return fmt.Errorf("第%d行：%w", line.row, err)
		}
		if err := s.send(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) bring(ctx context.Context, line answerLine) error {
	p, err := s.Person(line.who)
	if err != nil {
		return err
	}
	n, err := s.answered(ctx, p)
	if err != nil {
		return err
	}
	mail := answerMail{from: p.Mail, subject: "回复：" + n.Token.Tag(), text: line.text}
	m, _, err := s.desk.Receive(ctx, db.Arrival{Raw: mail.raw(s.serial, s.Config.Mail.From, s.at), Source: "simulate"})
	if err != nil {
		return err
	}
	_, err = s.desk.File(ctx, m)
	return err
}

// answered is the newest letter to a person that asks for an answer.
func (s *stage) answered(ctx context.Context, p checklist.Person) (newest db.Notice, err error) {
	for _, kind := range []checklist.LetterKind{checklist.LetterAssign, checklist.LetterRemind, checklist.LetterEscalate, checklist.LetterOverview, checklist.LetterReview, checklist.LetterDigest} {
		n, err := s.store.LastNotice(ctx, kind, p.ID)
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
		return newest, fmt.Errorf("%s还没有收到过信，无从回复", p.Title)
	}
	return newest, nil
}
