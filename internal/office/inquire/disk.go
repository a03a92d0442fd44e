package inquire

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"duban/db"
)

// disk says how much room there is where the database stands.
func (d *doctor) disk() {
	path := d.c.Path(d.c.Database)
	if db.OnServer(d.c.Database) {
		return
	}
	folder := path // it may not be there yet
	for ; folder != "." && folder != "/"; folder = filepath.Dir(folder) {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			break
		}
	}
	var room syscall.Statfs_t
	if err := syscall.Statfs(folder, &room); err != nil {
		d.say("磁盘", Warning, err.Error(), "")
		return
	}
	free := int64(room.Bavail) * room.Bsize >> 20
	switch {
	case free < 100:
		d.say("磁盘", Ill, fmt.Sprintf("只剩%dMB", free), "请腾出空间，满了就存不下来信")
	case free < 1024:
		d.say("磁盘", Warning, fmt.Sprintf("还剩%dMB", free), "请腾出空间")
	default:
		d.say("磁盘", Fine, fmt.Sprintf("还剩%dGB", free>>10), "")
	}
}

// permissions finds files and folders of the office that others can read, with the
// command that mends each.
func (d *doctor) permissions() {
	open := 0
	for _, path := range d.c.PrivatePaths() {
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		if mode := info.Mode().Perm(); mode&0o077 != 0 {
			open++
			d.say("权限", Warning, fmt.Sprintf("别的用户也能读写 %s（%04o）", path, mode), chmod(path, info))
		}
	}
	if open == 0 {
		d.say("权限", Fine, "只有本用户能读", "")
	}
}

func chmod(path string, info fs.FileInfo) string {
	mode := "600"
	if info.IsDir() {
		mode = "700"
	}
	if strings.ContainsAny(path, " \t'\"$&();<>|*?`\\") {
		path = "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return "chmod " + mode + " " + path
}
