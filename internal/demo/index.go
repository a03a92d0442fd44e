package demo

import (
	"context"
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
	return words.Said(lang, l.Notice.Kind.Chinese())
}

// SubjectIn is the subject in a language; the letter itself is Chinese.
func (l Letter) SubjectIn(lang words.Language) string {
	if lang != words.English {
		return l.Subject
	}
	return words.Said(lang, strings.TrimSpace(strings.Replace(l.Subject, l.Notice.Token.Tag(), "", 1)))
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

// indexPage shows the season at the left, in its order, and the chosen letter with what was
// written back beside it. Only the list and the letter scroll. A letter stands in a frame
// that may do nothing.
var indexPage = template.Must(template.New("index").Parse(`<!DOCTYPE html>
<html lang="{{.Locale}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title>
<style>
*{box-sizing:border-box}
body{margin:0;font:14px/1.6 "Microsoft YaHei","Noto Sans CJK SC",sans-serif;display:flex;height:100vh;overflow:hidden;color:#222}
nav{width:340px;flex:none;overflow-y:auto;border-right:1px solid #ddd;background:#fafafa}
nav p{margin:0;padding:12px;background:#1f3a5f;color:#fff} nav p a{color:#fff;margin-right:12px}
nav h3{margin:0;padding:4px 12px;font-size:13px;background:#e6eaf0;color:#1f3a5f;position:sticky;top:0}
nav>a{display:block;padding:5px 12px;color:#222;text-decoration:none;border-bottom:1px solid #eee}
nav>a:hover,nav>a:focus{background:#e8eef7} nav small{color:#666} nav b{color:#1a7f37;font-weight:normal}
main{flex:1;min-width:0;background:#f2f3f5} section{display:none;height:100vh;grid-template:auto 1fr/1fr auto}
section:target,section:first-child{display:grid} main:has(section:target) section:first-child:not(:target){display:none}
h2{grid-column:1/3;font-size:15px;margin:0;padding:10px 16px;background:#fff;border-bottom:1px solid #ddd}
iframe{width:100%;height:100%;border:0;background:#fff}
aside{width:290px;overflow:hidden;padding:12px;border-left:1px solid #ddd;background:#eef6ef}
aside h4{margin:0 0 4px;color:#1a7f37;font-size:13px} aside pre{margin:0 0 14px;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;background:#fff;padding:8px;border:1px solid #d5e5d8}
</style></head><body><nav><p>{{.Intro}}<br>{{range .Links}}<a href="{{.File}}">{{.Name}}</a>{{end}}</p>
{{$day := ""}}{{range $i, $l := .Letters}}{{if ne $day (print $l.Day)}}{{$day = print $l.Day}}<h3>{{$day}}</h3>
{{end}}<a href="#l{{$i}}"><small>{{$l.KindIn $.Language}} → {{$l.Who}}</small>{{if $l.Replies}} <b>↩ {{$.Replied}}</b>{{end}}<br>{{$l.SubjectIn $.Language}}</a>
{{end}}</nav><main>
{{range $i, $l := .Letters}}<section id="l{{$i}}"><h2>{{$l.SubjectIn $.Language}}　<a href="{{$l.File}}">{{$.Original}}</a></h2><iframe sandbox="" loading="lazy" srcdoc="{{$l.HTML}}"></iframe>{{if $l.Replies}}<aside>{{range $l.Replies}}<h4>↩ {{.From}}</h4><pre>{{.Text}}{{if .File}}

📎 {{.File}}{{end}}</pre>{{end}}</aside>{{end}}</section>
{{end}}</main></body></html>
`))

// link leads from the page to what else the demo leaves.
type link struct{ File, Name string }

func (d *demo) index() error {
	replies := 0
	for _, l := range d.Letters {
		replies += len(l.Replies)
	}
	table, evidence := words.DemoTable.In(d.lang), words.DemoEvidence.In(d.lang)
	page := map[string]any{"Language": d.lang, "Locale": words.DemoLocale.In(d.lang), "Title": words.DemoTitle.In(d.lang, len(d.Letters)),
		"Original": words.DemoOriginal.In(d.lang), "Letters": d.Letters, "Replied": words.DemoReplied.In(d.lang),
		"Intro": words.DemoIntro.In(d.lang, len(d.Letters), replies),
		"Links": []link{{table + ".docx", table + ".docx"}, {table + ".xlsx", table + ".xlsx"}, {evidence + "/索引.html", evidence}}}
	return files.Write(filepath.Join(d.dir, "index.html"), func(w io.Writer) error { return indexPage.Execute(w, page) })
}
