package checklist

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

//go:embed testdata/phrases.tsv
var writtenPhrases string

// told is a schedule in a line: each day with its part, ? for what is asked, ! for a
// doubt that the clerk is shown. Of a long recurrence it names the first and the last.
func told(s Schedule, err error) string {
	if err != nil {
		return "error"
	}
	var out []string
	for _, d := range s.Dues {
		out = append(out, strings.TrimSpace(d.Part+" "+d.Day.String()))
	}
	if n := len(out); n > 4 {
		out = []string{fmt.Sprintf("%s … %s ×%d", out[0], out[n-1], n)}
	}
	text := strings.Join(out, ", ")
	if !s.Ask.IsZero() {
		text = strings.TrimSpace("? " + text)
	}
	if !s.Doubt.IsZero() {
		text += " !"
	}
	return text
}

// workdays2023 knows what spring 2023 had off and made up.
func workdays2023(from Day, n int) Day {
	off := []Day{Date(2023, 4, 5), Date(2023, 5, 1), Date(2023, 5, 2), Date(2023, 5, 3)}
	made := []Day{Date(2023, 4, 23), Date(2023, 5, 6)}
	for ; n > 0; n-- {
		for from++; !slices.Contains(made, from) && (slices.Contains(off, from) || from.Weekday() == time.Saturday || from.Weekday() == time.Sunday); {
			from++
		}
	}
	return from
}

// The phrases of published lists, and others of their kinds, as a careful clerk reads
// them in a list of 2023 that was issued on Monday 3 April.
func TestReadSchedule_phrasesOfPublishedLists(t *testing.T) {
	t.Parallel()
	b := base
	b.AtOnce, b.AddWorkdays = 5, workdays2023
	b.Festival = func(year int, name string) Day {
		day := map[string][2]int{"春节": {1, 21}, "清明": {4, 5}, "端午": {6, 22}, "中秋": {9, 29}}[name]
		return Date(year, time.Month(day[0]), day[1])
	}
	for line := range strings.Lines(writtenPhrases) {
		text, want, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		s, err := ReadSchedule(text, b)
		if got := told(s, err); got != want {
			t.Errorf("%s\n   got  %s\n   want %s", text, got, want)
		}
	}
}
