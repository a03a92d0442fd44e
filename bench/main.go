package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// benchmark is one thing measured: cases, each beside the reference.
type benchmark struct {
	about     string
	reference string
	cases     []measured
}

// measured is a case: run returns how long its work took.
type measured struct {
	name      string
	work      int // how much of it: mails, rows
	times     int // how often it is measured; 0 is as often as others
	reference func(work int) (time.Duration, error)
	run       func(work int) (time.Duration, error)
}

var benchmarks = map[string]func(dir string) (benchmark, func(), error){
	"documents": documents,
	"intake":    intake,
	"pipe":      piped,
	"plan":      planning,
	"send":      sending,
}

func main() {
	var err error
	switch {
	case len(os.Args) > 1 && os.Args[1] == "crash":
		err = crash(os.Stdout, os.Args[2:])
	case len(os.Args) == 2 && os.Args[1] == "memory":
		err = memory(os.Stdout)
	case len(os.Args) == 2 && benchmarks[os.Args[1]] != nil:
		err = measure(os.Stdout, os.Args[1], "")
	case len(os.Args) == 3 && benchmarks[os.Args[1]] != nil:
		err = measure(os.Stdout, os.Args[1], os.Args[2])
	default:
		fmt.Fprintln(os.Stderr, "usage: go run ./bench documents|intake|pipe|plan|send [PART OF A CASE'S NAME]\n       go run ./bench memory|crash")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// rounds is how often each case is measured.
const rounds = 5

// measure runs the cases of a benchmark whose names hold some words.
func measure(w io.Writer, name, words string) error {
	dir, err := os.MkdirTemp(".", ".bench-") // beside the source: on a real disk, which a temporary folder may not be
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b, end, err := benchmarks[name](dir)
	if err != nil {
		return err
	}
	defer end()
	fmt.Fprintf(w, "%s; reference: %s; %d rounds\n", b.about, b.reference, rounds)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer table.Flush()
	fmt.Fprintln(table, "case\trate\treference\tratio\t(min..max)")
	for _, c := range b.cases {
		if !strings.Contains(c.name, words) {
			continue
		}
		if err := c.rounds(table); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

// rounds prints a case's median rate, its reference's, and the median of the
// ratios taken round by round: neighbours in time share the machine's moods.
func (c measured) rounds(w io.Writer) error {
	var rates, references, ratios []float64
	for range cmp.Or(c.times, rounds) {
		ref, err := c.reference(c.work)
		if err != nil {
			return err
		}
		took, err := c.run(c.work)
		if err != nil {
			return err
		}
		rates = append(rates, float64(c.work)/took.Seconds())
		references = append(references, float64(c.work)/ref.Seconds())
		ratios = append(ratios, ref.Seconds()/took.Seconds())
	}
	fmt.Fprintf(w, "%s\t%.0f/s\t%.0f/s\t%.2f\t(%.2f..%.2f)\n", c.name, median(rates), median(references), median(ratios), slices.Min(ratios), slices.Max(ratios))
	return nil
}

func median(all []float64) float64 {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}

// timed runs something and says how long it took.
func timed(do func() error) (time.Duration, error) {
	began := time.Now()
	err := do()
	return time.Since(began), err
}
