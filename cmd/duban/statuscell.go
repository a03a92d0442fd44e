package main

import (
	"context"
	"strings"
	"text/template"

	"duban/checklist"
	"duban/db"
)

// statusCells composes the last column from accepted evidence, in the parties'
// own words; what nobody has accepted stays blank.
func (h *house) statusCells(ctx context.Context, ledger []db.Owed) (map[int]string, error) {
	form, err := cellTemplate(h.conf.Export.Cell)
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
		text, err := h.statusText(ctx, form, o)
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
func (h *house) statusText(ctx context.Context, form *template.Template, o db.Owed) (string, error) {
	reply, err := h.acceptedWords(ctx, o)
	if err != nil || reply == "" {
		return "", err
	}
	var b strings.Builder
	err = form.Execute(&b, cellFields(o.Party, reply))
	return strings.TrimSpace(b.String()), err
}

// cellFields are the words that export.cell may use.
func cellFields(party, reply string) map[string]string {
	s := checklist.ReadStated(reply)
	return map[string]string{"责任主体": party, "回复": reply, "采取措施": s.Measures, "成效": s.Effect}
}

// cellTemplate reads export.cell and tries it, so that a mistake is found when
// the configuration is checked.
func cellTemplate(text string) (*template.Template, error) {
	t, err := template.New("export.cell").Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	return t, t.Execute(&strings.Builder{}, cellFields("综合部", "采取措施：甲。成效：乙。"))
}

// acceptedWords are those of the claim that was accepted, with later supplements.
func (h *house) acceptedWords(ctx context.Context, o db.Owed) (string, error) {
	claim, err := h.store.ClaimOf(ctx, o)
	return claim.Words(), err
}
