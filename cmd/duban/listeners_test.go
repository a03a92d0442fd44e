package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"duban"
	"duban/internal/daemon/daemontest"
)

func TestConfig_theSMTPListenerIsCheckedAllAtOnce(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.write("config.toml", []byte(`[smtp]
listen = "25"
hostname = "bad host"
cert_file = "cert.pem"

[relay]
port = 0
`))
	if status := o.duban("config", "check"); status == exitDone {
		t.Fatal("nothing is found")
	}
	for _, want := range []string{"第2行", "“25”不是监听地址", "第3行", "“bad host”不是主机名", "写了证书，没有写私钥", "relay.port"} {
		if !strings.Contains(o.err.String(), want) {
			t.Errorf("no %q in\n%s", want, &o.err)
		}
	}
	o.write("config.toml", []byte("[smtp]\nlisten = \"127.0.0.1:2424\"\nkey_file = \"key.pem\"\n"))
	o.duban("config", "check")
	for _, want := range []string{"与 lmtp.listen 相同", "写了私钥，没有写证书"} {
		if !strings.Contains(o.err.String(), want) {
			t.Errorf("no %q in\n%s", want, &o.err)
		}
	}
}

func TestConfigCheck_tellsOfTheListenersCertificate(t *testing.T) {
	t.Parallel()
	listens := []string{`listen = ""          #`, `listen = "0.0.0.0:25" #`, `hostname = ""        #`, `hostname = "mx.djzx.example" #`}
	secure := append(listens, `cert_file = ""       #`, `cert_file = "cert.pem" #`, `key_file = ""        #`, `key_file = "key.pem" #`)
	for name, tt := range map[string]struct {
		change     []string
		host, want string
	}{
		"none":            {listens, "", "收信（smtp）：✓ 不加密（没有证书）"},
		"its own":         {secure, "mx.djzx.example", "收信（smtp）：✓ 加密（STARTTLS），证书有效至2026-06-01"},
		"another's":       {secure, "www.djzx.example", "收信（smtp）：✗ 证书不是mx.djzx.example的"},
		"not there":       {append(slices.Clone(secure), `"cert.pem"`, `"no.pem"`), "mx.djzx.example", "收信（smtp）：✗ 读证书"},
		"nothing listens": {nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newConsole(t)
			conf := string(duban.Config)
			for i := 0; i < len(tt.change); i += 2 {
				conf = strings.Replace(conf, tt.change[i], tt.change[i+1], 1)
			}
			o.write("config.toml", []byte(conf))
			cert, key := selfSigned(t, tt.host, time.Date(2026, 6, 1, 0, 0, 0, 0, daemontest.Zone))
			o.write("cert.pem", cert)
			o.write("key.pem", key)
			o.duban("config", "check", "--online")
			if got := o.out.String(); !strings.Contains(got, tt.want) || strings.Contains(got, "smtp") != (tt.want != "") {
				t.Errorf("got\n%s%s", got, &o.err)
			}
		})
	}
}

func selfSigned(t *testing.T, host string, until time.Time) (cert, key []byte) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	card := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host}, NotBefore: time.Unix(0, 0), NotAfter: until}
	der, err := x509.CreateCertificate(rand.Reader, card, card, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
}

func TestIngest_M24_aMailWithoutEndIsRefused(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.write("config.toml", []byte(strings.Replace(string(duban.Config), `max_size = "50MB"`, `max_size = "1MB"`, 1)))
	a := o.app()
	endless := &zeros{}
	a.stdin = endless
	if status := a.run(t.Context(), []string{"--config", filepath.Join(o.dir, "config.toml"), "ingest", "-"}); status == exitDone || !strings.Contains(o.err.String(), "超过大小上限") {
		t.Errorf("exit %d: %s", status, &o.err)
	}
	if endless.read > 2<<20 {
		t.Errorf("%d bytes were read", endless.read)
	}
}

// zeros never end.
type zeros struct{ read int }

func (z *zeros) Read(p []byte) (int, error) { z.read += len(p); return len(p), nil }
