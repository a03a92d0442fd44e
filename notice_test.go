package duban_test

import (
	"cmp"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write NOTICE anew")

// licences are told by a sentence of theirs; the first that fits counts.
var licences = []struct{ name, sentence string }{
	{"Apache-2.0", "Apache License Version 2.0"}, {"MPL-2.0", "Mozilla Public License Version 2.0"},
	{"BSD-3-Clause", "Neither the name of"}, {"BSD-2-Clause", "Redistribution and use in source and binary forms"},
	{"ISC", "Permission to use, copy, modify, and/or distribute this software"}, {"MIT", "Permission is hereby granted, free of charge"},
}

// copyright is a line that names who holds it, in or before a licence.
var copyright = regexp.MustCompile(`(?m)^\s*(?:Copyright|COPYRIGHT|Portions Copyright) .*\d{4}.*$`)

// linked is a module of which there is code in the binary, with its licence.
type linked struct {
	path, licence string
	holders       []string
	text          string // without its holders
	notice        string // what its own NOTICE asks to be passed on
}

// linkedModules are those that the program is built of, and Go itself.
func linkedModules(t *testing.T) (all []linked) {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}", "./cmd/duban").Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	dirs := map[string]string{"Go, its standard library and runtime": strings.TrimSpace(string(root))}
	for line := range strings.Lines(string(out)) {
		if path, dir, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			dirs[path] = dir
		}
	}
	for _, path := range slices.Sorted(maps.Keys(dirs)) {
		all = append(all, licenceOf(t, path, dirs[path]))
	}
	return all
}

func licenceOf(t *testing.T, path, dir string) linked {
	t.Helper()
	m := linked{path: path}
	files, _ := filepath.Glob(filepath.Join(dir, "LICEN[SC]E*"))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			continue // a folder of them
		}
		text := strings.ReplaceAll(string(raw), "\r\n", "\n")
		for _, l := range licences {
			if m.licence == "" && strings.Contains(strings.Join(strings.Fields(text), " "), l.sentence) {
				m.licence = l.name
			}
		}
		if m.licence != "Apache-2.0" { // whose text has an example of a holder
			for _, holder := range copyright.FindAllString(text, -1) {
				m.holders = append(m.holders, strings.TrimSpace(holder))
			}
			text = copyright.ReplaceAllString(text, "")
		}
		m.text += strings.TrimSpace(text) + "\n"
	}
	if raw, err := os.ReadFile(filepath.Join(dir, "NOTICE")); err == nil {
		m.notice = strings.TrimSpace(string(raw))
	}
	if m.licence == "" {
		t.Fatalf("%s: no licence known in %s", path, dir)
	}
	return m
}

// notice is the text of NOTICE.
func notice(all []linked) string {
	var s strings.Builder
	s.WriteString(`duban
Copyright 2026 The duban authors

Licensed under the Apache License, Version 2.0; see LICENSE.

The program is built of the following, each under its own licence. None is changed. What is under the Mozilla Public
License can be had as source from the address that is its name. mattn/go-sqlite3 contains SQLite, which is in the public domain.
This file is written by go test . -run TestNotice -update

`)
	texts := map[string][]linked{}
	for _, m := range all {
		s.WriteString(m.path + "\n    " + m.licence)
		for _, h := range m.holders {
			s.WriteString("\n    " + h)
		}
		if m.notice != "" {
			s.WriteString("\n    its notice:\n        " + strings.ReplaceAll(m.notice, "\n", "\n        "))
		}
		s.WriteString("\n")
		key := strings.Join(strings.Fields(m.text), " ")
		if m.licence == "Apache-2.0" || m.licence == "MPL-2.0" { // always the same words
			key = m.licence
		}
		texts[key] = append(texts[key], m)
	}
	for _, same := range slices.SortedFunc(maps.Values(texts), func(a, b []linked) int {
		return cmp.Or(cmp.Compare(a[0].licence, b[0].licence), cmp.Compare(a[0].path, b[0].path))
	}) {
		s.WriteString("\n" + strings.Repeat("-", 100) + "\n" + same[0].licence + ":")
		for _, m := range same {
			s.WriteString("\n  " + m.path)
		}
		if same[0].licence == "Apache-2.0" {
			s.WriteString("\n\nThe text stands in LICENSE.\n")
			continue
		}
		s.WriteString("\n\n" + same[0].text)
	}
	return regexp.MustCompile(`[ \t]+\n`).ReplaceAllString(s.String(), "\n")
}

func TestNotice_namesAllThatIsLinkedWithItsLicence(t *testing.T) {
	t.Parallel()
	want := notice(linkedModules(t))
	if *update {
		if err := os.WriteFile("NOTICE", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("NOTICE is not of what is linked now: go test . -run TestNotice -update, then read the difference")
	}
	table, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range linkedModules(t) {
		for line := range strings.Lines(string(table)) {
			cells := strings.Split(line, "|")
			if len(cells) > 2 && strings.HasSuffix(strings.TrimSpace(cells[1]), strings.TrimPrefix(m.path, "github.com/")) &&
				!strings.Contains(cells[2], strings.TrimSuffix(m.licence, "-Clause")) {
				t.Errorf("docs/dependencies.md has another licence of %s than %s", m.path, m.licence)
			}
		}
	}
}
