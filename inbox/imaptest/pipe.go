package imaptest

import (
	"bytes"
	"net"
	"sync"

	"github.com/emersion/go-imap/v2"
)

// one is a listener with a single connection, and ends with it.
type one struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (l *one) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *one) Close() error   { l.once.Do(func() { close(l.closed) }); return nil }
func (l *one) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }

// watched closes its listener along with itself.
type watched struct {
	net.Conn
	ln *one
}

func (c *watched) Close() error {
	c.ln.Close()
	return c.Conn.Close()
}

type reader struct {
	*bytes.Reader
}

func (r reader) Size() int64 { return r.Reader.Size() }

func literal(raw []byte) imap.LiteralReader { return reader{bytes.NewReader(raw)} }
