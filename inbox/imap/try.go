package imap

import (
	"context"
	"fmt"
	"strings"

	"github.com/emersion/go-imap/v2"
)

// Try logs in, looks into each folder and hangs up; it changes nothing. It says in
// Chinese what works.
func (m *Mailbox) Try(ctx context.Context) (string, error) {
	s, err := m.connect(ctx)
	if err != nil {
		return "", err
	}
	defer s.close()
	var found []string
	for _, folder := range m.Folders {
		data, err := s.selectFolder(ctx, folder)
		if err != nil {
			return "", err
		}
		found = append(found, fmt.Sprintf("%s %d封", folder, data.NumMessages))
	}
	news := fmt.Sprintf("每%s查一次新信", m.Poll)
	if s.c.Caps().Has(imap.CapIdle) {
		news = "新信即知（IDLE）"
	}
	return "✓ 可以登录；" + strings.Join(found, "，") + "；" + news, nil
}
