package demo

import (
	"context"
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"strings"

	"duban/checklist"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/files"
	"duban/internal/postoffice"
	"duban/internal/reply"
	"duban/internal/words"
)

// Letter is a letter that has arrived, with the notice it was.
type Letter struct {
	To      string
	Subject string
	File    string
	HTML    string
	Notice  db.Notice
	Replies []reply.Mail // what its reader wrote back
}

// keep writes a letter to the folder and finds the notice it was.
func (d *demo) keep(l postoffice.Letter) (Letter, error) {
	m := message.Parse(l.Raw, message.Limits{})
	list, err := d.office.Store.Notices(context.Background(), db.NoticeFilter{MessageID: m.MessageID})
	if err != nil {
		return Letter{}, err
	}
	if len(list) == 0 {
		return Letter{}, fmt.Errorf("a letter arrived that nobody wrote: %s", m.MessageID)
	}
	letter := Letter{To: l.To, Subject: m.Subject, HTML: m.HTML, Notice: list[0],
		File: fmt.Sprintf("letters/%04d-%s-%s.eml", len(d.Letters)+1, list[0].Letter.On, list[0].Kind)}
	d.Letters = append(d.Letters, letter)
	return letter, os.WriteFile(filepath.Join(d.dir, filepath.FromSlash(letter.File)), l.Raw, 0o600)
}

func (l Letter) Day() checklist.Day { return l.Notice.Letter.On }

// KindIn names what kind of letter it is.
func (l Letter) KindIn(lang words.Language) string {
	return words.Say(lang, l.Notice.Kind.Message())
}

// SubjectIn is the subject, to a reader of English without the tag, which is Chinese.
func (l Letter) SubjectIn(lang words.Language) string {
	if lang != words.English {
		return l.Subject
	}
	return strings.TrimSpace(strings.Replace(l.Subject, l.Notice.Token.Tag(), "", 1))
}

func (l Letter) Who() string { return l.Notice.Person }

// noteReply keeps a reply beside the letter that it answers.
func (d *demo) noteReply(to Letter, m reply.Mail) {
	const most = 5
	if lines := strings.Split(m.Text, "\n"); len(lines) > most { // beside the letter nothing scrolls
		m.Text = strings.Join(lines[:most], "\n") + "\n" + words.DemoMore.In(d.lang, len(lines)-most)
	}
	for i := range d.Letters {
		if d.Letters[i].File == to.File {
			d.Letters[i].Replies = append(d.Letters[i].Replies, m)
		}
	}
}

// indexPage shows the season at the left, in its order, and at the right what happened in a
// few lines, or the chosen letter with what was written back beside it. Only the list and
// the letter scroll. A letter stands in a frame that may do nothing.
//
//go:embed index.html
var indexText string

var indexPage = template.Must(template.New("index").Parse(indexText))

// link leads from the page to what else the demo leaves.
type link struct{ File, Name string }

func (d *demo) index() error {
	replies := 0
	for _, l := range d.Letters {
		replies += len(l.Replies)
	}
	table, evidence := words.DemoTable.In(d.lang), words.DemoEvidence.In(d.lang)
	page := map[string]any{"Language": d.lang, "Locale": words.PageLocale.In(d.lang), "Title": words.DemoTitle.In(d.lang, len(d.Letters)),
		"Original": words.DemoOriginal.In(d.lang), "Letters": d.Letters, "Replied": words.DemoReplied.In(d.lang),
		"Intro": words.DemoIntro.In(d.lang, len(d.Letters), replies), "Stations": d.stations(), "Result": words.DemoResult.In(d.lang),
		"Links": []link{{table + ".docx", table + ".docx"}, {table + ".xlsx", table + ".xlsx"}, {evidence + "/" + words.EvidencePage.In(d.lang), evidence}}}
	return files.Write(filepath.Join(d.dir, "index.html"), func(w io.Writer) error { return indexPage.Execute(w, page) })
}
