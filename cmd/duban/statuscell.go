package main

import (
	"context"
	"strings"
	"text/template"

	"duban/checklist"
	"duban/db"
	"duban/internal/config"
	"duban/internal/office"
)

// statusCells composes the last column from accepted evidence, in the parties'
// own words; what nobody has accepted stays blank.
func statusCells(h *office.Office, ctx context.Context, ledger []db.Owed) (map[int]string, error) {
	form, err := config.CellTemplate(h.Config.Export.Cell)
	if err != nil {
		return nil, err
	}
	leads := map[int]int{}
	for _, o := range ledger {
		if o.Role == checklist.Lead {
			leads[o.No]++
		}
	}
	cells := map[int]string{}
	for _, o := range ledger {
		if o.Role != checklist.Lead || o.State != checklist.Accepted {
			continue
		}
		text, err := statusText(h, ctx, form, o)
		if err != nil {
			return nil, err
		}
		if text == "" {
			continue
		}
		if leads[o.No] > 1 {
			text = o.Party + "：" + text
		}
		cells[o.No] = strings.TrimPrefix(cells[o.No]+"\n"+text, "\n")
	}
	return cells, nil
}

// statusText is what one party's accepted reply puts into the cell, "" without words.
func statusText(h *office.Office, ctx context.Context, form *template.Template, o db.Owed) (string, error) {
	reply, err := acceptedWords(h, ctx, o)
	if err != nil || reply == "" {
		return "", err
	}
	var b strings.Builder
	err = form.Execute(&b, config.CellFields(o.Party, reply))
	return strings.TrimSpace(b.String()), err
}

// acceptedWords are what was claimed in the round that was accepted.
func acceptedWords(h *office.Office, ctx context.Context, o db.Owed) (string, error) {
	list, err := h.Store.EvidenceOf(ctx, o.ID)
	if err != nil {
		return "", err
	}
	var words []string
	for _, e := range list {
		if e.Round == o.Round && e.Verb == checklist.VerbDone {
			words = append(words, strings.TrimSpace(e.Text))
		}
	}
	return strings.Join(words, "\n"), nil
}
