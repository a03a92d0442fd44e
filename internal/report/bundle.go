package report

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"duban/internal/files"
	"duban/internal/msg"
	"duban/internal/words"
	"duban/internal/zh"
)

// bundle (迎检材料) is evidence on its way out: a folder, or a zip of the same
// files. It holds nothing of the day it was made, so the same data gives the
// same bytes.
type bundle struct {
	words.Language
	put   func(name string, content []byte) error
	close func() error
	files []bundled
	known map[string]bool
}

// bundled is a file of a bundle.
type bundled struct {
	Path   string
	Item   string // 第14项 of which list; "" where it is of none
	Kind   string // 回复原信, 附件, 批示原信, 记录 …
	Who    string
	When   string
	Size   int
	SHA256 string
}

// openBundle makes a folder, which must be empty, or a .zip, which must be new.
func openBundle(out string, l words.Language) (*bundle, error) {
	if strings.EqualFold(path.Ext(out), ".zip") {
		return openZip(out, l)
	}
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		return nil, msg.New("the folder is not empty", zh.Visible(out))
	}
	if err := os.MkdirAll(out, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(out) // nothing that a mail names can lead out of it
	if err != nil {
		return nil, err
	}
	put := func(name string, content []byte) error {
		if err := root.MkdirAll(path.Dir(name), 0o700); err != nil {
			return err
		}
		return root.WriteFile(name, content, 0o600)
	}
	return &bundle{Language: l, put: put, close: root.Close, known: map[string]bool{}}, nil
}

func openZip(out string, l words.Language) (*bundle, error) {
	f, err := os.OpenFile(out, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil, files.Taken{Path: zh.Visible(out)}
	}
	if err != nil {
		return nil, err
	}
	z := zip.NewWriter(f)
	put := func(name string, content []byte) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // without a time: the same bytes each time
		if err != nil {
			return err
		}
		_, err = io.Copy(w, bytes.NewReader(content))
		return err
	}
	return &bundle{Language: l, put: put, close: func() error { return errors.Join(z.Close(), f.Sync(), f.Close()) }, known: map[string]bool{}}, nil
}

// add writes a file once; a name that is taken gets a number.
func (b *bundle) add(f bundled, content []byte) (name string, err error) {
	ext := path.Ext(f.Path)
	base := strings.TrimSuffix(f.Path, ext)
	for n := 2; b.known[f.Path]; n++ {
		f.Path = base + words.EvidenceNumbered.In(b.Language, n) + ext
	}
	b.known[f.Path] = true
	sum := sha256.Sum256(content)
	f.Size, f.SHA256 = len(content), hex.EncodeToString(sum[:])
	b.files = append(b.files, f)
	return f.Path, b.put(f.Path, content)
}

// manifest lists every file with its SHA-256, as sha256sum -c reads it.
func (b *bundle) manifest() error {
	all := slices.Clone(b.files)
	slices.SortFunc(all, func(x, y bundled) int { return strings.Compare(x.Path, y.Path) })
	var text strings.Builder
	hashes := map[string]string{}
	for _, f := range all {
		fmt.Fprintf(&text, "%s  %s\n", f.SHA256, f.Path)
		hashes[f.Path] = f.SHA256
	}
	asJSON, err := json.MarshalIndent(hashes, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(b.put("manifest.txt", []byte(text.String())), b.put("manifest.json", append(asJSON, '\n')))
}
