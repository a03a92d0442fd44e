package sheet

import (
	"unicode/utf8"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/zh"
)

// held is what the cells of a column hold, counted over the first rows.
type held struct {
	rows    int // with text anywhere
	filled  int
	numbers int // 1, 2、, （三）, ZG-04
	rising  int // numbers one above the number before
	dated   int // 4月底, 长期坚持, 2027-04-30
	parties int // 综合部会同各部
	length  int // characters, together
}

// mostCounted bounds the rows that are looked at: a column shows what it is early.
const mostCounted = 200

var (
	datedCell = zh.NewPattern(`^\s*.{0,12}?(\d\s*[年月日号]|\d{4}\s*[.\-/]\s*\d|\d{1,2}[.\-/]\d{1,2}|[一二三四五六七八九十]+月|年底|年末|年内|年中|季度|半年|全年|月底|长期|長期|常态|持续|持續|立行立改|立即|即知即改|即时|近期|每[年月周季日天]|\d+\s*(个)?(工作日|小时|天)|期间|Q[1-4]\b|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ongoing|daily|weekly|monthly|quarterly|tbc|tbd|asap|within \d))`)
	codedNo   = zh.NewPattern(`^[^\d]{0,8}(?:\d{1,4}[-—_.])?\d{1,4}[、.．)）]?$`)
)

// isDated reports whether a text reads as a deadline would: short, and of time.
func isDated(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= 40 && datedCell.MatchString(s)
}

// holds counts what stands under a header in a column.
func (h *header) holds(g *grid.Grid, col int) (c held) {
	before := 0
	for row := h.last + 1; row < len(g.Rows) && c.rows < mostCounted; row++ {
		if len(g.FilledColumns(row)) < 2 {
			continue // a heading across the table, a note
		}
		c.rows++
		text := g.Own(row, col)
		if text == "" {
			continue
		}
		c.filled++
		c.length += utf8.RuneCountInString(text)
		n := grid.Number(text)
		switch {
		case n > 0 || codedNo.MatchString(text):
			c.numbers++
		case checklist.LooksLikeParties(text):
			c.parties++
		}
		if n > 0 && (n == before+1 || n == 1) {
			c.rising++
		}
		before = n
		if n == 0 && isDated(text) {
			c.dated++
		}
	}
	return c
}

func (c held) most(n int) bool { return c.filled > 0 && n*5 >= c.filled*3 }

// running reports whether a column counts its rows.
func (c held) running() bool { return c.most(c.rising) && c.most(c.numbers) }

func (c held) average() int { return c.length / max(1, c.filled) }

// prose is from which a cell says what to do rather than who or when.
const prose = 12

// weigh adds what the cells say to what the heading says of a column.
func (c held) weigh(score map[grid.Kind]int) {
	add := func(k grid.Kind, n int) {
		if score[k] > 0 {
			score[k] += n
		}
	}
	if c.filled == 0 {
		for k := range score {
			if k != grid.Status && k != grid.Remark && k != grid.No {
				add(k, -2)
			}
		}
		add(grid.Status, 4)
		return
	}
	if c.running() {
		add(grid.No, 6)
	}
	switch {
	case c.most(c.dated) && c.average() <= 2*prose:
		add(grid.Deadline, 5)
		add(grid.Content, -4)
		add(grid.Target, -4)
	case c.average() >= prose && c.dated*4 < c.filled:
		add(grid.Deadline, -3)
	}
	if c.average() >= prose && !c.most(c.parties) {
		add(grid.Content, 3)
		add(grid.Target, 3)
		add(grid.Parties, -3)
	}
	if c.most(c.parties) {
		add(grid.Parties, 4)
		add(grid.Leads, 4)
		add(grid.Joint, 4)
	}
}
