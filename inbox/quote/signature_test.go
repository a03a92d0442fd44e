package quote

import "testing"

func TestOwnWords_signatures(t *testing.T) {
	t.Parallel()
	const own = "14 已完成。"
	for _, sig := range []string{
		"发自我的iPhone", "发自我的 iPhone", "发自我的iPad", "從我的 iPhone 傳送", "发自我的手机", "发自我的小米手机", "发自我的企业微信",
		"发自网易邮箱大师", "来自QQ邮箱手机版", "来自阿里邮箱iPhone版", "来自钉钉专属商务邮箱", "获取 Outlook for iOS", "获取 Outlook for iOS<https://aka.ms/o0ukef>",
		"获取适用于 iOS 的 Outlook", "从 Windows 版邮件发送", "Sent from my iPhone",
		"Envoyé de mon iPhone", "Von meinem iPhone gesendet", "Gesendet von Mail für Windows", "Enviado do meu iPhone", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone",
		"Skickat från min iPhone", "Sendt fra min iPhone", "Wysłane z iPhone’a", "Отправлено с iPhone", "Télécharger Outlook pour iOS<https://aka.ms/o0ukef>",
		"-- \n张三\n综合部 0571-88880000", "--\n李四\n(010) 6655-1234", "--\n李四\n138 0013 8000", "--\n\n\n张三", "本邮件（含附件）可能包含保密信息，如非收件人请删除。",
		"从QQ邮箱发来的超大附件\n整改资料.zip (128.03M, 2027年5月27日 21:59 到期)\n进入下载页面：http://mail.qq.com/cgi-bin/ftnExs_download?t=exs_ftn",
		"从网易163邮箱发来的超大附件\n\n整改资料.zip (1.2G, 2027年5月27日 21:59 到期)进入下载页面：https://u.163.com/x",
		"从QQ邮箱发来的超大附件\n\n发自我的iPhone",
	} {
		t.Run(sig, func(t *testing.T) {
			t.Parallel()
			w := OwnWords(own+"\n\n"+sig+"\n", "")
			if w.Text != own || w.Signature == "" || w.Unsure {
				t.Errorf("got %+v", w)
			}
		})
	}
}

func TestOwnWords_wordsBelowTheDelimiterAreKept(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"an answer":             "收到\n--\n14 已完成",
		"a day":                 "收到\n--\n14 20270510",
		"a long text":           "收到\n--\n一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n十一",
		"a rule inside":         "上\n----\n下",
		"with nothing above it": "--\n材料已报，请查收",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if w := OwnWords(text, ""); w.Text != text || w.Signature != "" {
				t.Errorf("got %+v", w)
			}
		})
	}
}

func TestOwnWords_footersOfListsAndLawyersAreNoWordsOfTheAuthors(t *testing.T) {
	t.Parallel()
	const own = "14 已完成，材料附后。"
	for name, footer := range map[string]string{
		"Mailman":       "_______________________________________________\nusers mailing list\nusers@lists.example.org\nhttps://lists.example.org/listinfo/users",
		"a short rule":  "__\noffice mailing list\noffice@lists.example.org",
		"ezmlm":         "---------------------------------------------------------------------\nTo unsubscribe, e-mail: dev-unsubscribe@example.org\nFor additional commands, e-mail: dev-help@example.org",
		"English":       "This message may contain confidential information that is intended solely for the addressee.",
		"wrapped":       "This message and whatever is enclosed with it come from our office,\nand both are intended solely for the person to whom they are addressed.",
		"German":        "Diese Nachricht enthält vertrauliche Informationen. Sind Sie nicht der richtige Adressat, so löschen Sie sie.",
		"Chinese":       "本邮件及附件含有保密信息，仅供指定收件人使用；如您并非指定收件人，请立即删除并通知发件人，谢谢配合，特此声明。",
		"two of them":   "-- \n张三\n\n_______________________________________________\nusers mailing list\nusers@lists.example.org",
		"a device":      "Sent from my Galaxy, please excuse typos.",
		"Korean device": "내 iPhone에서 보냄",
		"Japanese":      "iPhoneから送信",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, text := range []string{own + "\n\n" + footer + "\n", "> 请反馈\n> 综合部\n\n" + own + "\n\n" + footer} {
				if w := OwnWords(text, ""); w.Text != own {
					t.Errorf("got %q of %q", w.Text, text)
				}
			}
		})
	}
	banner := "CAUTION: This email originated from outside of the organization. Do not click links."
	if w := OwnWords(banner+"\n\n"+own, ""); w.Text != own || w.Signature != banner {
		t.Errorf("a gateway's banner: got %+v", w)
	}
	for _, banner := range []string{
		banner,
		"CAUTION: This email is not originated from Example. Do not click links or open attachments unless you recognize the sender and know the content is safe.",
		"[EXTERNAL EMAIL] This message came from outside. Use caution.",
		"【外部邮件】本邮件来自外部邮箱，请谨慎点击链接。",
	} {
		for _, words := range []string{own, "已完成，附件已核实，请注意查收", "Please find the attachment"} {
			if w := OwnWords(banner+" "+words+" ---- 回复的原邮件 ---- 发件人 Li<li@example.cn> 发送日期 2027年04月27日", ""); w.Text != words {
				t.Errorf("words on a line with %q: got %+v", banner, w)
			}
		}
	}
	above := "我部已按保密要求，将涉密信息（confidential information）单独报送，并完成整改销号。"
	if w := OwnWords(above, ""); w.Text != above {
		t.Errorf("words about confidence: got %+v", w)
	}
}
