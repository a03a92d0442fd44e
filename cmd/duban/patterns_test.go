package main

import (
	"testing"

	"duban/internal/zh"
)

func TestPatterns_ofAllPackagesCanBeCompiled(t *testing.T) {
	t.Parallel()
	if err := zh.CheckPatterns(); err != nil {
		t.Error(err)
	}
}
