package report

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"net/url"
	"strings"
	texttemplate "text/template"

	"duban/checklist"
	"duban/checklist/sheet/paper"
	"duban/internal/words"
)

//go:embed index.html
var evidencePage string

// verifier checks a bundle without this program, with nothing but Python 3.
//
//go:embed verifier.py
var verifier string

var evidenceVerifier = texttemplate.Must(texttemplate.New("verifier").Parse(verifier))

var evidenceIndex = template.Must(template.New("index").Funcs(template.FuncMap{"href": href}).Parse(evidencePage))

// href is a relative link to a file of the bundle.
func href(path string) template.URL {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return template.URL("./" + strings.Join(parts, "/")) //nolint:gosec // every part is escaped
}

// link is a link to a file of the bundle, in a sentence of the page.
func link(href template.URL, name string) template.HTML {
	return template.HTML(`<a href="` + string(href) + `">` + template.HTMLEscapeString(name) + `</a>`) //nolint:gosec // as above
}

func code(s string) template.HTML { return template.HTML("<code>" + s + "</code>") } //nolint:gosec // commands and hashes

// index writes what an inspector begins with: the chain of records, the
// verifier, and the index as a page and as a workbook.
func (b *binder) index(ctx context.Context) error {
	head, err := b.chain(ctx)
	if err != nil {
		return err
	}
	var proof, page, book bytes.Buffer
	if err := evidenceVerifier.Execute(&proof, b.proofs()); err != nil {
		return err
	}
	if _, err := b.bundle.add(bundled{Path: b.tell(words.EvidenceVerifier), Kind: b.tell(words.EvidenceVerifies)}, proof.Bytes()); err != nil {
		return err
	}
	if err := evidenceIndex.Execute(&page, b.page(head)); err != nil {
		return err
	}
	if err := paper.WriteBook(&book, b.itemPage(), b.filePage()); err != nil {
		return err
	}
	if _, err := b.bundle.add(bundled{Path: b.tell(words.EvidencePage), Kind: b.tell(words.EvidenceIndex)}, page.Bytes()); err != nil {
		return err
	}
	_, err = b.bundle.add(bundled{Path: b.tell(words.EvidenceBook), Kind: b.tell(words.EvidenceIndex)}, book.Bytes())
	return err
}

// proofs is what the verifier says.
func (b *binder) proofs() map[string]string {
	chain := b.tell(words.EvidenceChain)
	return map[string]string{"Head": b.tell(words.VerifierHead, b.tell(words.EvidenceVerifier), chain), "Chain": chain, "Fault": b.tell(words.VerifierFault),
		"Missing": b.tell(words.VerifierMissing), "Differs": b.tell(words.VerifierDiffers), "Unlisted": b.tell(words.VerifierUnlisted),
		"Record": b.tell(words.VerifierRecord, "%d"), "End": b.tell(words.VerifierEnd, "%d", "%d", "%s", "%d")}
}

// latinFonts come first in English: those of Chinese have wide quotation marks.
const latinFonts = `"Segoe UI","Helvetica Neue",Arial,`

// page is what the index says as a page.
func (b *binder) page(head checklist.Event) map[string]any {
	say := func(t words.Text, facts ...any) template.HTML { return template.HTML(b.tell(t, facts...)) } //nolint:gosec // texts of ours, links and numbers
	items, files := b.columns(words.IndexItemHeadings), b.columns(words.IndexFileHeadings)
	if !b.several {
		items = items[1:]
	}
	book, chain := b.tell(words.EvidenceBook), b.tell(words.EvidenceChain)
	return map[string]any{"Locale": b.tell(words.PageLocale), "Latin": template.CSS(b.in.Of("", latinFonts)), "Title": b.tell(words.IndexTitle), "ItemsTitle": b.tell(words.IndexItems), "FilesTitle": b.tell(words.IndexFiles),
		"VerifyTitle": b.tell(words.IndexVerify), "ItemHeadings": items[:len(items)-1], "FileHeadings": files[:len(files)-1],
		"What":     say(words.IndexWhat, len(b.items), b.replies, len(b.bundle.files), link(href(book), book)),
		"Manifest": say(words.IndexManifest, link("manifest.txt", "manifest.txt"), code("sha256sum -c manifest.txt")),
		"Chain":    say(words.IndexChain, link(href(chain), chain), code(checklist.ChainStart), head.Seq, "<br>"+code(head.Hash)+"<br>"),
		"Python":   say(words.IndexPython, code("python3 "+b.tell(words.EvidenceVerifier))),
		"Items":    b.items, "Files": b.bundle.files, "Several": b.several}
}

// columns are headings of the index; the page shows the folder and the hash of a file with
// its name, and so not the last.
func (b *binder) columns(t words.Text) []string { return strings.Split(b.tell(t), "|") }

// chain writes every record with its hash, as it was sealed: a line is the hash,
// a space, and the record's JSON.
func (b *binder) chain(ctx context.Context) (head checklist.Event, err error) {
	var text bytes.Buffer
	err = b.in.Store.Events(ctx, func(e checklist.Event) error {
		head = e
		fmt.Fprintf(&text, "%s %s\n", e.Hash, e.JSON())
		return nil
	})
	if err != nil {
		return head, err
	}
	_, err = b.bundle.add(bundled{Path: b.tell(words.EvidenceChain), Kind: b.tell(words.EvidenceChained)}, text.Bytes())
	return head, err
}

func (b *binder) itemPage() paper.Page {
	p := paper.Page{Name: b.tell(words.IndexItems), Foot: b.tell(words.IndexFoot), Headings: b.columns(words.IndexItemHeadings),
		Widths: []float64{24, 6, 40, 20, 12, 24, 48, 6, 6, 36}}
	for _, it := range b.items {
		p.Rows = append(p.Rows, []string{it.List, fmt.Sprint(it.No), it.Name, it.Leads, it.Due, it.State, it.Status, fmt.Sprint(it.Replies), fmt.Sprint(it.Attachments), it.Folder})
	}
	return p
}

func (b *binder) filePage() paper.Page {
	p := paper.Page{Name: b.tell(words.IndexFiles), Foot: b.tell(words.IndexFoot), Headings: b.columns(words.IndexFileHeadings), Widths: []float64{60, 14, 12, 20, 18, 10, 68}}
	for _, f := range b.bundle.files {
		p.Rows = append(p.Rows, []string{f.Path, f.Item, f.Kind, f.Who, f.When, fmt.Sprint(f.Size), f.SHA256})
	}
	return p
}
