package inquire

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"duban/db"
	"duban/internal/msg"
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
		d.say(partDisk, Warning, msg.Of(err), msg.Message{})
		return
	}
	free := int64(room.Bavail) * room.Bsize >> 20
	switch {
	case free < 100:
		d.say(partDisk, Ill, msg.New("few megabytes left", free), msg.New("make room for mail"))
	case free < 1024:
		d.say(partDisk, Warning, msg.New("megabytes left", free), msg.New("make room"))
	default:
		d.say(partDisk, Fine, msg.New("gigabytes left", free>>10), msg.Message{})
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
			d.say(partPermissions, Warning, msg.New("a file open to other users", path, fmt.Sprintf("%04o", mode)), msg.Words(chmod(path, info)))
		}
	}
	if open == 0 {
		d.say(partPermissions, Fine, msg.New("private files"), msg.Message{})
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
