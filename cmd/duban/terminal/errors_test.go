package terminal

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
	"testing"

	"duban/db"
	"duban/internal/words"
)

func TestErrorWords_whatASystemRefusesIsOneChineseSentence(t *testing.T) {
	t.Parallel()
	port := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 2424}
	listen := func(why error) error {
		return &net.OpError{Op: "listen", Net: "tcp", Addr: port, Err: os.NewSyscallError("bind", why)}
	}
	for want, err := range map[string]error{
		"打不开数据库 a/duban.db：没有权限：a；请换一个可以写的文件夹，或用有权限的账号运行":                                                                                  fmt.Errorf("opening a/duban.db: %w", &fs.PathError{Op: "mkdir", Path: "a", Err: syscall.EACCES}),
		"打不开数据库 a/duban.db：没有权限：a/duban.db；请换一个可以写的文件夹，或用有权限的账号运行":                                                                         fmt.Errorf("opening a/duban.db: %w", &fs.PathError{Op: "open", Path: "a/duban.db", Err: syscall.EACCES}),
		"端口已被别的程序占用（127.0.0.1:2424）；请关掉那个程序，或在 config.toml 里换一个端口":                                                                         listen(syscall.EADDRINUSE),
		"没有权限监听 127.0.0.1:2424；1024以下的端口要由系统授权，或换一个端口":                                                                                     listen(syscall.EACCES),
		"这台机器没有 127.0.0.1:2424 这个地址；请改配置里的 listen":                                                                                         listen(syscall.EADDRNOTAVAIL),
		"数据库服务器不支持加密（TLS），没有连接；请在服务器上打开，确要不加密的在 database 后面写明 ?sslmode=disable（" + db.ErrAway.Error() + ": server refused TLS connection）": fmt.Errorf("%w: %w", db.ErrAway, errors.New("server refused TLS connection")),
	} {
		if got := ErrorWords(words.Chinese, err); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
