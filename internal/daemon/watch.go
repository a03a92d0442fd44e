package daemon

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/alarm"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/words"
	"duban/scheduler"
)

// watch looks every minute whether letters and mails move, and tells by ways that do
// not need the relay. What it knows stands in the database as well, for status and for
// the next start; while that does not answer, it goes by what it remembers.
type watch struct {
	*service
	known   map[*instance][]inquire.Trouble
	retryAt map[string]time.Time // when ways that all failed are tried again, by their configuration
	faulty  map[string]string    // ways that failed the last time, and why: their keys are group/way
}

// alarmRetry is how long after a failure of all ways they are tried again.
const alarmRetry = 5 * time.Minute

// unplannedFor is how late a beat that goes well may be.
const unplannedFor = 10 * time.Minute

func (s *service) watches(ctx context.Context) error {
	w := &watch{service: s, known: map[*instance][]inquire.Trouble{}, retryAt: map[string]time.Time{}, faulty: map[string]string{}}
	for _, i := range s.offices {
		stored, err := i.store().Troubles(ctx) // so that a restart does not tell again
		if err != nil {
			continue
		}
		for _, t := range stored {
			w.known[i] = append(w.known[i], inquire.Trouble{Trouble: t})
		}
	}
	for sleep(ctx, s.Sharing.Watch) {
		w.round(ctx)
	}
	return nil
}

// troubles are what is wrong with an office now.
func (i *instance) troubles(ctx context.Context, started time.Time) []inquire.Trouble {
	o, now := i.office(), i.Now()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	all, err := inquire.Health(ctx, o, now, started)
	if err != nil {
		return []inquire.Trouble{{Trouble: db.Trouble{Matter: inquire.DatabaseMatter, SinceMs: now.UnixMilli(), Cause: msg.New("database does not answer")}}}
	}
	if at := max(i.planned.Load(), started.UnixMilli()); i.here.Load() && now.After(scheduler.NextBeat(i.Sharing.beat(), time.UnixMilli(at).In(o.Zone)).Add(unplannedFor)) {
		all = append(all, inquire.Trouble{Trouble: db.Trouble{Matter: inquire.RoundMatter, SinceMs: at, Cause: msg.New("nothing planned")}})
	}
	for _, c := range i.origin.Certificates() {
		if c.Expiring(now) {
			all = append(all, inquire.Trouble{Trouble: db.Trouble{Matter: inquire.CertificateMatter + "/" + c.Name, SinceMs: c.Until.Add(-office.ExpiresSoon).UnixMilli(),
				Cause: certificateEnds(c.Name, checklist.DayOf(c.Until, o.Zone).SaidWhole())}})
		}
	}
	return all
}

// certificateEnds names the server by what it does: its name is not for everybody.
func certificateEnds(name string, day msg.Message) msg.Message {
	switch kind, _, _ := strings.Cut(name, "/"); kind {
	case "relay":
		return msg.New("relay's certificate ends", day)
	case "imap":
		return msg.New("mailbox server's certificate ends", day)
	}
	return msg.New("listener's certificate ends", day)
}

