package message

import "testing"

// Links to what expires, of whatever service; and links that lead elsewhere.
func TestParse_linksThatExpire(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"https://mail.qq.com/cgi-bin/ftnExs_download?k=1":             1,
		"https://wx.mail.qq.com/ftn/download?func=3&key=1":            1,
		"https://u.163.com/abc":                                       1,
		"https://mail.163.com/large-attachment-download/index.html":   1,
		"https://dashi.163.com/html/cloud-attachment-download/?key=1": 1,
		"https://download.mail.10086.cn/d?id=1":                       1,
		"https://caiyun.139.com/m/i?1":                                1,
		"https://cloud.189.cn/t/abc":                                  1,
		"https://pan.baidu.com/s/1abc":                                1,
		"https://pan.quark.cn/s/abc":                                  1,
		"https://www.alipan.com/s/abc":                                1,
		"https://www.aliyundrive.com/s/abc":                           1,
		"https://share.weiyun.com/abc":                                1,
		"https://drive.weixin.qq.com/s?k=1":                           1,
		"https://www.123pan.com/s/abc":                                1,
		"https://115.com/s/abc":                                       1,
		"https://www.jianguoyun.com/p/abc":                            1,
		"https://wwx.lanzoux.com/abc":                                 1,
		"https://vdisk.weibo.com/s/abc":                               1,
		"https://djzx.feishu.cn/file/abc":                             1,
		"https://we.tl/t-abc":                                         1,
		"https://1drv.ms/u/s!abc":                                     1,
		"https://www.icloud.com/attachment/?u=1":                      1,
		"https://www.gov.cn/zhengce/2026.htm":                         0,
		"https://www.djzx.example/ticket?id=115":                      0,
		"https://mail.qq.com/":                                        0,
	} {
		m := Parse([]byte("From: a@b.cn\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n14 已完成，见 "+text+"\r\n"), Limits{})
		if len(m.Links) != want {
			t.Errorf("%s: %d links, want %d", text, len(m.Links), want)
		}
	}
}

func TestParse_linesThatEndWithACarriageReturnOnly(t *testing.T) {
	t.Parallel()
	m := Parse([]byte("From: a@b.cn\rSubject: x\rMIME-Version: 1.0\rContent-Type: multipart/mixed; boundary=B\r\r--B\rContent-Type: text/plain; charset=utf-8\r\r14 已完成\r29 进展：起草\r--B\r"+
		"Content-Type: application/pdf; name=a.pdf\rContent-Disposition: attachment; filename=a.pdf\r\r%PDF-1.7\r--B--\r"), Limits{})
	if m.From.Addr != "a@b.cn" || m.Text != "14 已完成\n29 进展：起草" || len(m.Attachments) != 1 {
		t.Errorf("from %q, text %q, %d files", m.From.Addr, m.Text, len(m.Attachments))
	}
}
