package config

import (
	"bytes"

	"github.com/pelletier/go-toml/v2/unstable"

	"duban/checklist"
	"duban/internal/msg"
)

// place is where a key, or the head of a table, stands in a TOML file.
type place struct {
	row, last, col int // lines, 1-based; last is where the value ends
	from, to       int // bytes, of the key with its value
	table          bool
}

// eachPlace goes through a file's keys and tables in their order.
func eachPlace(raw []byte, fn func(key string, p place)) {
	var parser unstable.Parser
	parser.Reset(raw)
	table := ""
	for parser.NextExpression() {
		e := parser.Expression()
		key, first := dottedKey(e.Key())
		p := placeOf(raw, int(first.Offset), int(first.Offset+first.Length))
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table, p.table = key+".", true
			fn(key, p)
		case unstable.KeyValue:
			p = placeOf(raw, int(first.Offset), int(e.Raw.Offset+e.Raw.Length))
			fn(table+key, p)
		}
	}
}

func dottedKey(it unstable.Iterator) (key string, first unstable.Range) {
	for it.Next() {
		if key == "" {
			first = it.Node().Raw
		} else {
			key += "."
		}
		key += string(it.Node().Data)
	}
	return key, first
}

func placeOf(raw []byte, from, to int) place {
	row := 1 + bytes.Count(raw[:from], []byte("\n"))
	return place{from: from, to: to, row: row, last: row + bytes.Count(raw[from:to], []byte("\n")), col: from - bytes.LastIndexByte(raw[:from], '\n')}
}

func places(raw []byte) map[string][]place {
	all := map[string][]place{}
	eachPlace(raw, func(key string, p place) { all[key] = append(all[key], p) })
	return all
}

// without empties the lines of the value, or of the whole table, that stands on
// a line; the numbers of the others stay.
func without(raw []byte, row int) []byte {
	lines := bytes.Split(raw, []byte("\n"))
	inside := false // of the table that is at fault
	eachPlace(raw, func(_ string, p place) {
		hit := p.row <= row && row <= p.last
		if p.table {
			inside = hit
		}
		if hit || inside {
			for n := p.row; n <= p.last; n++ {
				lines[n-1] = nil
			}
		}
	})
	return bytes.Join(lines, []byte("\n"))
}

// row is the line of the i-th table of a name, 0 where it is written otherwise.
func (c *Config) row(table string, i int) int {
	if all := c.places[table]; i < len(all) {
		return all[i].row
	}
	return 0
}

// located gives problems of keys the place where the key stands; one that the
// file leaves out has none.
func (c *Config) located(ps checklist.Problems) checklist.Problems {
	for i, p := range ps {
		if at := c.places[p.Column]; len(at) > 0 && p.Nth == 0 {
			ps[i].Row, ps[i].At, ps[i].Column, ps[i].What = at[0].row, at[0].col, "", msg.New("key and fault", p.Column, p.What)
		}
	}
	return ps
}
