package demo_test

import (
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duban/checklist"
	"duban/internal/demo"
	"duban/internal/office/database"
	"duban/internal/words"
)

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
		return l.Notice.Kind == checklist.LetterDigest && l.Notice.Letter.Digest.Closing && l.Notice.Letter.Digest.Counts.Accepted == 40
	}); ends < 0 {
		t.Error("no digest tells the director that all is struck off")
	}
	for _, l := range result.Letters {
		if kind, subject := l.KindIn(words.English), l.SubjectIn(words.English); words.HasHan(kind+strings.ReplaceAll(subject, l.Notice.Letter.List, "")) || subject == "" {
			t.Errorf("a reader of English sees %q, %q of %q", kind, subject, l.Subject)
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "<h3>2026-04-01</h3>\n<a href=\"#l0\"><small>assignment → ") || !strings.Contains(string(page), "<pre>全部退回：材料不足</pre>") {
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
