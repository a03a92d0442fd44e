package sender

import (
	"slices"
	"testing"
)

func TestWriters_areThoseOnTopOfMostMails(t *testing.T) {
	t.Parallel()
	ours := []byte("Received: from mx.djzx.cn by store.djzx.cn; x\r\nAuthentication-Results: mx.djzx.cn; dkim=pass header.d=a.cn\r\nReceived: from a.cn by mx.djzx.cn; x\r\n\r\n")
	theirs := []byte("Received: from a.cn by mx.djzx.cn; x\r\nAuthentication-Results: mx.evil.cn; dmarc=pass header.from=djzx.cn\r\n\r\n")
	none := []byte("Received: from a.cn by mx.djzx.cn; x\r\nFrom: a@a.cn\r\n\r\n")
	unsigned := []byte("Authentication-Results: spf=pass\r\n\r\n")
	for name, tt := range map[string]struct {
		headers [][]byte
		want    []string
	}{
		"the office's own server":  {[][]byte{ours, ours, theirs}, []string{"mx.djzx.cn"}},
		"a sender's":               {[][]byte{theirs, theirs, theirs}, nil},
		"one mail is none":         {[][]byte{ours}, nil},
		"few of many":              {[][]byte{ours, ours, none, none, none}, nil},
		"nobody writes any":        {[][]byte{none, none}, nil},
		"a field without a server": {[][]byte{unsigned, unsigned}, nil},
		"no mail":                  {nil, nil},
	} {
		if got := Writers(tt.headers); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q", name, got)
		}
	}
}
