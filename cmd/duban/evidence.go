package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/scheduler"
)

func (a *app) evidenceCommand() *cobra.Command {
	var out string
	c := a.command(func(c *cobra.Command, _ []string) error {
		if out == "" {
			return usageError{errors.New("请用 -o 写明输出文件夹")}
		}
		return a.evidence(c.Context(), out)
	}, help{use: "evidence -o 文件夹", zh: "导出佐证：每项一个文件夹，内有原信、正文、附件", en: "export the evidence: a folder an item with the mails, texts and attachments",
		example: "duban evidence -o 佐证"})
	c.Args = a.exactly(0)
	c.Flags().StringVarP(&out, "output", "o", "", a.say("输出文件夹，须为空", "output folder"))
	return c
}

// binder writes evidence files and remembers their hashes.
type binder struct {
	root   *os.Root
	hashes map[string]string
}

func (a *app) evidence(ctx context.Context, out string) error {
	h, err := a.openHouse(ctx)
	if err != nil {
		return err
	}
	defer h.store.Close()
	n, err := h.bindEvidence(ctx, out)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "已导出%d份佐证到 %s，校验见 manifest.txt\n", n, out)
	return nil
}

func (h *house) bindEvidence(ctx context.Context, out string) (n int, err error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return 0, err
	}
	root, err := os.OpenRoot(out) // nothing that a mail names can lead out of it
	if err != nil {
		return 0, err
	}
	defer root.Close()
	b := &binder{root: root, hashes: map[string]string{}}
	all, err := h.store.Ledger(ctx)
	if err != nil {
		return 0, err
	}
	for _, item := range scheduler.ByItem(all) {
		bound, err := h.bindItem(ctx, b, item)
		if err != nil {
			return n, err
		}
		n += bound
	}
	return n, b.manifest()
}

func (h *house) bindItem(ctx context.Context, b *binder, item []db.Owed) (n int, err error) {
	folder := fmt.Sprintf("%02d %s", item[0].No, safeName(checklist.ShortName(item[0].Content)))
	bound := map[int64]bool{}
	for _, o := range item {
		list, err := h.store.EvidenceOf(ctx, o.ID)
		if err != nil {
			return n, err
		}
		for _, e := range list {
			if bound[e.Mail] {
				continue
			}
			bound[e.Mail] = true
			if err := h.bindMail(ctx, b, folder, e.Mail); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, nil
}

func (h *house) bindMail(ctx context.Context, b *binder, folder string, id int64) error {
	m, err := h.store.MailByID(ctx, id)
	if err != nil {
		return err
	}
	raw, err := h.store.RawMail(ctx, id)
	if err != nil {
		return err
	}
	base := filepath.Join(folder, fmt.Sprintf("%04d %s", id, safeName(m.Person)))
	if err := b.write(base+".eml", raw); err != nil {
		return err
	}
	if err := b.write(base+".txt", []byte(m.Text)); err != nil {
		return err
	}
	for i, f := range inbox.Parse(raw, inbox.Limits{}).Attachments {
		if err := b.write(filepath.Join(base, fmt.Sprintf("%d %s", i+1, safeName(f.Name))), f.Content); err != nil {
			return err
		}
	}
	return nil
}

// safeName keeps of a name what every file system takes.
func safeName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return -1
		}
		return r
	}, visible(s))
	const most = 60
	r := []rune(strings.Trim(s, ". "))
	if len(r) > most {
		ext := []rune(filepath.Ext(string(r)))
		if len(ext) > 10 {
			ext = nil
		}
		r = append(r[:most-len(ext)], ext...)
	}
	if len(r) == 0 {
		return "未命名"
	}
	return string(r)
}

func (b *binder) write(path string, content []byte) error {
	if err := b.root.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := b.root.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, bytes.NewReader(content))
	sum := sha256.Sum256(content)
	b.hashes[filepath.ToSlash(path)] = hex.EncodeToString(sum[:])
	return errors.Join(err, f.Close())
}

// manifest lists every file with its SHA-256, as sha256sum -c reads it.
func (b *binder) manifest() error {
	var names []string
	for name := range b.hashes {
		names = append(names, name)
	}
	sort.Strings(names)
	var text strings.Builder
	for _, name := range names {
		fmt.Fprintf(&text, "%s  %s\n", b.hashes[name], name)
	}
	asJSON, err := json.MarshalIndent(b.hashes, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(
		b.root.WriteFile("manifest.txt", []byte(text.String()), 0o644),
		b.root.WriteFile("manifest.json", append(asJSON, '\n'), 0o644))
}
