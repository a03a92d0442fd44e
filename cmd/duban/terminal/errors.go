package terminal

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"duban/checklist"
	"duban/db"
	"duban/internal/files"
	"duban/internal/office"
	"duban/internal/office/inquire"
)

// ErrorWords says an error in the clerk's language, and what to do about it, where
// it is one that a clerk can mend.
func ErrorWords(err error) string {
	switch {
	case errors.Is(err, db.ErrLeased):
		return "另一个 duban serve 正在使用这个数据库；请先停掉它，或换一个数据库"
	case errors.Is(err, db.ErrLocked):
		return "别的程序占着数据库，等了10秒仍没有放开，什么也没有改；请关掉它（备份、数据库工具等），再试一次"
	case errors.Is(err, db.ErrAway):
		return "连不上数据库服务器，什么也没有改；请看它是否在运行、地址和密码是否正确（" + err.Error() + "）"
	case errors.Is(err, db.ErrDamaged):
		return "数据库文件已损坏；请停掉 duban serve，用最近的备份恢复"
	case errors.Is(err, db.ErrFull), errors.Is(err, syscall.ENOSPC):
		return "磁盘满了，没有存下；请腾出空间，再试一次"
	}
	var answer inquire.AnswerError
	if errors.As(err, &answer) {
		return fmt.Sprintf("第%d行：%s", answer.Row, ErrorWords(answer.Err))
	}
	var exists files.Taken
	if errors.As(err, &exists) {
		return exists.Path + " 已经有了，没有改动；请换个名字"
	}
	var refusal office.Refusal
	if errors.As(err, &refusal) {
		return refusalWords[refusal.Code](refusal)
	}
	var problems checklist.Problems
	if errors.As(err, &problems) {
		return problems.Error()
	}
	text := err.Error()
	var path *fs.PathError
	if errors.As(err, &path) {
		text = strings.Replace(text, path.Error(), pathFault(path), 1)
	}
	for _, kind := range []error{checklist.ErrNotFound, checklist.ErrConflict, checklist.ErrInvalid, checklist.ErrForbidden} {
		text = strings.TrimPrefix(text, kind.Error()+": ") // for programs, not for people
	}
	return text
}

// pathFault says what is wrong with a file or folder.
func pathFault(err *fs.PathError) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "找不到 " + err.Path
	case errors.Is(err, fs.ErrPermission):
		return "没有权限：" + err.Path
	case errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return "文件和文件夹弄混了，或已有同名的：" + err.Path
	}
	return err.Error()
}
