package libreoffice

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"duban/internal/msg"
)

// ErrMissing says what works without LibreOffice.
var ErrMissing error = missing{}

type missing struct{}

func (missing) Message() msg.Message { return msg.New("LibreOffice is missing") }
func (m missing) Error() string      { return m.Message().String() }

const timeout = 2 * time.Minute

// Convert lets LibreOffice turn one form of a document into another. It runs in
// a folder of its own with a profile of its own, since two of its processes on
// one profile block each other, and is ended with all its children after two
// minutes.
func Convert(ctx context.Context, from, to string, raw []byte) ([]byte, error) {
	program, err := Program()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "duban-libreoffice-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "in"+from), raw, 0o600); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "fonts.conf"), []byte(fonts), 0o600); err != nil {
		return nil, err
	}
	said, err := run(ctx, program, dir, from, to)
	if err != nil {
		return nil, msg.New("LibreOffice failed", err, said)
	}
	// It ends with 0 even when it could not load the file.
	out, err := os.ReadFile(filepath.Join(dir, "out", "in"+to))
	if err != nil {
		return nil, msg.New("LibreOffice opens no such file", said)
	}
	return out, nil
}

func run(ctx context.Context, program, dir, from, to string) (said string, err error) {
	ctx, stop := context.WithTimeout(ctx, timeout)
	defer stop()
	c := exec.CommandContext(ctx, program, "--headless", "--norestore", "--nologo",
		"-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--convert-to", strings.TrimPrefix(to, "."), "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "in"+from))
	c.Env = append(os.Environ(), "FONTCONFIG_FILE="+filepath.Join(dir, "fonts.conf"))
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.WaitDelay = 5 * time.Second
	out, err := c.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func Program() (string, error) {
	for _, name := range []string{"soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrMissing
}

// fonts gives the types of official documents a look-alike where they are
// not installed: without it all of them come out sans serif.
var fonts = func() string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n<fontconfig>\n" +
		"<include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>\n")
	for family, like := range map[string]string{
		"仿宋_GB2312": "Noto Serif CJK SC", "仿宋": "Noto Serif CJK SC", "FangSong": "Noto Serif CJK SC", "宋体": "Noto Serif CJK SC",
		"SimSun": "Noto Serif CJK SC", "楷体_GB2312": "Noto Serif CJK SC", "楷体": "Noto Serif CJK SC", "方正小标宋简体": "Noto Serif CJK SC",
		"黑体": "Noto Sans CJK SC", "SimHei": "Noto Sans CJK SC",
	} {
		fmt.Fprintf(&b, "<alias binding=\"same\"><family>%s</family><accept><family>%s</family></accept></alias>\n", family, like)
	}
	return b.String() + "</fontconfig>\n"
}()
