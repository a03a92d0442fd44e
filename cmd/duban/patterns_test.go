package main

import (
	"testing"

	"duban/checklist"
)

func TestPatterns_ofAllRoomsCanBeCompiled(t *testing.T) {
	t.Parallel()
	if err := checklist.CheckPatterns(); err != nil {
		t.Error(err)
	}
}
