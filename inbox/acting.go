package inbox

import (
	"context"

	"duban/checklist"
)

// graceDays is how long after his last day a substitute may still answer: he has
// the letters.
const graceDays = 7

// actingPolicy is the policy with the directory of the day: a substitute speaks
// for whom he stands in for.
func (d *Processor) actingPolicy(ctx context.Context) (Policy, error) {
	p := d.policy()
	on := checklist.DayOf(d.now(), d.store.Zone())
	absences, err := d.store.Absences(ctx, on-graceDays)
	if err != nil {
		return p, err
	}
	for i := range absences {
		absences[i].Last += graceDays
	}
	p.Directory = p.Directory.Acting(absences, on)
	return p, nil
}
