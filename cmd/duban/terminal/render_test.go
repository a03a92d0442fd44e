package terminal_test

import (
	"bytes"
	"testing"

	"github.com/jedib0t/go-pretty/v6/table"

	"duban/cmd/duban/terminal"
	"duban/internal/words"
)

// screen is an output that has columns.
type screen struct {
	bytes.Buffer
	columns int
}

func (s *screen) Columns() int { return s.columns }

// What a server says at length is broken between words, below the head of its column where
// that leaves room.
func TestRender_theLastColumnIsBrokenBetweenWords(t *testing.T) {
	t.Parallel()
	row := table.Row{10, "技术服务部负责人", "2026-04-01 08:30", "550 5.1.1 The account that you tried to reach does not exist."}
	for _, c := range []struct {
		columns int
		want    string
	}{
		{0, `
 NO.  TO                NEXT              WHY
  10  技术服务部负责人  2026-04-01 08:30  550 5.1.1 The account that you tried to reach does not exist.
   9  综合部负责人      under way
`},
		{85, `
 NO.  TO                NEXT              WHY
  10  技术服务部负责人  2026-04-01 08:30  550 5.1.1 The account that you tried to
                                          reach does not exist.
   9  综合部负责人      under way
`},
		{60, `
 NO.  TO                NEXT              WHY
  10  技术服务部负责人  2026-04-01 08:30
        550 5.1.1 The account that you tried to reach does
        not exist.
   9  综合部负责人      under way
`},
		{40, `
 NO.  TO                NEXT
        WHY
  10  技术服务部负责人
        2026-04-01 08:30  550 5.1.1 The
        account that you tried to reach
        does not exist.
   9  综合部负责人      under way
`},
	} {
		table := terminal.PlainTable(words.English, words.Text{Zh: "编号|收件人|再试|缘由", En: "no.|to|next|why"})
		table.AppendRow(row)
		table.AppendRow([]any{9, "综合部负责人", "under way", ""})
		out := &screen{columns: c.columns}
		out.WriteString("\n")
		terminal.Render(out, table)
		if got := out.String(); got != c.want {
			t.Errorf("%d columns: got %s\nwant %s", c.columns, got, c.want)
		}
	}
}
