package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strconv"
)

// dialogue is a client's side of SMTP; the first error stays.
type dialogue struct {
	out io.Writer
	in  *bufio.Reader
	err error
}

func newDialogue(conn net.Conn) *dialogue { return &dialogue{out: conn, in: bufio.NewReader(conn)} }

func (d *dialogue) send(text string) {
	if d.err == nil {
		_, d.err = io.WriteString(d.out, text)
	}
}

// expect reads a reply, all lines of it.
func (d *dialogue) expect(code int) {
	for d.err == nil {
		line, err := d.in.ReadString('\n')
		if err != nil {
			d.err = err
			return
		}
		if len(line) < 4 || line[:3] != strconv.Itoa(code) {
			d.err = fmt.Errorf("got %q, want %d", line, code)
			return
		}
		if line[3] == ' ' {
			return
		}
	}
}
