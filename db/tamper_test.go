package db_test

import (
	"testing"

	"github.com/jmoiron/sqlx"
)

func tamper(t *testing.T, path, statements string) {
	t.Helper()
	conn, err := sqlx.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Exec(statements); err != nil {
		t.Fatal(err)
	}
}
