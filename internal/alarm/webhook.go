package alarm

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"
)

// Webhook is an address that takes a message by POST, as JSON.
type Webhook struct {
	URL      string
	Format   string // of Formats
	Template string // of Format "json": text/template that makes the body; "" : the Message itself
	Secret   string // of the robots that want a signature; "" : none
	Now      func() time.Time
}

// Formats are what a body can look like: our own, and what the group robots of
// 企业微信, 钉钉 and 飞书 take.
var Formats = []string{"json", "wecom", "dingtalk", "feishu"}

// SignedFormats are those of robots that may want a signature.
var SignedFormats = []string{"dingtalk", "feishu"}

func (w Webhook) post(ctx context.Context, m Message) error {
	address, body, err := w.request(m)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return errors.New("the address is not one")
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	answer, err := do(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 64<<10))
	if err != nil {
		return errors.New("the answer was cut off")
	}
	if answer.StatusCode/100 != 2 {
		return fmt.Errorf("the answer is %d", answer.StatusCode)
	}
	return w.refused(said)
}

// request is what is sent, and where.
func (w Webhook) request(m Message) (address string, body []byte, err error) {
	now := w.Now()
	switch w.Format {
	case "wecom":
		body, err = json.Marshal(map[string]any{"msgtype": "text", "text": map[string]string{"content": m.Text}})
		return w.URL, body, err
	case "dingtalk":
		body, err = json.Marshal(map[string]any{"msgtype": "text", "text": map[string]string{"content": m.Text}})
		return dingtalkSigned(w.URL, w.Secret, now), body, err
	case "feishu":
		content := map[string]any{"msg_type": "text", "content": map[string]string{"text": m.Text}}
		if w.Secret != "" {
			content["timestamp"], content["sign"] = feishuSign(w.Secret, now)
		}
		body, err = json.Marshal(content)
		return w.URL, body, err
	}
	body, err = Body(w.Template, m)
	return w.URL, body, err
}

// dingtalkSigned: the signature goes into the address, made with the secret as the key
// over the milliseconds and the secret.
func dingtalkSigned(address, secret string, now time.Time) string {
	if secret == "" {
		return address
	}
	stamp := strconv.FormatInt(now.UnixMilli(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(stamp + "\n" + secret))
	sign := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	joint := "?"
	if strings.Contains(address, "?") {
		joint = "&"
	}
	return address + joint + "timestamp=" + stamp + "&sign=" + url.QueryEscape(sign)
}

// feishuSign: the signature goes into the body, made with seconds and secret as the key
// over nothing.
func feishuSign(secret string, now time.Time) (stamp, sign string) {
	stamp = strconv.FormatInt(now.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(stamp+"\n"+secret))
	return stamp, base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// refused reads the answer of a robot, which is 200 whatever it means: 0 is yes, in
// errcode (企业微信, 钉钉), code or StatusCode (飞书).
func (w Webhook) refused(said []byte) error {
	if !slices.Contains(Formats[1:], w.Format) {
		return nil
	}
	var answer struct {
		Errcode, Code, StatusCode *int
	}
	if err := json.Unmarshal(said, &answer); err != nil {
		return errors.New("the answer is not a robot's")
	}
	known := false
	for _, code := range []*int{answer.Errcode, answer.Code, answer.StatusCode} {
		if code != nil && *code != 0 {
			return fmt.Errorf("the robot refuses: %d", *code)
		}
		known = known || code != nil
	}
	if !known {
		return errors.New("the answer is not a robot's")
	}
	return nil
}

// Body makes the JSON that a template says of a message; {{json .Text}} quotes.
func Body(tmpl string, m Message) ([]byte, error) {
	if strings.TrimSpace(tmpl) == "" {
		return json.Marshal(m)
	}
	t, err := template.New("alarm").Funcs(template.FuncMap{"json": quoted}).Parse(tmpl)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, m); err != nil {
		return nil, err
	}
	if !json.Valid(out.Bytes()) {
		return nil, errors.New("what the template makes is not JSON")
	}
	return out.Bytes(), nil
}

func quoted(v any) (string, error) {
	raw, err := json.Marshal(v)
	return string(raw), err
}

// do sends a request to where it says and nowhere else: redirects are answers.
func do(req *http.Request) (*http.Response, error) {
	req.Header.Set("User-Agent", "duban")
	once := http.DefaultTransport.(*http.Transport).Clone()
	once.DisableKeepAlives = true // a call a minute at the most: no connection waits for the next
	client := &http.Client{Transport: once, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(req)
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return nil, wrapped.Err // without the address: it bears the robot's key
	}
	return answer, err
}
