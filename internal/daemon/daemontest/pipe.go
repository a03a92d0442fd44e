package daemontest

import (
	"net"
	"sync"
)

// pipeListener is a listener without a network: inside a bubble a real one would
// make time stand still.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
	once   *sync.Once
}

func newPipeListener() *pipeListener { return &pipeListener{} }

// again opens it anew, as a restarted daemon does.
func (l *pipeListener) again() net.Listener {
	l.conns, l.closed, l.once = make(chan net.Conn), make(chan struct{}), new(sync.Once)
	fresh := *l
	return &fresh
}

func (l *pipeListener) dial() net.Conn {
	ours, theirs := net.Pipe()
	l.conns <- theirs
	return ours
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error { l.once.Do(func() { close(l.closed) }); return nil }

func (l *pipeListener) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }
