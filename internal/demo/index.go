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
	"duban/internal/words"
)

// Letter is a letter that has arrived, with the notice it was.
type Letter struct {
	To      string
	Subject string
	File    string
	HTML    string
	Notice  db.Notice
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

// indexPage shows the list at the left and the chosen letter at the right, each
// letter in a frame that may do nothing.
var indexPage = template.Must(template.New("index").Parse(`<!DOCTYPE html>
<html lang="{{.Locale}}"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>
body{margin:0;font:14px/1.6 "Microsoft YaHei","Noto Sans CJK SC",sans-serif;display:flex;height:100vh;color:#222}
nav{width:430px;overflow:auto;border-right:1px solid #ddd;background:#fafafa}
nav a{display:block;padding:6px 12px;color:#222;text-decoration:none;border-bottom:1px solid #eee}
nav a:hover,nav a:focus{background:#e8eef7} nav small{color:#666}
main{flex:1;overflow:auto;background:#f2f3f5} section{display:none} section:target{display:block} section:first-child{display:block}
main:has(section:target) section:first-child:not(:target){display:none}
iframe{width:100%;height:calc(100vh - 44px);border:0} h2{font-size:15px;margin:0;padding:10px 16px;background:#fff;border-bottom:1px solid #ddd}
</style></head><body><nav>
{{range $i, $l := .Letters}}<a href="#l{{$i}}"><small>{{$l.Day}}　{{$l.KindIn $.Language}}　{{$l.Who}}</small><br>{{$l.SubjectIn $.Language}}</a>
{{end}}</nav><main>
{{range $i, $l := .Letters}}<section id="l{{$i}}"><h2>{{$l.SubjectIn $.Language}}　<a href="{{$l.File}}">{{$.Original}}</a></h2><iframe sandbox="" loading="lazy" srcdoc="{{$l.HTML}}"></iframe></section>
{{end}}</main></body></html>
`))

func (d *demo) index() error {
	page := map[string]any{"Language": d.lang, "Locale": words.DemoLocale.In(d.lang), "Title": words.DemoTitle.In(d.lang, len(d.Letters)),
		"Original": words.DemoOriginal.In(d.lang), "Letters": d.Letters}
	return files.Write(filepath.Join(d.dir, "index.html"), func(w io.Writer) error { return indexPage.Execute(w, page) })
}
