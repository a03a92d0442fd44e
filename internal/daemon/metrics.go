package daemon

import (
	"context"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"duban/checklist"
	"duban/db"
)

// metrics are what GET /metrics says. What the database knows is asked when it is asked
// for; rounds are counted as they happen.
type metrics struct {
	*service
	letters, attempts, mails, quarantine, queueAge, queue, source, overdue, troubles, size, build, up *prometheus.Desc
}

// rounds are the beats of planning of all offices of this daemon.
type rounds struct {
	took   *prometheus.HistogramVec
	failed *prometheus.CounterVec
}

func newRounds() rounds {
	return rounds{
		prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "duban_round_duration_seconds", Help: "How long a round of planning took.",
			Buckets: []float64{.005, .02, .1, .5, 2, 10, 60, 300}}, []string{"office"}),
		prometheus.NewCounterVec(prometheus.CounterOpts{Name: "duban_round_failures_total", Help: "Rounds of planning that failed."}, []string{"office"}),
	}
}

func (r rounds) observe(office int64, took time.Duration, err error) {
	if r.took == nil {
		return
	}
	label := strconv.FormatInt(office, 10)
	r.took.WithLabelValues(label).Observe(took.Seconds())
	failed := r.failed.WithLabelValues(label)
	if err != nil {
		failed.Inc()
	}
}

func newMetrics(s *service) *metrics {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("duban_"+name, help, labels, nil)
	}
	return &metrics{service: s,
		letters:    desc("letters", "Letters, by kind and state.", "office", "kind", "state"),
		attempts:   desc("send_attempts_total", "Attempts to send a letter, by what came of them.", "office", "outcome"),
		mails:      desc("mails", "Mails received, by their disposition.", "office", "disposition"),
		quarantine: desc("quarantine_mails", "Mails that wait for the clerk.", "office"),
		queueAge:   desc("queue_age_seconds", "How long the first letter has waited in vain; 0: none does.", "office"),
		queue:      desc("queue_letters", "Letters that have fallen due and have not gone.", "office"),
		source:     desc("source_age_seconds", "Time since mail was last read from a source.", "office", "source"),
		overdue:    desc("items_overdue", "Items whose deadline has passed and whose leads have not reported.", "office"),
		troubles:   desc("trouble", "1: letters or mails do not move because of this.", "office", "matter"),
		size:       desc("database_size_bytes", "Size of the database."),
		build:      desc("build_info", "The build that runs.", "version", "revision", "go_version"),
		up:         desc("database_up", "1: the database answered."),
	}
}

// metricsHandler serves them in the text format of Prometheus.
func (s *service) metricsHandler() http.Handler {
	r := prometheus.NewRegistry()
	r.MustRegister(newMetrics(s), s.rounds.took, s.rounds.failed, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return promhttp.HandlerFor(r, promhttp.HandlerOpts{})
}

// Describe sends nothing: what there is depends on the offices.
func (m *metrics) Describe(chan<- *prometheus.Desc) {}

// Collect asks the database.
func (m *metrics) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	m.buildInfo(out)
	up := 1.0
	for _, collect := range []func(context.Context, chan<- prometheus.Metric) error{m.tallies, m.offices, m.database} {
		if err := collect(ctx, out); err != nil {
			up = 0
		}
	}
	out <- gauge(m.up, up)
}

func gauge(d *prometheus.Desc, v float64, labels ...string) prometheus.Metric {
	return prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
}

func (m *metrics) tallies(ctx context.Context, out chan<- prometheus.Metric) error {
	letters, err := m.service.store.LetterTallies(ctx)
	if err != nil {
		return err
	}
	for _, t := range letters {
		out <- gauge(m.letters, float64(t.N), label(t), t.A, t.B)
	}
	attempts, err := m.service.store.AttemptTallies(ctx)
	if err != nil {
		return err
	}
	for _, t := range attempts {
		out <- prometheus.MustNewConstMetric(m.attempts, prometheus.CounterValue, float64(t.N), label(t), t.A)
	}
	mails, err := m.service.store.MailTallies(ctx)
	if err != nil {
		return err
	}
	held := map[string]float64{}
	for _, t := range mails {
		out <- gauge(m.mails, float64(t.N), label(t), t.A)
		if t.A == string(checklist.MailQuarantined) {
			held[label(t)] = float64(t.N)
		}
	}
	for _, i := range m.service.offices {
		office := officeLabel(i)
		out <- gauge(m.quarantine, held[office], office)
	}
	return nil
}

func label(t db.Tally) string { return strconv.FormatInt(t.Office, 10) }

func officeLabel(i *instance) string { return strconv.FormatInt(i.store().Office(), 10) }

func (m *metrics) offices(ctx context.Context, out chan<- prometheus.Metric) error {
	now := m.Now()
	for _, i := range m.service.offices {
		office, o := officeLabel(i), i.office()
		backlog, err := i.store().Backlog(ctx, now)
		if err != nil {
			return err
		}
		out <- gauge(m.queue, float64(backlog.Count), office)
		out <- gauge(m.queueAge, backlog.WaitingSince(now).Seconds(), office)
		sources, err := i.store().Sources(ctx)
		if err != nil {
			return err
		}
		for _, s := range sources {
			out <- gauge(m.source, now.Sub(time.UnixMilli(max(s.OkMs, m.started.UnixMilli()))).Seconds(), office, s.Name)
		}
		due, err := i.store().DueItems(ctx)
		if err != nil {
			return err
		}
		late := 0
		for day, n := range due {
			if days, _ := o.Rules().Standing(day, checklist.DayOf(now, o.Zone)); days > 0 {
				late += n
			}
		}
		out <- gauge(m.overdue, float64(late), office)
		for _, t := range i.troubles(ctx, m.started) {
			if t.Stops() {
				out <- gauge(m.troubles, 1, office, t.Matter)
			}
		}
	}
	return nil
}

func (m *metrics) database(ctx context.Context, out chan<- prometheus.Metric) error {
	size, err := m.service.store.Size(ctx)
	if err == nil {
		out <- gauge(m.size, float64(size))
	}
	return err
}

func (m *metrics) buildInfo(out chan<- prometheus.Metric) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return
	}
	revision := ""
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			revision = s.Value
		}
	}
	out <- gauge(m.build, 1, info.Main.Version, revision, info.GoVersion)
}
