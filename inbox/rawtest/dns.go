package rawtest

import (
	"context"
	"net"
	"strings"
)

// ZoneFile is a DNS: what each name has, or an error.
type ZoneFile map[string]any

var ErrSilent = &net.DNSError{Err: "no answer", IsTimeout: true, IsTemporary: true}

func (z ZoneFile) LookupTXT(_ context.Context, name string) ([]string, error) {
	switch v := z[strings.TrimSuffix(name, ".")].(type) {
	case string:
		return []string{v}, nil
	case error:
		return nil, v
	}
	if err, down := z["*"].(error); down {
		return nil, err
	}
	return nil, &net.DNSError{Err: "no such name", Name: name, IsNotFound: true}
}

func (z ZoneFile) LookupMX(_ context.Context, name string) ([]*net.MX, error) {
	_, err := z.LookupTXT(context.Background(), name)
	return nil, err
}

func (z ZoneFile) LookupIPAddr(_ context.Context, name string) ([]net.IPAddr, error) {
	_, err := z.LookupTXT(context.Background(), name)
	return nil, err
}

func (z ZoneFile) LookupAddr(_ context.Context, name string) ([]string, error) {
	return z.LookupTXT(context.Background(), name)
}
