package report

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"duban/checklist"
	"duban/checklist/sheet/paper"
)

//go:embed index.html
var evidencePage string

// verifier checks a bundle without this program, with nothing but Python 3.
//
//go:embed verifier.py
var verifier []byte

var evidenceIndex = template.Must(template.New("index").Funcs(template.FuncMap{"href": href}).Parse(evidencePage))

// href is a relative link to a file of the bundle.
func href(path string) template.URL {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return template.URL("./" + strings.Join(parts, "/")) //nolint:gosec // every part is escaped
}

// index writes what an inspector begins with: the chain of records, the
// verifier, and the index as a page and as a workbook.
func (b *binder) index(ctx context.Context) error {
	head, err := b.chain(ctx)
	if err != nil {
		return err
	}
	if _, err := b.bundle.add(bundled{Path: "校验.py", Kind: "校验程序"}, verifier); err != nil {
		return err
	}
	var page, book bytes.Buffer
	if err := evidenceIndex.Execute(&page, map[string]any{"Items": b.items, "Files": b.bundle.files, "Head": head, "Replies": b.replies, "Several": b.several}); err != nil {
		return err
	}
	if err := paper.WriteBook(&book, b.itemPage(), b.filePage()); err != nil {
		return err
	}
	if _, err := b.bundle.add(bundled{Path: "索引.html", Kind: "索引"}, page.Bytes()); err != nil {
		return err
	}
	_, err = b.bundle.add(bundled{Path: "索引.xlsx", Kind: "索引"}, book.Bytes())
	return err
}

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
	_, err = b.bundle.add(bundled{Path: "记录链.txt", Kind: "记录链"}, text.Bytes())
	return head, err
}

func (b *binder) itemPage() paper.Page {
	p := paper.Page{Name: "事项", Headings: []string{"清单", "序号", "事项", "牵头", "完成时限", "状态", "完成情况", "回复", "附件", "文件夹"},
		Widths: []float64{24, 6, 40, 20, 12, 24, 48, 6, 6, 36}}
	for _, it := range b.items {
		p.Rows = append(p.Rows, []string{it.List, fmt.Sprint(it.No), it.Name, it.Leads, it.Due, it.State, it.Status, fmt.Sprint(it.Replies), fmt.Sprint(it.Attachments), it.Folder})
	}
	return p
}

func (b *binder) filePage() paper.Page {
	p := paper.Page{Name: "文件", Headings: []string{"文件", "事项", "种类", "来自或发给", "时间", "字节", "SHA-256"}, Widths: []float64{60, 14, 12, 20, 18, 10, 68}}
	for _, f := range b.bundle.files {
		p.Rows = append(p.Rows, []string{f.Path, f.Item, f.Kind, f.Who, f.When, fmt.Sprint(f.Size), f.SHA256})
	}
	return p
}
