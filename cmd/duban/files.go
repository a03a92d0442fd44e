package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// writeFile writes a file whole or not at all: to a temporary name beside it,
// synced, renamed over it, and the folder synced.
func writeFile(path string, write func(io.Writer) error) error {
	dir := filepath.Dir(path)
	if _, err := os.Stat(dir); err != nil {
		return err // with the folder's name, not that of the temporary file
	}
	tmp, err := os.CreateTemp(dir, ".duban-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	err = write(tmp)
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// writeNewFile is writeFile for a name that is not taken yet.
func writeNewFile(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s 已经有了，没有改动；请换个名字", visible(path))
	}
	return writeFile(path, write)
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
