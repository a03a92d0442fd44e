package alarm

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	noon    = time.Date(2026, 4, 22, 12, 0, 0, 123e6, time.UTC)
	stopped = Message{State: Fault, Text: "督办告警：发信不通，“13”封在等", Troubles: []Trouble{{Office: 1, Matter: "queue", Since: noon, Count: 13, Cause: "连不上发信服务器"}}}
)

const robotSecret = "SECcanary-7781"

// robots answers as the group robots do: always 200, and what it means in the body. It
// checks signatures by the rules of their documentation, in its own words.
func robots(t *testing.T) (base string, heard func() []string) {
	t.Helper()
	var texts []string
	mac := func(key, text string) string {
		h := hmac.New(sha256.New, []byte(key))
		h.Write([]byte(text))
		return base64.StdEncoding.EncodeToString(h.Sum(nil))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /cgi-bin/webhook/send", func(w http.ResponseWriter, r *http.Request) { // 企业微信
		var in struct {
			MsgType string
			Text    struct{ Content string }
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.MsgType != "text" || r.URL.Query().Get("key") != "k-1" {
			fmt.Fprint(w, `{"errcode":93000,"errmsg":"invalid webhook url"}`)
			return
		}
		texts = append(texts, in.Text.Content)
		fmt.Fprint(w, `{"errcode":0,"errmsg":"ok"}`)
	})
	mux.HandleFunc("POST /robot/send", func(w http.ResponseWriter, r *http.Request) { // 钉钉
		q := r.URL.Query()
		ms, err := strconv.ParseInt(q.Get("timestamp"), 10, 64)
		late := time.UnixMilli(ms).Sub(noon).Abs() > time.Hour
		if err != nil || late || q.Get("access_token") != "t-1" || q.Get("sign") != mac(robotSecret, q.Get("timestamp")+"\n"+robotSecret) {
			fmt.Fprint(w, `{"errcode":310000,"errmsg":"sign not match"}`)
			return
		}
		var in struct {
			MsgType string
			Text    struct{ Content string }
		}
		_ = json.NewDecoder(r.Body).Decode(&in)
		texts = append(texts, in.Text.Content)
		fmt.Fprint(w, `{"errcode":0,"errmsg":"ok"}`)
	})
	mux.HandleFunc("POST /open-apis/bot/v2/hook/h-1", func(w http.ResponseWriter, r *http.Request) { // 飞书
		var in struct {
			Timestamp, Sign string
			MsgType         string `json:"msg_type"`
			Content         struct{ Text string }
		}
		err := json.NewDecoder(r.Body).Decode(&in)
		seconds, _ := strconv.ParseInt(in.Timestamp, 10, 64)
		late := time.Unix(seconds, 0).Sub(noon).Abs() > time.Hour
		if err != nil || late || in.MsgType != "text" || in.Sign != mac(in.Timestamp+"\n"+robotSecret, "") {
			fmt.Fprint(w, `{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}`)
			return
		}
		texts = append(texts, in.Content.Text)
		fmt.Fprint(w, `{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}`)
	})
	mux.HandleFunc("POST /own", func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		texts = append(texts, string(raw))
	})
	mux.HandleFunc("POST /moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/own", http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("POST /broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, func() []string { return texts }
}

func TestWebhook_isTakenByEachRobot(t *testing.T) {
	t.Parallel()
	for reason, row := range map[string]struct {
		path, format, template, secret string
		heard                          string // "" : refused
		fault                          string
	}{
		"企业微信":                    {"/cgi-bin/webhook/send?key=k-1", "wecom", "", "", stopped.Text, ""},
		"企业微信 with a wrong key":   {"/cgi-bin/webhook/send?key=k-2", "wecom", "", "", "", "93000"},
		"钉钉, signed":              {"/robot/send?access_token=t-1", "dingtalk", "", robotSecret, stopped.Text, ""},
		"钉钉, not signed":          {"/robot/send?access_token=t-1", "dingtalk", "", "", "", "310000"},
		"钉钉, signed otherwise":    {"/robot/send?access_token=t-1", "dingtalk", "", "SECother", "", "310000"},
		"飞书, signed":              {"/open-apis/bot/v2/hook/h-1", "feishu", "", robotSecret, stopped.Text, ""},
		"飞书, not signed":          {"/open-apis/bot/v2/hook/h-1", "feishu", "", "", "", "19021"},
		"a template of its own":   {"/own", "json", `{"title": "duban", "body": {{json .Text}}, "n": {{(index .Troubles 0).Count}}}`, "", `{"title": "duban", "body": "督办告警：发信不通，“13”封在等", "n": 13}`, ""},
		"a template of no JSON":   {"/own", "json", `{"body": {{.Text}}}`, "", "", "not JSON"},
		"moved elsewhere":         {"/moved", "json", "", "", "", "307"},
		"a server that is broken": {"/broken", "json", "", "", "", "502"},
		"nobody's robot":          {"/own", "wecom", "", "", "", "not a robot's"},
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			base, heard := robots(t)
			w := Ways{Webhook: Webhook{URL: base + row.path, Format: row.format, Template: row.template, Secret: row.secret, Now: func() time.Time { return noon }}}
			told, failed := w.Raise(t.Context(), stopped)
			if told != (row.fault == "") || len(failed) != map[bool]int{true: 0, false: 1}[told] {
				t.Fatalf("told %v, failed %v", told, failed)
			}
			if row.fault != "" && !strings.Contains(failed[0].Error(), row.fault) {
				t.Errorf("got %v, want %q", failed[0], row.fault)
			}
			if got := strings.Join(heard(), "\n"); row.heard != "" && got != row.heard {
				t.Errorf("it heard %s", got)
			}
		})
	}
}

