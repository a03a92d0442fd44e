package daemon

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// riverPath is where River's page stands on the operations port.
const riverPath = "/river"

// operations is the worker for those who look after the machine: whether the daemon is
// well, and, where they switched it on, River's page over the letters handed out.
func (s *service) operations(ctx context.Context) error {
	h := s.offices[0].office()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.health)
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
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	s.log.Info("listening", "ops", ln.Addr().String())
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// health answers 200 while the database does, with how each way in fares.
func (s *service) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	for _, i := range s.offices {
		sources, err := i.store().Sources(ctx)
		if err != nil {
			http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		for _, source := range sources {
			state := "ok"
			if source.Fault != "" {
				state = "fault"
			}
			fmt.Fprintf(w, "office %d %s %s\n", i.store().Office(), source.Name, state)
		}
	}
	fmt.Fprintln(w, "ok")
}
