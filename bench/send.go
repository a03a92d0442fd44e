package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/notify"
	"duban/notify/relay"
)

var zone = time.FixedZone("Asia/Shanghai", 8*3600)

// sending measures the way from the durable outbox to a relay, every outcome on
// disk, against smtp-source, which sends the same bytes again and again from memory.
func sending(dir string) (b benchmark, end func(), err error) {
	addr, end, err := sink()
	if err != nil {
		return b, nil, err
	}
	reference := func(work int) (time.Duration, error) {
		return timed(func() error {
			return exec.Command("smtp-source", "-s", "4", "-d", "-m", strconv.Itoa(work), "-l", "4096", "-f", "a@djzx.example", "-t", "b@djzx.example", addr).Run()
		})
	}
	b = benchmark{about: "SEND 4 KB Chinese letters from SQLite", reference: "smtp-source, 4 kept sessions"}
	for _, connections := range []int{1, 4, 16} {
		b.cases = append(b.cases, measured{name: fmt.Sprintf("%d connections", connections), work: 5000, reference: reference,
			run: func(work int) (time.Duration, error) { return send(dir, addr, work, connections) }})
	}
	return b, end, nil
}

// sink starts Debian's smtp-sink on loopback.
func sink() (addr string, end func(), err error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	addr = ln.Addr().String()
	ln.Close()
	cmd := exec.Command("smtp-sink", "-u", "nobody", "-c", addr, "200")
	if os.Getuid() != 0 {
		cmd = exec.Command("smtp-sink", addr, "200")
	}
	if err := cmd.Start(); err != nil {
		return "", nil, fmt.Errorf("starting smtp-sink (Debian's package postfix): %w", err)
	}
	for range 100 {
		if conn, err := net.Dial("tcp", addr); err == nil {
			conn.Close()
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	return addr, func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }, nil
}

func send(dir, addr string, work, connections int) (time.Duration, error) {
	ctx := context.Background()
	at := time.Date(2026, 4, 27, 8, 30, 0, 0, zone)
	store, err := db.Open(ctx, filepath.Join(dir, fmt.Sprintf("send-%d.db", time.Now().UnixNano())), db.Options{Zone: zone, Domain: "djzx.example"})
	if err != nil {
		return 0, err
	}
	defer store.Close()
	if err := store.Lease(); err != nil { // as the daemon does
		return 0, err
	}
	people, err := fill(ctx, store, at, work)
	if err != nil {
		return 0, err
	}
	host, port, _ := net.SplitHostPort(addr)
	n, _ := strconv.Atoi(port)
	smtp, err := relay.NewSMTP(relay.Server{Host: host, Port: n, TLS: "none", HELO: "bench.example", Timeout: 30 * time.Second}, time.Now)
	if err != nil {
		return 0, err
	}
	defer smtp.Close()
	courier := notify.NewCourier(store, smtp, func() *checklist.Directory { return people },
		func() notify.Office {
			return notify.Office{ID: 1, Sign: "综合部（督办）", From: "duban@djzx.example", FromName: "督办", Domain: "djzx.example", Zone: zone}
		}, notify.Options{Batch: 200, Lease: 5 * time.Minute, Concurrency: connections, MaxAttempts: 3}, time.Now, slog.New(slog.DiscardHandler))
	return timed(func() error {
		sent, err := courier.RunOnce(ctx)
		if err == nil && sent != work {
			err = fmt.Errorf("%d of %d were sent", sent, work)
		}
		return err
	})
}

// fill writes letters of about 4 KB, each to a reader of its own.
func fill(ctx context.Context, store *db.Store, at time.Time, work int) (*checklist.Directory, error) {
	entries := []checklist.Entry{{Kind: checklist.Post, Name: "中心主任", Mail: "zhuren@djzx.example", Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}}}
	var r db.Record
	words := strings.Repeat("严格落实一码通，提高登记业务进度查询精准性和及时性。", 3)
	for i := range work {
		name := fmt.Sprintf("岗位%d", i)
		entries = append(entries, checklist.Entry{Kind: checklist.Post, Name: name, Mail: fmt.Sprintf("p%d@djzx.example", i)})
		r.Notices = append(r.Notices, db.NewNotice{Key: name, NotBefore: at, Reason: msg.Words("审核结果"), Letter: letter.Letter{
			Kind: letter.KindOutcome, To: name, Salutation: name, On: checklist.DayOf(at, zone),
			Outcomes: []letter.Outcome{{No: 14, Content: words, Event: checklist.EventReturned, By: "中心主任", Why: msg.Words(words), Deadline: checklist.Date(2026, 4, 30)}}}})
	}
	people, err := checklist.NewDirectory(entries)
	if err != nil {
		return nil, err
	}
	return people, store.Record(ctx, at, r)
}
