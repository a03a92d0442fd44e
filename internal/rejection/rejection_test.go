package rejection_test

import (
	"fmt"
	"os"
	"regexp"
	"testing"

	"duban/internal/rejection"
	"duban/internal/words"
)

// Answers as the servers that offices meet write them, texts shortened, addresses changed.
var answers = []struct {
	server   string
	stage    rejection.Stage
	code     int
	enhanced string
	text     string
	want     string // about, then: temporary, final; marks: the address does not work; holds: nobody else either
}{
	{"QQ", atRcpt, 550, "", "Connection frequency limited. http://service.mail.qq.com/cgi-bin/help?subtype=1", "relay temporary holds"},
	{"QQ", atRcpt, 550, "", "Ip frequency limited", "relay temporary holds"},
	{"QQ", atEnd, 550, "", "Domain frequency limited [MGA8 10.1.2.3]", "relay temporary holds"},
	{"QQ", atSender, 501, "", "mail from address must be same as authorization user", "relay temporary holds"},
	{"QQ", atRcpt, 501, "", "mail from address must be same as authorization user", "relay temporary holds"},
	{"QQ", atOpening, 535, "", "Login Fail. Please enter your authorization code to login.", "relay temporary holds"},
	{"QQ", atRcpt, 550, "", "Mailbox not found. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022", "address final marks"},
	{"QQ", atRcpt, 550, "", "Mailbox unavailable or access denied [MzA4 10.0.0.1]", "address final marks"},
	{"QQ", atEnd, 550, "", "Mail content denied. http://service.mail.qq.com/", "relay temporary"},
	{"QQ", atEnd, 550, "", "SPF check failed", "relay temporary holds"},
	{"QQ", atEnd, 552, "", "message size exceeds the limit", "letter final"},
	{"QQ", atEnd, 550, "", "Suspected bounce attacks", "relay temporary"},
	{"163", atEnd, 554, "", "DT:SPM 163 smtp8,DMCowAAH0vRj 1606700000,please see http://mail.163.com/help/help_spam_16.htm", "relay temporary"},
	{"163", atEnd, 554, "", "HL:IPB 126 mx3,see http://mail.163.com/help/", "relay temporary"},
	{"163", atEnd, 554, "", "MI:SPB 163 smtp4", "relay temporary"},
	{"163", atEnd, 554, "", "MI:STC 163 smtp10,C9GowED", "relay temporary holds"},
	{"163", atOpening, 421, "", "HL:ICC 163 mx25", "relay temporary holds"},
	{"163", atSender, 451, "", "MI:SFQ 163 smtp1", "relay temporary holds"},
	{"163", atSender, 553, "", "Mail from must equal authorized user", "relay temporary holds"},
	{"163", atRcpt, 550, "", "User not found: nobody@163.com", "address final marks"},
	{"163", atRcpt, 550, "", "Invalid User: nobody@163.com", "address final marks"},
	{"163", atRcpt, 550, "", "User suspended: nobody@163.com", "address final marks"},
	{"163", atOpening, 535, "", "Error: authentication failed", "relay temporary holds"},
	{"126", atEnd, 550, "", "DT:SUM 126 smtp1", "relay temporary"},
	{"126", atRcpt, 550, "", "RP:QRC 126 smtp5", "relay temporary holds"},
	{"126", atRcpt, 552, "", "Mailbox is full: a@126.com", "address final"},
	{"sina", atSender, 553, "", "Envolope sender mismatch with login user.", "relay temporary holds"},
	{"sina", atRcpt, 550, "", "#5.1.0 Address rejected: user not exist", "address final marks"},
	{"sina", atEnd, 550, "5.7.1", "rejected by sina mail, the message looks like spam", "relay temporary"},
	{"Aliyun", atSender, 440, "", "mail from account doesn't conform with authentication (Auth Account:a@b.cn|Mail Account:c@b.cn)", "relay temporary holds"},
	{"Aliyun", atOpening, 526, "", "Authentication failure[0]", "relay temporary holds"},
	{"Aliyun", atRcpt, 559, "", "Invalid rcptto [@sm070102]", "address final marks"},
	{"Aliyun", atRcpt, 554, "", "Reject by behaviour spam at Rcpt State(Connection IP address:192.0.2.1)ANTISPAM_BAT[01201311R116]", "relay temporary"},
	{"Aliyun", atEnd, 554, "", "Reject by content spam at DATA State", "relay temporary"},
	{"Aliyun", atEnd, 554, "", "Exceed the max sending limit in one day", "relay temporary holds"},
	{"exmail", atSender, 550, "", "Daily user sending quota exceeded", "relay temporary holds"},
	{"exmail", atRcpt, 550, "", "Sender frequency limited", "relay temporary holds"},
	{"exmail", atEnd, 550, "5.7.26", "The mail was rejected: DMARC check failed", "relay temporary holds"},
	{"exmail", atRcpt, 550, "", "Bad address syntax", "address final marks"},
	{"Exchange", atRcpt, 550, "5.1.10", "RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", "address final marks"},
	{"Exchange", atRcpt, 550, "5.4.1", "Recipient address rejected: Access denied. AS(201806281)", "address final marks"},
	{"Exchange", atEnd, 550, "5.7.60", "SMTP; Client does not have permissions to send as this sender", "relay temporary holds"},
	{"Exchange", atSender, 530, "5.7.57", "SMTP; Client was not authenticated to send anonymous mail during MAIL FROM", "relay temporary holds"},
	{"Exchange", atRcpt, 550, "5.7.54", "SMTP; Unable to relay recipient in non-accepted domain", "relay temporary holds"},
	{"Exchange", atEnd, 552, "5.3.4", "Message size exceeds fixed maximum message size", "letter final"},
	{"Exchange", atBounce, 550, "5.2.3", "RESOLVER.RST.RecvSizeLimit; message too large for this recipient", "letter final"},
	{"Exchange", atBounce, 550, "5.7.1", "RESOLVER.RST.AuthRequired; authentication required", "address final"},
	{"Exchange", atBounce, 550, "5.2.2", "STOREDRV.Deliver; mailbox full. QuotaExceededException.MapiExceptionShutoffQuotaExceeded", "address final"},
	{"Exchange", atSender, 421, "4.4.2", "Message submission rate for this client has exceeded the configured limit", "relay temporary holds"},
	{"Exchange", atOpening, 421, "4.3.2", "The maximum number of concurrent connections has exceeded a limit, closing transmission channel", "relay temporary holds"},
	{"Exchange", atRcpt, 452, "4.3.1", "Insufficient system resources", "relay temporary"},
	{"Postfix", atRcpt, 550, "5.1.1", "<a@b.cn>: Recipient address rejected: User unknown in local recipient table", "address final marks"},
	{"Postfix", atRcpt, 450, "4.1.1", "<a@b.cn>: Recipient address rejected: unverified address: connect to b.cn: Connection refused", "address temporary"},
	{"Postfix", atRcpt, 450, "4.1.2", "<a@b.cn>: Recipient address rejected: Domain not found", "address temporary"},
	{"Postfix", atRcpt, 554, "5.7.1", "<a@b.cn>: Relay access denied", "relay temporary holds"},
	{"Postfix", atRcpt, 553, "5.7.1", "<c@b.cn>: Sender address rejected: not owned by user d@b.cn", "relay temporary holds"},
	{"Postfix", atRcpt, 550, "5.1.0", "<c@b.cn>: Sender address rejected: User unknown in virtual mailbox table", "relay temporary holds"},
	{"Postfix", atRcpt, 450, "4.1.8", "<c@b.cn>: Sender address rejected: Domain not found", "relay temporary holds"},
	{"Postfix", atRcpt, 450, "4.2.0", "<a@b.cn>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/", "relay temporary"},
	{"Postfix", atRcpt, 554, "5.7.1", "Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "relay temporary"},
	{"Postfix", atRcpt, 504, "5.5.2", "<duban>: Helo command rejected: need fully-qualified hostname", "relay temporary holds"},
	{"Postfix", atSender, 552, "5.3.4", "Message size exceeds fixed limit", "letter final"},
	{"Postfix", atOpening, 421, "4.7.0", "mx.b.cn Error: too many connections from 192.0.2.1", "relay temporary holds"},
	{"Postfix", atSender, 450, "4.7.1", "Error: too much mail from 192.0.2.1", "relay temporary holds"},
	{"Postfix", atEnd, 451, "4.3.0", "Error: queue file write error", "relay temporary"},
	{"Postfix", atEnd, 452, "4.3.1", "Insufficient system storage", "relay temporary"},
	{"Postfix", atOpening, 530, "5.7.0", "Must issue a STARTTLS command first", "relay temporary holds"},
	{"Postfix", atOpening, 454, "4.7.0", "TLS not available due to local problem", "relay temporary holds"},
	{"Postfix", atBounce, 0, "5.4.4", "Host or domain name not found. Name service error for name=djzx.exmaple type=A: Host not found", "address final marks"},
	{"Postfix", atBounce, 0, "4.4.1", "connect to mx.b.cn[192.0.2.9]:25: Connection timed out", "letter final"},
	{"Exim", atRcpt, 550, "", "Unrouteable address", "address final marks"},
	{"Exim", atRcpt, 550, "", "relay not permitted", "relay temporary holds"},
	{"Exim", atRcpt, 550, "", "Sender verify failed", "relay temporary holds"},
	{"Exim", atRcpt, 451, "", "Temporary local problem - please try later", "relay temporary"},
	{"Exim", atRcpt, 550, "", "Administrative prohibition", "relay temporary"},
	{"Exim", atEnd, 552, "", "Message size exceeds maximum permitted", "letter final"},
	{"Exim", atEnd, 421, "", "too many messages in this connection", "relay temporary holds"},
	{"Coremail", atRcpt, 550, "5.1.1", "Requested action not taken: mailbox not found", "address final marks"},
	{"Coremail", atRcpt, 553, "", "authentication is required", "relay temporary holds"},
	{"Coremail", atEnd, 550, "", "Denied by content filter", "relay temporary"},
	{"Coremail", atEnd, 552, "", "Requested mail action aborted: exceeded mailsize limit", "letter final"},
	{"Coremail", atRcpt, 552, "", "Requested mail action aborted: exceeded storage allocation", "address final"},
	{"Coremail", atBounce, 550, "", "用户不存在", "address final marks"},
	{"Coremail", atBounce, 552, "", "收件人邮箱空间已满", "address final"},
	{"Gmail", atRcpt, 550, "5.1.1", "The email account that you tried to reach does not exist. Please try double-checking", "address final marks"},
	{"Gmail", atRcpt, 550, "5.2.1", "The email account that you tried to reach is disabled.", "address final marks"},
	{"Gmail", atRcpt, 452, "4.2.2", "The email account that you tried to reach is over quota.", "address temporary"},
	{"Gmail", atRcpt, 450, "4.2.1", "The user you are trying to contact is receiving mail at a rate that prevents additional messages", "address temporary"},
	{"Gmail", atEnd, 421, "4.7.0", "Our system has detected an unusual rate of unsolicited mail originating from your IP address", "relay temporary holds"},
	{"Gmail", atEnd, 550, "5.7.1", "Our system has detected that this message is likely unsolicited mail.", "relay temporary"},
	{"Gmail", atEnd, 550, "5.7.26", "This mail has been blocked because the sender is unauthenticated.", "relay temporary holds"},
	{"Gmail", atSender, 550, "5.4.5", "Daily user sending limit exceeded.", "relay temporary holds"},
	{"Gmail", atEnd, 552, "5.2.3", "Your message exceeded Google's message size limits.", "letter final"},
	{"Gmail", atEnd, 552, "5.7.0", "This message was blocked because its content presents a potential security issue.", "letter final"},
	{"Gmail", atOpening, 535, "5.7.8", "Username and Password not accepted.", "relay temporary holds"},
	{"Gmail", atBounce, 550, "5.7.1", "The user or domain that you are sending to has a policy that prohibited the mail", "relay final"},

	// nobody's in particular
	{"any", atRcpt, 550, "", "no", "letter temporary"},
	{"any", atRcpt, 550, "5.7.1", "no", "relay temporary"},
	{"any", atSender, 550, "5.1.1", "user unknown", "relay temporary holds"},
	{"any", atRcpt, 550, "5.1.7", "", "relay temporary holds"},
	{"any", atEnd, 451, "", "", "relay temporary"},
	{"any", atBounce, 0, "5.0.0", "", "letter final"},
	{"any", atBounce, 0, "4.2.2", "over quota", "address final"},
	{"any", atBounce, 0, "4.4.7", "retry time exceeded", "letter final"},
	{"any", atBounce, 0, "4.1.1", "user unknown", "address final"},
}

const (
	atOpening = rejection.AtOpening
	atSender  = rejection.AtSender
	atRcpt    = rejection.AtRecipient
	atEnd     = rejection.AtEnd
	atBounce  = rejection.AtBounce
)

func TestRead_saysWhatAnAnswerIsAbout(t *testing.T) {
	t.Parallel()
	for _, a := range answers {
		v := rejection.Read(rejection.Answer{Stage: a.stage, Code: a.code, Enhanced: a.enhanced, Text: a.text})
		got := string(v.About)
		for _, x := range []struct {
			is   bool
			word string
		}{{!v.Final, " temporary"}, {v.Final, " final"}, {v.Marks, " marks"}, {v.Holds, " holds"}} {
			if x.is {
				got += x.word
			}
		}
		if got != a.want {
			t.Errorf("%s: %d %s %s\n\tis %s (%s), want %s", a.server, a.code, a.enhanced, a.text, got, v.Cause, a.want)
		}
		if v.Cause.Message().Code == "" {
			t.Errorf("%s has no words", v.Cause)
		}
	}
}

// Whatever a server says, these hold.
func TestRead_neverMarksWhereTheAnswerIsNotAboutTheAddress(t *testing.T) {
	t.Parallel()
	for _, a := range answers {
		for stage := atOpening; stage <= atBounce; stage++ {
			for _, code := range []int{421, 450, 550, 554, a.code} {
				v := rejection.Read(rejection.Answer{Stage: stage, Code: code, Enhanced: a.enhanced, Text: a.text})
				what := fmt.Sprintf("%d %s %s at stage %d: %+v", code, a.enhanced, a.text, stage, v)
				switch {
				case v.Marks && (v.About != rejection.Address || !v.Final):
					t.Errorf("marks without being about the address: %s", what)
				case code/100 == 4 && (v.Marks || v.Final && stage != atBounce):
					t.Errorf("a temporary code is final: %s", what)
				case stage <= atSender && v.About == rejection.Address:
					t.Errorf("about an address that was not named yet: %s", what)
				case v.About == rejection.Relay && v.Final && stage != atBounce:
					t.Errorf("what is about the relay is final: %s", what)
				case v.Holds && v.About != rejection.Relay:
					t.Errorf("holds others for what is not about the relay: %s", what)
				}
			}
		}
	}
}

// The words that letters, pages and terminals show come from here alone.
func TestCause_hasItsWordsInBothLanguages(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("cause.go")
	if err != nil {
		t.Fatal(err)
	}
	causes := regexp.MustCompile(`Cause\s+= "([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(causes) < 15 {
		t.Fatalf("only %d causes are found in the source", len(causes))
	}
	seen := map[string]string{}
	for _, m := range causes {
		said := rejection.Cause(m[1]).Message()
		zh, en := words.Say(words.Chinese, said), words.Say(words.English, said)
		if said.Code == "" || en == zh {
			t.Errorf("%s: in Chinese %q, in English %q", m[1], zh, en)
		}
		if seen[zh] != "" || seen[en] != "" {
			t.Errorf("%s says the same as %s", m[1], seen[zh]+seen[en])
		}
		seen[zh], seen[en] = m[1], m[1]
	}
}

// Where a relay gave no answer, what the system says tells what stood in the way.
func TestTold_saysWhatStoodInTheWay(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		cause rejection.Cause
		words string
		want  string
	}{
		{rejection.Unreachable, "dial tcp 127.0.0.1:9: connect: connection refused", "发信服务器没有开（拒绝连接）"},
		{rejection.Unreachable, "lookup mail.djzx.example: no such host", "查不到发信服务器的地址"},
		{rejection.Unreachable, "read tcp: i/o timeout", "发信服务器没有应答"},
		{rejection.Encryption, "tls: failed to verify certificate: x509: certificate signed by unknown authority", "发信服务器的证书不可信"},
		{rejection.Encryption, "Must issue a STARTTLS command first", "与发信服务器的加密没有谈成"},
		{rejection.Unreachable, "writing to the outbox: no space left on device", "磁盘满了"},
		{rejection.Unreachable, "whatever", "连不上发信服务器"},
		{rejection.Login, "connection closed", "发信服务器不认登录名或密码（授权码）"},
	} {
		if got := words.Say(words.Chinese, rejection.Told(tt.cause, tt.words)); got != tt.want {
			t.Errorf("%s, %q: got %s, want %s", tt.cause, tt.words, got, tt.want)
		}
	}
}

// What marked an address is read back from what is kept beside it.
func TestSaid_readsWhatIsKeptBesideAnAddress(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]rejection.Cause{
		"550 5.1.1 <a@b.cn>: User unknown": rejection.NoMailbox, "550  Invalid User: a@163.com": rejection.NoMailbox, "550  Mailbox not found": rejection.NoMailbox,
		"5.1.1": rejection.NoMailbox, "5.1.2": rejection.NoDomain, "5.1.2 Host or domain name not found": rejection.NoDomain, "5.2.1 disabled": rejection.NoMailbox,
		"用户不存在": rejection.NoMailbox, "退信": rejection.Unexplained,
	} {
		if got := rejection.Said(said).Cause; got != want {
			t.Errorf("%q is read as %s, want %s", said, got, want)
		}
	}
}

func TestFolded_isTheSameForTwoRecipients(t *testing.T) {
	t.Parallel()
	one := rejection.Answer{Code: 550, Text: "<a@b.cn>: Recipient rejected [MGA8 10.1.2.3] id=x91"}
	two := rejection.Answer{Code: 550, Text: "<longer.name@b.cn>: Recipient  rejected [MGA9 10.1.2.4] id=q07"}
	other := rejection.Answer{Code: 550, Text: "<a@b.cn>: User unknown"}
	if one.Folded() != two.Folded() || one.Folded() == other.Folded() {
		t.Errorf("%q, %q, %q", one.Folded(), two.Folded(), other.Folded())
	}
}
