package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"duban/cmd/duban/terminal"
	"duban/internal/words"
)

// width is how many columns the terminal has; 0 where the output is none.
func (a *app) width() int { return terminal.Columns(a.stdout) }

// busy lets a command say on a terminal that it is still at work, once that takes longer
// than a second: 正在处理，3秒.
func (a *app) busy(c *cobra.Command) *cobra.Command {
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		f, ok := a.stderr.(*os.File)
		if !ok || !term.IsTerminal(int(f.Fd())) {
			return run(c, args)
		}
		p := startProgress(a.stdout, f, func(seconds int) string { return a.text(words.Busy, seconds) })
		defer p.stop()
		out, log := a.stdout, a.stderr
		a.stdout, a.stderr = p, &progress{shared: p.shared, out: log}
		defer func() { a.stdout, a.stderr = out, log }()
		return run(c, args)
	}
	return c
}

// progress is an output from which the line of progress is taken before anything is
// written to it.
type progress struct {
	*shared
	out io.Writer
}

// shared is what the outputs of one command have in common: the line on the terminal.
type shared struct {
	mu    sync.Mutex
	at    io.Writer // the terminal
	shown bool
	done  chan struct{}
	ended chan struct{}
}

func startProgress(out, at io.Writer, line func(seconds int) string) *progress {
	s := &shared{at: at, done: make(chan struct{}), ended: make(chan struct{})}
	go func() {
		defer close(s.ended)
		beat := time.NewTicker(time.Second)
		defer beat.Stop()
		for seconds := 1; ; seconds++ {
			select {
			case <-s.done:
				return
			case <-beat.C:
				s.show(line(seconds))
			}
		}
	}()
	return &progress{s, out}
}

func (s *shared) show(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprint(s.at, "\r\x1b[K"+line)
	s.shown = true
}

// clear takes the line away; the lock is held.
func (s *shared) clear() {
	if s.shown {
		fmt.Fprint(s.at, "\r\x1b[K")
		s.shown = false
	}
}

// Columns is how many the terminal has to which it passes on.
func (p *progress) Columns() int { return terminal.Columns(p.out) }

func (p *progress) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	return p.out.Write(b)
}

// stop ends the progress and takes its line away.
func (p *progress) stop() {
	close(p.done)
	<-p.ended
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}