func TestRaise_aCommandGetsTheMessage(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "out")
	w := Ways{Command: []string{"/bin/sh", "-c", `{ cat; echo; echo "$DUBAN_ALARM_STATE $DUBAN_ALARM"; } > "$0"`, out}}
	if told, failed := w.Raise(t.Context(), stopped); !told || failed != nil {
		t.Fatal(told, failed)
	}
	raw, err := os.ReadFile(out)
	body, words, _ := strings.Cut(string(raw), "\n")
	var got Message
	if err != nil || json.Unmarshal([]byte(body), &got) != nil || got.Text != stopped.Text || words != "fault "+stopped.Text+"\n" {
		t.Errorf("it got %q (%v)", raw, err)
	}
}

func TestRaise_aWayThatFailsIsTold(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(nil)
	closed.Close()
	w := Ways{Command: []string{"/bin/false"}, Webhook: Webhook{URL: closed.URL + "/?key=canary-key", Format: "wecom", Now: func() time.Time { return noon }}}
	told, failed := w.Raise(t.Context(), stopped)
	if told || len(failed) != 2 {
		t.Fatal(told, failed)
	}
	for _, f := range failed {
		if strings.Contains(f.Error(), "canary") {
			t.Errorf("the key stands in %v", f)
		}
	}
}

func TestAllWell_callsTheSwitch(t *testing.T) {
	t.Parallel()
	var calls []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls = append(calls, r.Method+" "+r.URL.Path)
		if r.URL.Path != "/ping/uuid" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, "OK")
	}))
	t.Cleanup(server.Close)
	if err := (Ways{Ping: server.URL + "/ping/uuid"}).AllWell(t.Context()); err != nil {
		t.Error(err)
	}
	if err := (Ways{Ping: server.URL + "/ping/other"}).AllWell(t.Context()); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("got %v", err)
	}
	if err := (Ways{}).AllWell(t.Context()); err != nil || len(calls) != 2 || calls[0] != "GET /ping/uuid" {
		t.Errorf("%v, calls %v", err, calls)
	}
}
