package register

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"strings"

	"duban/checklist"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/config"
	"duban/internal/libreoffice"
	"duban/internal/office"
	"duban/internal/report"
	"duban/internal/words"
)

// Fill reads a checklist's document again and composes its last column: in full, or a
// sentence for each lead, with the standings of a day. list "" is the one imported last.
func Fill(ctx context.Context, o *office.Office, on checklist.Day, list string, short bool) (f report.Filled, err error) {
	stored, err := o.List(ctx, list)
	if err != nil {
		return f, err
	}
	cell, err := cellOf(o, short)
	if err != nil {
		return f, err
	}
	f, err = report.Read(ctx, o.Store, stored, cell, o.Zone)
	f.Standing = func(p db.Owed) string { return words.Say(o.LetterLanguage(), o.Rules().PartStanding(p, on)) }
	return f, err
}

func cellOf(o *office.Office, short bool) (report.Cell, error) {
	form, err := config.CellTemplate(o.Config.Export.Cell)
	return report.Cell{Language: o.LetterLanguage(), Form: form, Short: short}, err
}

// Bind makes the bundle of evidence, a folder or a .zip, and returns the number of
// replies in it.
func Bind(ctx context.Context, o *office.Office, out string) (int, error) {
	cell, err := cellOf(o, false)
	if err != nil {
		return 0, err
	}
	names := report.Names{Language: o.LetterLanguage(), People: o.Directory.People()}
	return report.Evidence{Names: names, Store: o.Store, Zone: o.Zone, Cell: cell, Files: attachedTo(names.Language)}.Bind(ctx, out)
}

// attachedTo returns what lists the files of a mail: those that its sender gave no name are
// named in a language.
func attachedTo(l words.Language) func(raw []byte) []report.Attached {
	ours := strings.NewReplacer(message.NamelessFile, words.EvidenceNameless.In(l), message.ForwardedMail, words.EvidenceForward.In(l), message.PastedPicture, words.EvidencePicture.In(l))
	return func(raw []byte) (files []report.Attached) {
		for _, f := range message.Parse(raw, message.Limits{}).Attachments {
			if f.Unnamed {
				f.Name = ours.Replace(f.Name)
			}
			files = append(files, report.Attached{Name: f.Name, Content: f.Content})
		}
		return files
	}
}

// Forms are the forms a checklist can be written in, by extension.
var Forms = []string{".docx", ".xlsx", ".csv", ".md", ".json", ".pdf", ".doc", ".xls"}

// WriteForm writes a form, or another one of which LibreOffice makes it.
func WriteForm(ctx context.Context, w io.Writer, f report.Filled, form string) error {
	from, through := map[string]string{".pdf": "", ".doc": ".docx", ".xls": ".xlsx"}[form]
	if !through {
		return f.Write(w, form)
	}
	var b bytes.Buffer
	from = cmp.Or(from, f.PrintForm())
	if err := f.Write(&b, from); err != nil {
		return err
	}
	raw, err := libreoffice.Convert(ctx, from, form, b.Bytes())
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}
