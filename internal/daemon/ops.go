package daemon

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"duban/inbox/imap"
	"duban/internal/words"
)

// riverPath is where River's page stands on the operations port.
const riverPath = "/river"

// operations is the worker for those who look after the machine: whether the daemon is
// well, and, where they switched it on, River's page over the letters handed out.
func (s *service) operations(ctx context.Context) error {
	h := s.offices[0].office()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.health)
	mux.Handle("GET /metrics", s.metricsHandler())
	if h.Config.Ops.RiverUI && s.store.Shared() {
		page, err := s.store.QueueUI(ctx, riverPath, s.log)
		if err != nil {
			return err
		}
		mux.Handle(riverPath+"/", page)
	}
	ln, err := net.Listen("tcp", h.Config.Ops.Listen)
	if err != nil {
		return fmt.Errorf("listening for operations: %w", err)
	}
	server := &http.Server{Handler: loopbackOnly(mux), ReadHeaderTimeout: 10 * time.Second}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	s.log.Info("listening", "ops", ln.Addr().String())
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// loopbackOnly refuses requests under other names than this machine's own: a page in
// somebody's browser could have its name lead here (DNS rebinding).
func loopbackOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = strings.Trim(r.Host, "[]")
		}
		if host != "" && !imap.IsThisMachine(strings.TrimSuffix(strings.ToLower(host), ".")) {
			http.Error(w, "this port answers to localhost only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// health answers 200 while the database does, and letters and mails move; 503 with the
// reason otherwise. It says how each way in fares.
func (s *service) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	var said strings.Builder
	ill := false
	for _, i := range s.offices {
		sources, err := i.store().Sources(ctx)
		if err != nil {
			http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		for _, source := range sources {
			state := "ok"
			if !source.Fault.IsZero() {
				state = "fault"
			}
			fmt.Fprintf(&said, "office %d %s %s\n", i.store().Office(), source.Name, state)
		}
		for _, t := range i.troubles(ctx, s.started) {
			ill = ill || t.Stops()
			fmt.Fprintf(&said, "office %d %s: %s\n", i.store().Office(), t.Matter, words.Say(i.office().LetterLanguage(), t.Message(i.office().Zone)))
		}
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	verdict := "ok"
	if ill {
		w.WriteHeader(http.StatusServiceUnavailable)
		verdict = "mail has stopped"
	}
	fmt.Fprint(w, said.String(), verdict, "\n")
}
