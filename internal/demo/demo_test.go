package demo_test

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban"
	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/demo"
	"duban/internal/fulltest"
	"duban/internal/office/database"
	"duban/internal/words"
)

var han = regexp.MustCompile(`\p{Han}+`)

// The main job on the real list: 40 items assigned, reminded, answered, judged and struck
// off by mail alone, over real SMTP and LMTP.
func TestRun_theWholeListIsStruckOffByMailAlone(t *testing.T) {
	t.Parallel()
	forged, days, dir := false, 0, t.TempDir()
	result, err := demo.Run(t.Context(), dir, words.English, func(d demo.Day) {
		forged = forged || d.Forgery
		days++
	})
	if err != nil {
		t.Fatal(err)
	}
	store := result.Office.Store
	defer store.Close()
	all, err := store.Ledger(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		if o.State != checklist.Accepted {
			t.Errorf("item %d of %s is %s", o.No, o.Party, o.State)
		}
	}
	if ends := slices.IndexFunc(result.Letters, func(l demo.Letter) bool {
		return l.Notice.Kind == letter.KindDigest && l.Notice.Letter.Digest.Closing && l.Notice.Letter.Digest.Counts.Accepted == 40
	}); ends < 0 {
		t.Error("no digest tells the director that all is struck off")
	}
	theirs := string(duban.Config) + result.Letters[0].Notice.Letter.List // names, titles and
	for _, o := range all {
		theirs += o.Content
	}
	for _, l := range result.Letters {
		if kind, subject := l.KindIn(words.English), l.SubjectIn(words.English); words.HasHan(kind+strings.ReplaceAll(subject, l.Notice.Letter.List, "")) || subject == "" {
			t.Errorf("a reader of English sees %q, %q of %q", kind, subject, l.Subject)
		}
		for _, said := range han.FindAllString(l.HTML, -1) {
			if !strings.Contains(theirs, strings.TrimSuffix(said, "负责人")) {
				t.Errorf("%s says %q", l.File, said)
			}
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "<h3>2026-04-01</h3>\n<a href=\"#l0\"><small>assignment → ") || !strings.Contains(string(page), "<pre>return all: not enough material</pre>") {
		t.Error("the page is not in English, or lacks replies")
	}
	for _, what := range []words.Text{words.DemoAssigned, words.DemoBounced, words.DemoReported, words.DemoFiled, words.DemoForged, words.DemoReturned, words.DemoNamed, words.DemoExtended, words.DemoStruckOff} {
		if !strings.Contains(string(page), "</a><span>"+template.HTMLEscapeString(what.En)+"</span>") {
			t.Errorf("no letter shows what the page says of a season: %s", what.En)
		}
	}
	if n := len(result.Letters); n < 150 || n > 250 {
		t.Errorf("%d letters", n)
	}
	if !forged || days != int(demo.Last-demo.First)+1 {
		t.Errorf("%d days, forgery seen: %v", days, forged)
	}
	if found, err := database.Check(t.Context(), result.Office, demo.Last.At(23, 59, result.Office.Zone)); err != nil || len(found.Broken) > 0 {
		t.Errorf("the check finds %v, %v", found.Broken, err)
	}
}

// What happens in the season is the same in both languages: every event of every
// responsibility, on its day and by whom, and every letter to whom it went.
func TestRun_theSeasonIsTheSameInEitherLanguage(t *testing.T) {
	fulltest.Only(t)
	t.Parallel()
	seasons := map[words.Language][]string{}
	var lock sync.Mutex
	t.Run("plays", func(t *testing.T) {
		for _, lang := range []words.Language{words.Chinese, words.English} {
			t.Run(string(lang), func(t *testing.T) {
				t.Parallel()
				acts := season(t, lang)
				lock.Lock()
				defer lock.Unlock()
				seasons[lang] = acts
			})
		}
	})
	if diff := cmp.Diff(seasons[words.Chinese], seasons[words.English]); diff != "" || len(seasons[words.Chinese]) < 500 {
		t.Errorf("of %d acts (-Chinese +English):\n%s", len(seasons[words.Chinese]), diff)
	}
}

// season plays one and tells what happened, without the words.
func season(t *testing.T, lang words.Language) (acts []string) {
	t.Helper()
	result, err := demo.Run(t.Context(), t.TempDir(), lang, func(demo.Day) {})
	if err != nil {
		t.Fatal(err)
	}
	store := result.Office.Store
	defer store.Close()
	for _, l := range result.Letters {
		acts = append(acts, fmt.Sprint(l.Day(), l.Notice.Kind, l.Who(), len(l.Replies)))
		if lang != words.English {
			continue
		}
		for _, m := range l.Replies {
			if words.HasHan(m.Text + m.File) {
				t.Errorf("%s answers %q, %s", l.Who(), m.Text, m.File)
			}
		}
	}
	all, err := store.Ledger(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		events, err := store.History(t.Context(), o.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			acts = append(acts, fmt.Sprint(o.No, o.Party, e.On, e.Kind, e.Actor, e.Day))
		}
	}
	slices.Sort(acts) // letters of one moment go in any order
	return acts
}
