package words

import (
	"context"
	"log/slog"
)

// logMessages are what the log says, by its English, which programs search for.
var logMessages = []Text{
	{"信已发出", "letter sent"}, {"信没有发出，再试", "letter retry"}, {"信未能发出", "letter failed"}, {"未核验的来信", "mail of unproven senders"}, {"没有办法核验发件人，见 inbox.authserv_ids", "senders cannot be proven, see inbox.authserv_ids"},
	{"发信中断", "delivery failed"}, {"投递结果没有记下", "outcome not recorded"}, {"信没有放回待发", "releasing a letter failed"}, {"信数没有数出", "counting letters failed"}, {"正在发信", "sending letters"}, {"信已放回待发", "letters given back"}, {"邮箱恢复可用", "addresses work again"},
	{"排程停下，等督办员决定", "planning stopped, waiting for the clerk"}, {"已排信", "letters planned"}, {"排程失败，1分钟后再试", "planning failed, trying again in 1m"}, {"心跳", "beat"},
	{"TLS 握手失败", "TLS handshake failed"}, {"接受连接失败", "accepting connections failed"}, {"会话出错", "session panicked"}, {"来信没有存下", "mail not stored"}, {"来信已存", "mail stored"}, {"来信已存，尚未处理", "mail stored but not processed"},
	{"来信已登记", "mail filed"}, {"处理来信时程序出错", "processing a mail panicked"}, {"没有列出未处理的来信", "listing unprocessed mail failed"}, {"没有重新读取，仍用原来的配置", "reload refused, the old configuration stays"},
	{"新机构下次启动时开始", "a new office begins at the next start"}, {"已重新读取，没有重新排程", "reloaded, but not planned anew"}, {"已重新读取", "reloaded"}, {"工作中断，1分钟后重新开始", "worker failed, restarting in 1m"},
	{"没有问到由谁值班", "asking who is on duty failed"}, {"值班", "on duty"}, {"不再值班", "no longer on duty"}, {"巡查失败", "sweep failed"}, {"在线标记已登记", "sign of life given"}, {"在线标记丢失，暂不发新信", "sign of life lost, no letter is begun"}, {"没有查到失去联系的进程", "looking for letters of dead daemons failed"}, {"已接手失去联系的进程手里的信", "letters of a dead daemon taken over"}, {"遗漏的信已重新排队", "lost letters queued again"}, {"开始监听", "listening"}, {"收信来源没有记下", "source not noted"},
	{"待处理的来信没有处理完", "processing pending mail failed"}, {"收信来源已不在配置里", "source no longer configured"}, {"放假安排未公布，日期按推算", "holidays not published, days computed"}, {"机构略去", "office left out"}, {"开始运行", "serving"}, {"已停止", "stopped"},
	{"来信搁置，没有登记成", "mail held, filing failed"}, {"信箱没有读成", "mailbox not read"}, {"来信没有移走", "mail not moved"}, {"文件夹没有读成", "folder not read"},
	{"时钟曾错，提前排的信已撤回", "planned ahead by a wrong clock, undone"}, {"时钟早于已排的日子，暂不发信", "the clock is behind what was planned, nothing is sent"}, {"前几日的信已作废", "letters of earlier days superseded"},
	{"发信或收信不通", "trouble"}, {"已恢复正常", "trouble over"}, {"已告警", "alarm raised"}, {"告警没有送到", "alarm not delivered"}, {"不通的情况没有记下", "troubles not noted"},
}

// logHandler says the messages of a log in one language.
type logHandler struct {
	slog.Handler
	l     Language
	known map[string]string
}

// LogHandler makes a log speak a language. Keys stay English, they are for programs; in
// an English log the reasons and causes among the values are English as well.
func LogHandler(l Language, h slog.Handler) slog.Handler {
	known := map[string]string{}
	for _, t := range logMessages {
		known[t.En] = l.Of(t.Zh, t.En)
	}
	return logHandler{h, l, known}
}

func (h logHandler) Handle(ctx context.Context, r slog.Record) error {
	message := r.Message
	if said, ok := h.known[message]; ok {
		message = said
	}
	said := slog.NewRecord(r.Time, r.Level, message, r.PC)
	r.Attrs(func(a slog.Attr) bool {
		said.AddAttrs(h.value(a))
		return true
	})
	return h.Handler.Handle(ctx, said)
}

func (h logHandler) value(a slog.Attr) slog.Attr {
	switch v := a.Value.Any().(type) {
	case interface{ In(Language) string }:
		return slog.String(a.Key, v.In(h.l))
	case error:
		return slog.String(a.Key, SayError(h.l, v))
	}
	return a
}

func (h logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	said := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		said[i] = h.value(a)
	}
	return logHandler{h.Handler.WithAttrs(said), h.l, h.known}
}

func (h logHandler) WithGroup(name string) slog.Handler {
	return logHandler{h.Handler.WithGroup(name), h.l, h.known}
}
