package config

import "testing"

func TestServices_addressesTellTheServers(t *testing.T) {
	t.Parallel()
	for address, want := range map[string][2]string{
		"a@qq.com": {"smtp.qq.com:465", "imap.qq.com:993"}, "a@Foxmail.com": {"smtp.qq.com:465", "imap.qq.com:993"},
		"a@163.com": {"smtp.163.com:465", "imap.163.com:993"}, "a@126.com": {"smtp.126.com:465", "imap.126.com:993"},
		"a@sina.cn": {"smtp.sina.cn:465", "imap.sina.cn:993"}, "a@aliyun.com": {"smtp.aliyun.com:465", "imap.aliyun.com:993"},
		"a@outlook.com": {"smtp-mail.outlook.com:587", "outlook.office365.com:993"},
	} {
		if s, known := ServiceOf(address); !known || [2]string{s.SMTP, s.IMAP} != want {
			t.Errorf("%s: %v %v", address, s, known)
		}
	}
	if s, known := ServiceOf("duban@djzx.example"); known {
		t.Errorf("an office's own domain is taken for %s", s.Name)
	}
	if s, _ := ServiceNamed(OwnService, "duban@djzx.example"); s.SMTP != "mail.djzx.example:465" {
		t.Errorf("proposed: %s", s.SMTP)
	}
}

func TestReadServer_thePortTellsTheEncryption(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Server{
		"smtp.qq.com":            {"smtp.qq.com", 465, "implicit"},
		"smtp.office365.com:587": {"smtp.office365.com", 587, "starttls"},
		"mail.djzx.example:2525": {"mail.djzx.example", 2525, "starttls"},
		"127.0.0.1:2525":         {"127.0.0.1", 2525, "none"},
	} {
		if got, err := ReadServer(text, 465); err != nil || got != want {
			t.Errorf("%s: %v %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "https://mail.qq.com", "a b", "mail.djzx.example:99999", "duban@djzx.example"} {
		if got, err := ReadServer(text, 465); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
