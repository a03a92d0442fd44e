package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"duban"
)

// changed is the shipped file with some pieces replaced, in a folder of its own.
func changed(t *testing.T, change ...string) (path string, raw []byte) {
	t.Helper()
	conf := string(duban.Config)
	for i := 0; i < len(change); i += 2 {
		if !strings.Contains(conf, change[i]) {
			t.Fatalf("config.toml has no %q", change[i])
		}
		conf = strings.Replace(conf, change[i], change[i+1], 1)
	}
	path = filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, []byte(conf)
}

func TestConfig_allThatIsWrongIsToldAtOnce(t *testing.T) {
	t.Parallel()
	path, raw := changed(t, "from_name", "frm_name", "Asia/Shanghai", "Asia/Beijing", `hours = "08:30-18:00"`, `hours = "8点半"`, "weekday = 1", "weekday = 9",
		`sign = "综合部（督办）"`, `sign = “综合部（督办）”`, `host = ""  `, `host = "smtp.qq.com"  `, `password_file = ""  `, `password_file = "mail.password"  `, `duties = ["督办员"]`, `duties = ["督办"]`)
	_, err := Parse(path, raw)
	for _, want := range []string{"没有“mail.frm_name”这个键", "“Asia/Beijing”不是时区", "“8点半”不是发信时间", "第1列：digest.weekday：9不是星期", "用了中文标点",
		"没有“mail.frm_name”这个键；是不是 mail.from_name？", "没有密码文件", "mail.from：duban@djzx.example 还是示例地址", "不认识职责“督办”"} {
		if err == nil || !strings.Contains(said(err), want) {
			t.Errorf("no %q in\n%v", want, err)
		}
	}
}

func TestConfig_aByteOrderMarkIsNoFault(t *testing.T) {
	t.Parallel()
	if _, err := Parse("config.toml", append([]byte("\xef\xbb\xbf"), duban.Config...)); err != nil {
		t.Error(err)
	}
}

// What people's editors make of the file is told as what it is, at its line and column.
func TestConfig_otherEncodingsAndPathsOfWindows(t *testing.T) {
	t.Parallel()
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(duban.Config)
	if err != nil {
		t.Fatal(err)
	}
	at := func(value string) []byte {
		return []byte(strings.Replace(string(duban.Config), `database = "duban-data/duban.db"`, "database = "+value, 1))
	}
	row := 1 + strings.Count(string(duban.Config[:strings.Index(string(duban.Config), "\ndatabase = ")+1]), "\n")
	for _, c := range []struct {
		why  string
		raw  []byte
		want string // "" : nothing is wrong
	}{
		{"Notepad's ANSI", gb, "c 第1行 第9列：文件不是 UTF-8 编码，像是 GB18030（记事本的“ANSI”）；请用记事本打开，另存为，编码选 UTF-8"},
		{"Notepad's Unicode", []byte("\xff\xfe#\x00"), "c 第1行 第1列：文件是 UTF-16 编码（记事本的“Unicode”）；请用记事本打开，另存为，编码选 UTF-8"},
		{"a path of Windows", at(`"D:\督办\duban.db"`), fmt.Sprintf(`c 第%d行 第15列：路径里用了反斜线“\”：database = "D:\督办\duban.db"；请改成“/”，如 D:/督办/duban.db`, row)},
		{"one whose backslashes are escapes", at(`"D:\new\backup.db"`), fmt.Sprintf(`c 第%d行 第15列：路径里用了反斜线“\”：database = "D:\new\backup.db"；请改成“/”，如 D:/督办/duban.db`, row)},
		{"a text without quotes", at("duban.db"), fmt.Sprintf("c 第%d行 第12列：文字没有加引号：database = duban.db；文字加英文引号，数字写阿拉伯数字，是和否写 true、false", row)},
		{"a number in words", at("五"), fmt.Sprintf("c 第%d行 第12列：文字没有加引号：database = 五；文字加英文引号，数字写阿拉伯数字，是和否写 true、false", row)},
		{"a share", at(`"\\server\duban.db"`), ""},
		{"doubled backslashes", at(`"D:\\督办\\duban.db"`), ""},
		{"a literal string", at(`'D:\督办\duban.db'`), ""},
	} {
		_, err := Parse("c", c.raw)
		if c.why == "a share" {
			if err == nil {
				t.Errorf("%s is right", c.why)
			}
			continue
		}
		got := ""
		if err != nil {
			got = said(err)
		}
		if got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.why, got, c.want)
		}
	}
}

func TestFaults_areFoundInTheFilesThatAreNamed(t *testing.T) {
	t.Parallel()
	relay := []string{`host = ""  `, `host = "mail.djzx.example"  `}
	for reason, row := range map[string]struct {
		change []string
		files  map[string]os.FileMode // what lies beside the configuration
		want   string                 // "" : nothing is wrong
	}{
		"the shipped file, which sends nothing":   {nil, nil, ""},
		"a relay without login":                   {relay, nil, ""},
		"a password that is there":                {append(relay, `password_file = ""  `, `password_file = "p" `), map[string]os.FileMode{"p": 0o600}, ""},
		"a password that others can read":         {append(relay, `password_file = ""  `, `password_file = "p" `), map[string]os.FileMode{"p": 0o644}, "别人也能读"},
		"a password that is not there":            {append(relay, `password_file = ""  `, `password_file = "p" `), nil, "没有密码文件"},
		"a relay that is not there needs no file": {[]string{`password_file = ""  `, `password_file = "p" `}, nil, ""},
		"no certificate in the file":              {append(relay, `ca_file = ""  `, `ca_file = "p" `), map[string]os.FileMode{"p": 0o600}, "没有 PEM 格式的证书"},
		"a login in plain text":                   {append(relay, `tls = "starttls"  `, `tls = "none"  `, `user = ""  `, `user = "duban"  `), nil, "不加密的连接不能登录"},
		"a directory that is not there":           {[]string{`# directory = "通讯录.xlsx"`, `directory = "通讯录.xlsx"`}, nil, "没有通讯录文件 通讯录.xlsx"},
		"example addresses that would be sent to": {[]string{`host = ""  `, `host = "smtp.163.com"  `}, nil, "11个邮箱还是示例地址"},
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			path, raw := changed(t, row.change...)
			if strings.Contains(reason, "directory") {
				head, _, _ := strings.Cut(string(raw), "\n[[directory.post]]")
				raw = []byte(head)
			}
			for name, mode := range row.files {
				if err := os.WriteFile(filepath.Join(filepath.Dir(path), name), []byte("x\n"), mode); err != nil {
					t.Fatal(err)
				}
			}
			c, err := Parse(path, raw)
			if err != nil {
				t.Fatal(err)
			}
			got := c.Faults()
			if (len(got) == 0) != (row.want == "") || !strings.Contains(said(got), row.want) {
				t.Errorf("got %v, want %q", got, row.want)
			}
		})
	}
}
