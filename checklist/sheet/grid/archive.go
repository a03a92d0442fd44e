package grid

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
)

// MostPart is how much of one part of an archive is unpacked: the header of an
// archive may lie about sizes, so what comes out is counted.
const MostPart = 64 << 20

// Archive is an office document: a zip of parts (ECMA-376 part 2, OPC).
type Archive struct {
	*zip.Reader
}

func OpenArchive(raw []byte) (Archive, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	return Archive{z}, err
}

func (a Archive) Has(name string) bool { return a.file(name) != nil }

func (a Archive) file(name string) *zip.File {
	for _, f := range a.File {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Part unpacks one part; a part that is not there is nil.
func (a Archive) Part(name string) ([]byte, error) {
	f := a.file(name)
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, DamagedDocument()
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, MostPart+1))
	if err != nil {
		return nil, DamagedDocument()
	}
	if len(content) > MostPart {
		return nil, checklist.Problems{{What: msg.New("unpacks to more than", MostPart>>20), Mend: msg.New("keep the table and save it")}}
	}
	return content, nil
}

// MostElements bounds a part that becomes a tree in memory, where an element of
// five bytes takes a hundred times as much; ten thousand rows of twenty cells fit.
const MostElements = 500_000

// MostMerges bounds merged cells, each of which is compared with all others.
const MostMerges = 20_000

// modest refuses an archive with more elements in a part than a list can have.
func (a Archive) modest() error {
	for _, f := range a.File {
		if !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		part, err := a.Part(f.Name)
		if err != nil {
			return err
		}
		elements := bytes.Count(part, []byte("<")) - bytes.Count(part, []byte("</"))
		if elements > MostElements || bytes.Count(part, []byte("mergeCell ")) > MostMerges {
			return tooManyCells()
		}
	}
	return nil
}

func tooManyCells() error {
	return checklist.Problems{{What: msg.New("too many cells"), Mend: msg.New("delete what is beside the list")}}
}

// Replaced writes the archive with some parts changed. Every other part is
// copied as it is packed, byte for byte.
func (a Archive) Replaced(w io.Writer, parts map[string][]byte) error {
	z := zip.NewWriter(w)
	for _, f := range a.File {
		content, changed := parts[f.Name]
		if !changed {
			if err := z.Copy(f); err != nil {
				return fmt.Errorf("copying %s: %w", f.Name, err)
			}
			continue
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method, Modified: f.Modified})
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.Name, err)
		}
		if _, err := out.Write(content); err != nil {
			return fmt.Errorf("writing %s: %w", f.Name, err)
		}
	}
	return z.Close()
}

// refused says why an archive is not read, nil when it is a workbook or a
// document that can be tried.
func (a Archive) refused() *checklist.Problem {
	for _, f := range a.File {
		if f.Flags&1 != 0 {
			return &checklist.Problem{What: msg.New("a file with a password"), Mend: msg.New("take off the password")}
		}
		if strings.HasSuffix(f.Name, "vbaProject.bin") {
			return &checklist.Problem{What: msg.New("a file with macros"), Mend: msg.New("save it without macros")}
		}
	}
	switch {
	case a.Has("xl/workbook.xml"), a.Has(DocumentPart):
		return nil
	case a.Has("content.xml"):
		return &checklist.Problem{What: msg.New("an OpenDocument file"), Mend: msg.New("save it as docx or xlsx")}
	}
	return &checklist.Problem{What: msg.New("neither a document nor a workbook"), Mend: msg.New("unpack it, or save it as docx or xlsx")}
}

func DamagedDocument() error {
	return checklist.Problems{{What: msg.New("a damaged document"), Mend: msg.New("open it and save it anew")}}
}

// SheetPart is the part that holds a sheet: the workbook names the sheet and a
// relationship, which names the part.
func (a Archive) SheetPart(sheet string) (string, error) {
	id, target := "", ""
	err := a.elements("xl/workbook.xml", func(e xml.StartElement) {
		if e.Name.Local == "sheet" && Attribute(e, "name") == sheet {
			for _, attr := range e.Attr {
				if attr.Name.Local == "id" { // r:id; sheetId is another name
					id = attr.Value
				}
			}
		}
	})
	if err != nil {
		return "", err
	}
	err = a.elements("xl/_rels/workbook.xml.rels", func(e xml.StartElement) {
		if e.Name.Local == "Relationship" && Attribute(e, "Id") == id {
			target = Attribute(e, "Target")
		}
	})
	if err != nil || target == "" {
		return "", DamagedDocument()
	}
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/"), nil
	}
	return path.Join("xl", target), nil
}

// elements calls fn with every element of a part.
func (a Archive) elements(name string, fn func(xml.StartElement)) error {
	part, err := a.Part(name)
	if err != nil {
		return err
	}
	dec := xml.NewDecoder(bytes.NewReader(part))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return DamagedDocument()
		}
		if e, ok := tok.(xml.StartElement); ok {
			fn(e)
		}
	}
}
