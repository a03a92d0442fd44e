package notify_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"testing"
	"time"

	"duban/internal/programtest"
)

// leastSupported is the share of a page, in per cent, that mail programs must draw as it
// is meant. Mailpit asks caniemail.com's tables for each element and property, and weighs
// the worst by how many elements have it.
const leastSupported = 96

// TestCompose_mailProgramsDrawEveryLetterAlike asks the HTML check of Mailpit.
func TestCompose_mailProgramsDrawEveryLetterAlike(t *testing.T) {
	t.Parallel()
	programtest.Need(t, "mailpit")
	url := mailpit(t)
	least, letter := 100.0, ""
	for _, c := range letterCases {
		raw, _ := compose(t, c.letter, c.to, office)
		got := supported(t, url, decode(t, raw).page)
		if got < least {
			least, letter = got, c.name
		}
		if got < leastSupported {
			t.Errorf("mail programs draw %.1f %% of %s, want %d %%", got, c.name, leastSupported)
		}
	}
	t.Logf("the least is %.1f %%, of %s", least, letter)
}

// mailpit starts one and returns where its API is.
func mailpit(t *testing.T) (url string) {
	t.Helper()
	api, smtp := freeAddress(), freeAddress()
	program := exec.Command("mailpit", "--listen", api, "--smtp", smtp, "--disable-version-check", "--quiet")
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = program.Process.Kill(); _ = program.Wait() })
	const most = 200
	for range most {
		if answer, err := http.Get("http://" + api + "/readyz"); err == nil {
			_ = answer.Body.Close()
			return "http://" + api + "/api/v1/"
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("mailpit does not answer")
	return ""
}

// freeAddress is one on which nothing listens.
func freeAddress() string {
	s := httptest.NewServer(nil)
	defer s.Close()
	return s.Listener.Addr().String()
}

func supported(t *testing.T, url, page string) float64 {
	t.Helper()
	mail, err := json.Marshal(map[string]any{"HTML": page, "From": map[string]string{"Email": "duban@djzx.example"}, "To": []map[string]string{{"Email": "reader@djzx.example"}}})
	if err != nil {
		t.Fatal(err)
	}
	sent, err := http.Post(url+"send", "application/json", bytes.NewReader(mail))
	var stored struct{ ID string }
	read(t, sent, err, &stored)
	checked, err := http.Get(fmt.Sprintf("%smessage/%s/html-check", url, stored.ID))
	var check struct{ Total struct{ Supported float64 } }
	read(t, checked, err, &check)
	return check.Total.Supported
}

func read(t *testing.T, answer *http.Response, err error, into any) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status, err)
	}
}
