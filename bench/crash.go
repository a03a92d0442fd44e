package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A path is what the daemon does while it is killed. It begins in a fresh folder
// and returns how that stands at the end; kills is how often it is killed on the
// way, 0 being the undisturbed run that the other one is compared with.
type path func(c *trial) (ending, error)

var paths = map[string]path{"send": crashSend, "intake": crashIntake, "plan": crashPlan}

// trial is one run of a path.
type trial struct {
	*victim
	kills  int
	random *rand.Rand
	size   *size // of the work: the undisturbed run does what the other one did
}

// size is how much work a run did, which its kills decide.
type size struct {
	letters int
	mails   []int         // by client
	life    time.Duration // from the daemon's start until it has planned
}

// crash kills the daemon at random moments, starts it again until its work is done,
// and compares the end with that of an undisturbed run.
func crash(w io.Writer, args []string) error {
	flags := flag.NewFlagSet("crash", flag.ContinueOnError)
	kills := flags.Int("kills", 50, "how often the daemon is killed on each path")
	only := flags.String("path", "", "send, intake or plan; all of them without")
	seed := flags.Uint64("seed", 1, "of the moments")
	database := flags.String("database", "", "where the daemon keeps its data, RUN standing for the name of each run, which begins with an empty one; a file without")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(".", ".bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	binary, err := buildWithClock(dir)
	if err != nil {
		return err
	}
	for _, name := range []string{"plan", "send", "intake"} {
		if cmp.Or(*only, name) != name {
			continue
		}
		if err := ordeal(w, name, dir, binary, *database, *kills, *seed); err != nil {
			return fmt.Errorf("%s, seed %d: %w", name, *seed, err)
		}
	}
	return nil
}

// buildWithClock builds the program as its scripts run it: the same but for the
// clock, which begins at $NOW, so that every day is a workday if it must.
func buildWithClock(dir string) (string, error) {
	binary := filepath.Join(dir, "duban") // by this name the test binary is the program
	out, err := exec.Command("go", "test", "-c", "-o", binary, "./cmd/duban").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building: %w: %s", err, out)
	}
	return binary, nil
}

func ordeal(w io.Writer, name, dir, binary, database string, kills int, seed uint64) error {
	began := time.Now()
	work := &size{}
	run := func(kills int) (e ending, err error) {
		of := fmt.Sprint(name, kills)
		v, err := newVictim(filepath.Join(dir, of), binary, strings.ReplaceAll(database, "RUN", of))
		if err != nil {
			return e, err
		}
		defer v.bury()
		c := &trial{victim: v, kills: kills, random: rand.New(rand.NewPCG(seed, 0)), size: work}
		if e, err = paths[name](c); err != nil {
			return e, err
		}
		if out, err := v.duban("check"); err != nil {
			return e, fmt.Errorf("duban check: %w: %s", err, out)
		}
		return e, v.inDoubt()
	}
	order := []int{kills, 0} // the undisturbed run does as much as the other one got done
	if name == "plan" {
		order = []int{0, kills} // how long planning takes says when to kill
	}
	ends := map[int]ending{}
	for _, n := range order {
		e, err := run(n)
		if err != nil {
			return fmt.Errorf("%d kills: %w", n, err)
		}
		ends[n] = e
	}
	killed := ends[kills]
	if err := killed.same(ends[0]); err != nil {
		return errors.Join(errors.New("the end is not that of an undisturbed run"), err)
	}
	fmt.Fprintf(w, "%s: %d kills, %s; the end is that of an undisturbed run; %v\n", name, kills, killed, time.Since(began).Round(time.Second))
	return nil
}

// soon is a context for what must come to an end, on a busy machine too.
func soon() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 10*time.Minute)
}
