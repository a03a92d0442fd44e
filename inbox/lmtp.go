package inbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-smtp"
	"golang.org/x/net/netutil"

	"duban/checklist"
	"duban/db"
)

// LMTP is the listener that the office's own mail server delivers to (RFC 2033).
type LMTP struct {
	Desk       *Desk
	Domain     string   // what it calls itself
	Recipients []string // addresses it accepts, with any +suffix
	MaxBytes   int64
	Source     string // the name its mails are stored under
}

const (
	lmtpTimeout     = 2 * time.Minute // a delivering server on this machine is never slower
	mostConnections = 1000            // at a time; more wait until one is done or has said nothing for too long
)

// Listen opens 127.0.0.1:2424 or unix:/path; a socket that an earlier daemon left
// behind is replaced.
func Listen(address string) (net.Listener, error) {
	network := "tcp"
	if path, ok := strings.CutPrefix(address, "unix:"); ok {
		network, address = "unix", path
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("listening for LMTP: %w", err)
		}
	}
	ln, err := net.Listen(network, address)
	if err != nil {
		return nil, fmt.Errorf("listening for LMTP: %w", err)
	}
	return ln, nil
}

// Serve accepts deliveries until ctx ends, then lets the sessions under way finish.
func (l *LMTP) Serve(ctx context.Context, ln net.Listener) error {
	server := smtp.NewServer(l)
	server.LMTP = true
	server.ErrorLog = slog.NewLogLogger(l.Desk.log.Handler(), slog.LevelDebug) // a client that hung up is the client's affair
	server.Domain = l.Domain
	server.MaxMessageBytes = l.MaxBytes
	server.MaxRecipients = 100
	server.MaxLineLength = 2000
	server.ReadTimeout, server.WriteTimeout = lmtpTimeout, lmtpTimeout
	stopped := context.AfterFunc(ctx, func() {
		drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if server.Shutdown(drain) != nil {
			server.Close()
		}
	})
	defer stopped()
	err := server.Serve(netutil.LimitListener(ln, mostConnections))
	if errors.Is(err, smtp.ErrServerClosed) || ctx.Err() != nil {
		return nil
	}
	return err
}

// NewSession begins a delivery.
func (l *LMTP) NewSession(*smtp.Conn) (smtp.Session, error) { return &delivery{l: l}, nil }

// delivery is one LMTP transaction.
type delivery struct {
	l    *LMTP
	from string
	to   []string
}

func (d *delivery) Mail(from string, _ *smtp.MailOptions) error {
	d.from = from
	return nil
}

// Rcpt takes only our own addresses: this is no relay.
func (d *delivery) Rcpt(to string, _ *smtp.RcptOptions) error {
	if !slices.ContainsFunc(d.l.Recipients, func(ours string) bool { return sameMailbox(ours, to) }) {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox here"}
	}
	d.to = append(d.to, to)
	return nil
}

// sameMailbox compares addresses without case and without a +suffix.
func sameMailbox(ours, to string) bool {
	local, domain, _ := strings.Cut(checklist.FoldMail(to), "@")
	local, _, _ = strings.Cut(local, "+")
	return local+"@"+domain == checklist.FoldMail(ours)
}

func (d *delivery) Reset()        { d.from, d.to = "", nil }
func (d *delivery) Logout() error { return nil }

func (d *delivery) Data(r io.Reader) error { return d.take(r) }

// LMTPData answers each recipient; they share one mailbox, so one store.
func (d *delivery) LMTPData(r io.Reader, status smtp.StatusCollector) error {
	err := d.take(r)
	for _, to := range d.to {
		status.SetStatus(to, err)
	}
	return nil
}

// take stores the mail and only then lets the server be answered 250.
func (d *delivery) take(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err // cut off or too large: what arrived is not the mail
	}
	if hasBareLineEnd(raw) {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 6, 11}, Message: "bare CR or LF is not allowed"}
	}
	from := "<" + d.from + ">"
	ctx, cancel := context.WithTimeout(context.Background(), lmtpTimeout)
	defer cancel()
	if _, err := d.l.Desk.Take(ctx, db.Arrival{Raw: raw, Source: d.l.Source, Envelope: from}); err != nil {
		d.l.Desk.log.Error("mail not stored", "err", err)
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "cannot store it now, try again later"}
	}
	return nil
}

// hasBareLineEnd finds a CR or LF that stands alone: some servers take it for the
// end of a line and others do not, which is how one mail is made to look like two.
func hasBareLineEnd(raw []byte) bool {
	for i, b := range raw {
		if b == '\n' && (i == 0 || raw[i-1] != '\r') || b == '\r' && (i+1 == len(raw) || raw[i+1] != '\n') {
			return true
		}
	}
	return false
}
