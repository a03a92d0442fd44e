package dbtest

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// SmallDisk mounts a disk of a few bytes at a folder, until free is called.
func SmallDisk(dir string, bytes int) (free func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if err := syscall.Mount("duban-test", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		return nil, fmt.Errorf("mounting a small disk: %w", err)
	}
	return func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) }, nil
}

// Fill writes a file until its disk is full; removing it makes room again.
func Fill(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 512))
	}
	if errors.Is(err, syscall.ENOSPC) {
		return nil
	}
	return err
}