// round looks at all offices, and tells each group of those that are told by the same ways.
func (w *watch) round(ctx context.Context) {
	groups := map[string][]*instance{}
	var order []string
	for _, i := range w.offices {
		if !i.here.Load() {
			delete(w.known, i) // another daemon's to watch
			continue
		}
		key := fmt.Sprint(i.office().Config.Alarm)
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	for _, key := range order {
		w.tell(ctx, key, groups[key])
	}
	w.pings(ctx, groups, order)
	for _, key := range order {
		for _, i := range groups[key] {
			w.store(ctx, key, i)
		}
	}
}

// tell says what has newly gone wrong in a group of offices, or is well again.
func (w *watch) tell(ctx context.Context, key string, group []*instance) {
	conf, now := group[0].office().Config, w.Now()
	var lasting, over []report
	for _, i := range group {
		found := w.merge(i, i.troubles(ctx, w.started))
		for n := range found {
			if t := &found[n]; t.ToldMs == 0 || conf.Alarm.Again.Duration > 0 && now.Sub(time.UnixMilli(t.ToldMs)) >= conf.Alarm.Again.Duration {
				lasting = append(lasting, report{i, t})
			}
		}
		for n := range w.known[i] {
			if t := &w.known[i][n]; t.ToldMs > 0 && !has(found, t.Matter) {
				over = append(over, report{i, t})
			}
		}
		w.known[i] = found
	}
	ways, err := conf.AlarmWays(w.Now)
	if err != nil {
		w.fail(key, []alarm.Failure{{Way: "webhook", Err: err}})
		return
	}
	if ways.None() || now.Before(w.retryAt[key]) {
		return
	}
	if len(lasting) > 0 && w.raise(ctx, key, ways, alarm.Fault, lasting) {
		for _, r := range lasting {
			r.ToldMs = now.UnixMilli()
		}
	}
	if len(over) > 0 {
		w.raise(ctx, key, ways, alarm.Well, over)
	}
}

// report is a trouble of an office that is to be told.
type report struct {
	office *instance
	*inquire.Trouble
}

// merge keeps when known troubles began and when they were told, and logs what is new
// and what is over.
func (w *watch) merge(i *instance, found []inquire.Trouble) []inquire.Trouble {
	for n := range found {
		t := &found[n]
		at := indexOf(w.known[i], t.Matter)
		if at < 0 {
			i.log.Warn("trouble", "matter", t.Matter, "count", t.Count, "reason", t.Cause)
			continue
		}
		t.ToldMs = w.known[i][at].ToldMs
		if t.Matter == inquire.DatabaseMatter {
			t.SinceMs = w.known[i][at].SinceMs
		}
	}
	for _, t := range w.known[i] {
		if !has(found, t.Matter) && !strings.HasPrefix(t.Matter, inquire.AlarmMatter+"/") {
			i.log.Info("trouble over", "matter", t.Matter)
		}
	}
	return found
}

func indexOf(list []inquire.Trouble, matter string) int {
	for n, t := range list {
		if t.Matter == matter {
			return n
		}
	}
	return -1
}

func has(list []inquire.Trouble, matter string) bool { return indexOf(list, matter) >= 0 }

// raise tells, and reports whether anybody heard.
func (w *watch) raise(ctx context.Context, key string, ways alarm.Ways, state string, all []report) bool {
	told, failed := ways.Raise(ctx, w.message(state, all))
	w.fail(key, failed)
	for _, way := range []string{"command", "webhook"} {
		if !slices.ContainsFunc(failed, func(f alarm.Failure) bool { return f.Way == way }) {
			delete(w.faulty, key+"/"+way)
		}
	}
	delete(w.retryAt, key)
	if !told {
		w.retryAt[key] = w.Now().Add(alarmRetry)
		return false
	}
	w.log.Info("alarm raised", "state", state, "troubles", len(all))
	return true
}

func (w *watch) fail(key string, failed []alarm.Failure) {
	for _, f := range failed {
		if w.faulty[key+"/"+f.Way] == "" {
			w.log.Error("alarm not delivered", "way", f.Way, "err", f.Err)
		}
		w.faulty[key+"/"+f.Way] = f.Err.Error()
	}
}

// message says what is wrong: counts and causes, and which office where there are several.
// It speaks the language of the first office's letters.
func (w *watch) message(state string, all []report) alarm.Message {
	m := alarm.Message{State: state}
	l := all[0].office.office().LetterLanguage()
	var said []any
	for _, r := range all {
		kind, _, _ := strings.Cut(r.Matter, "/") // the rest may name an account
		m.Troubles = append(m.Troubles, alarm.Trouble{Office: r.office.store().Office(), Matter: kind, Since: time.UnixMilli(r.SinceMs).UTC(), Count: r.Count, Cause: words.Say(l, r.Cause)})
		sentence := r.Message(r.office.office().Zone)
		if len(w.offices) > 1 {
			sentence = msg.New("trouble of an office", r.office.office().Config.Title(), sentence)
		}
		said = append(said, sentence)
	}
	const most = 10
	if len(said) > most {
		said = append(said[:most], msg.New("so many more troubles", len(all)-most))
	}
	text := msg.New("alarm", msg.Together(msg.Clauses, said...))
	if state == alarm.Well {
		text = msg.New("alarm over", msg.Together(msg.Clauses, said...))
	}
	m.Text = words.Say(l, text)
	return m
}

// pings calls each dead man's switch whose offices are all well.
func (w *watch) pings(ctx context.Context, groups map[string][]*instance, order []string) {
	well := map[string]bool{}
	for _, key := range order {
		for _, i := range groups[key] {
			ping, stopped := i.office().Config.Alarm.Ping, false
			for _, t := range w.known[i] {
				stopped = stopped || t.Stops()
			}
			before, seen := well[ping]
			well[ping] = !stopped && (before || !seen)
		}
	}
	for _, key := range order {
		ping := groups[key][0].office().Config.Alarm.Ping
		if ping == "" || !well[ping] {
			continue
		}
		well[ping] = false // once a round
		err := alarm.Ways{Ping: ping}.AllWell(ctx)
		if err == nil {
			delete(w.faulty, key+"/ping")
			continue
		}
		if f, ok := err.(alarm.Failure); ok && ctx.Err() == nil {
			w.fail(key, []alarm.Failure{f})
		}
	}
}

// store keeps what is known for status, the ways that failed among it.
func (w *watch) store(ctx context.Context, key string, i *instance) {
	now := w.Now()
	var list []db.Trouble
	for _, t := range w.known[i] {
		list = append(list, t.Trouble)
	}
	for _, way := range []string{"command", "webhook", "ping"} {
		if why := w.faulty[key+"/"+way]; why != "" {
			list = append(list, db.Trouble{Matter: inquire.AlarmMatter + "/" + way, Cause: msg.New("alarm by a way not delivered", way, why)})
		}
	}
	if err := i.store().NoteTroubles(ctx, now, list); err != nil && ctx.Err() == nil {
		i.log.Debug("troubles not noted", "err", err)
	}
}
