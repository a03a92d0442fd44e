package words

// codedClerk are what the clerk is told, and what there is to do about it. Commands stand
// in them as they are typed.
var codedClerk = map[string]Text{
	// people and their mailboxes
	"a fault of somebody's":                           {"%s%s", "%s: %s"},
	"a party not in the directory":                    {"通讯录里没有“%s”，%s无人收信", "the directory has no “%s”, nobody gets letters about %s"},
	"add the party or hand over":                      {"在通讯录里补上后：duban reload；或移交：duban reassign %d --to 部门 --why 理由", "add it to the directory, then: duban reload; or hand over: duban reassign %d --to DEPARTMENT --why REASON"},
	"better call them":                                {"建议电话催办", "better call them"},
	"mend the mailbox":                                {"改好通讯录里的邮箱后：duban reload", "mend the mailbox in the directory, then: duban reload"},
	"no letter reaches somebody":                      {"%s，信不能送达", "%s, no letter arrives"},
	"record the absence or mend the mailbox":          {"外出的：duban away %s --to 日期 --substitute 部门；邮箱有变的：改好通讯录后 duban reload", "if they are away: duban away %s --to DAY --substitute DEPARTMENT; if the mailbox has changed: mend the directory, then duban reload"},
	"record who stands in":                            {"duban away %s --to %s --substitute 部门", "duban away %s --to %s --substitute DEPARTMENT"},
	"reminded in vain":                                {"%d次提醒无回复、无退信：%s", "reminded %d times, no answer and no bounce: %s"},
	"revive the address":                              {"邮箱没有写错、已能收信的：duban address revive %s", "if it is right and works again: duban address revive %s"},
	"away and nobody stands in by an automatic reply": {"%s自动回复外出至%s，没有人代办", "%s is away until %s by an automatic reply, and nobody stands in"},
	"an automatic reply without a day":                {"%s自动回复（%s），没有写明日期：“%s”", "%s, automatic reply (%s) that names no day: “%s”"},

	// mail
	"a mail asked about":             {"已询问序号、尚未答复：%s（%s）", "asked which item, not answered yet: %s (%s)"},
	"a mail to be filed":             {"待归档：%s（%s）", "to be filed: %s (%s)"},
	"escalations wait":               {"%s，提级暂缓", "%s: escalations wait"},
	"look at the log, then replay":   {"查看日志后：duban replay %d", "look at the log, then: duban replay %d"},
	"look how mail is received":      {"检查收信服务后：duban status", "look at how mail is received, then: duban status"},
	"mails of others to be filed":    {"待归档：%s来信%d封", "to be filed: %s, %d {2:mail|mails}"},
	"a stranger":                     {"通讯录以外的来信", "mail from outside the directory"},
	"a stranger by the address":      {"通讯录以外的来信 %s", "from outside the directory: %s"},
	"other strangers":                {"其余%d个通讯录以外的发件人", "%d other senders outside the directory"},
	"mails stored and not processed": {"%d封来信收下超过5分钟仍未处理，最早的是来信%d", "%d {1:mail has|mails have} been stored for more than 5 minutes and not been processed, the oldest is mail %d"},
	"put all of a sender aside":      {"一并作废：duban quarantine discard --from %s --why 理由", "to put all of them aside: duban quarantine discard --from %s --why REASON"},
	"several mails of one sender":    {"%s，共%d封，最新的是来信%d", "%s, %d in all, the newest is mail %d"},

	// what somebody writes
	"a claim wanted back":                     {"%s要撤回一封来信，所报办结的%s仍待审核", "%s wants a mail back; %s, reported done in it, still waits for a verdict"},
	"an instruction on no item":               {"%s批示：“%s”", "%s instructs: “%s”"},
	"an item and words":                       {"第%s项“%s”", "item %s “%s”"},
	"asked, in words":                         {"%s：“%s”", "%s: “%s”"},
	"asks for help":                           {"第%d项 %s请求帮助：%s", "item %d, %s: asks for help: %s"},
	"asks to hand over":                       {"第%d项 %s申请转交%s", "item %d, %s: asks to have it handed over to %s"},
	"ask, and return the claim":               {"请与其核实；确要撤回的：duban judge %d return --why 来信人撤回", "please ask them; if it is so: duban judge %d return --why WITHDRAWN"},
	"decided in the director's place":         {"%s代阅专报时写了%s，无权审定，未作处理", "%s, who reads the digest in the director's place, wrote %s and may not judge: nothing was done"},
	"have the director or a judge decide":     {"请主任或审核人审定", "please have the director or a judge decide"},
	"mails confirmed and then not":            {"以%s名义发来的%d件来信，确认登记之后又收到不是确认的答复，请与本人核实", "%[2]d {2:mail|mails} in the name of %[1]s {2:was|were} confirmed and filed, and then an answer came that confirms nothing: please ask them"},
	"mails not confirmed are void":            {"以%s名义发来的%d件来信，本人没有确认，已作废", "%[2]d {2:mail|mails} in the name of %[1]s {2:was|were} not confirmed and {2:is|are} void"},
	"quoted words":                            {"“%s”", "“%s”"},
	"settle it with the lead":                 {"配合事项的时限随牵头部门，请商牵头部门答复", "who takes part has the lead's deadline: please settle it with the lead"},
	"who had a copy writes":                   {"%s（抄送）来信：%s", "%s, who had a copy, writes: %s"},
	"who had the report writes":               {"%s（督办报告）来信：%s", "%s, who had the report on the list, writes: %s"},
	"who takes part asks for an extension":    {"第%d项 %s（配合）申请延期", "item %d, %s (taking part): asks for an extension"},
	"who takes part asks for an extension to": {"第%d项 %s（配合）申请延期到%s", "item %d, %s (taking part): asks for an extension to %s"},

	// letters
	"bring the files another way":             {"附件请另行送达", "please bring the files another way"},
	"letters not sent since the last workday": {"上一工作日以来有%d封信未能发出", "%d {1:letter|letters} could not be sent since the last workday"},
	"letters of the day":                      {"今日发信%d封（含本信），其中排期前已发%d封", "%d {1:letter|letters} today (this one included), %d of them sent before the plan was made"},
	"letters sent without their files":        {"上一工作日以来有%d封信太大，发信服务器不收，只发了正文、没有附件", "%d {1:letter was|letters were} too large for the relay since the last workday: only the text went, without files"},
	"look at the plan and release it":         {"用 duban plan --on %[1]s 看过、没有问题的：duban release --on %[1]s", "look at duban plan --on %[1]s; if all is well: duban release --on %[1]s"},
	"look why and send again":                 {"看缘由：duban queue；重发：duban resend --all", "why: duban queue; to send again: duban resend --all"},
	"mail last read":                          {"收信最近成功%s", "mail last read %s"},
	"never":                                   {"从未", "never"},
	"of a source":                             {"%s（%s）", "%s (%s)"},
	"more letters than a round may bring":     {"本日要发%d封信，超过一轮%d封的上限，已全部暂停", "%d letters in one round, more than %d: all are stopped"},
	"sending stopped":                         {"发信自%s起停下：%s（duban queue）", "sending stopped on %s: %s (duban queue)"},

	// items
	"a claim that waits":                   {"第%d项（%s报办结，已等候%d个工作日）", "item %d (%s, reported done, has waited for %d {3:workday|workdays})"},
	"a request that waits":                 {"第%d项（%s申请延期，已等候%d个工作日）", "item %d (%s, extension asked for, has waited for %d {3:workday|workdays})"},
	"away and nobody stands in":            {"%s外出至%s，没有人代办", "%s is away until %s, and nobody stands in"},
	"away and who stands in may not judge": {"%s外出至%s（%s代办，不能代为审定）", "%s is away until %s (%s stands in and may not judge)"},
	"from one period to another":           {"%s至%s", "%s to %s"},
	"items without a deadline":             {"%s时限待定，已请责任人报拟完成日期", "no date yet for %s; those responsible have been asked to propose one"},
	"long undecided":                       {"%d项待审已久，%s未审定：%s", "%d {1:item has|items have} waited long for a decision of %s: %s"},
	"nobody decides":                       {"%s，待审：%s", "%s; to be judged: %s"},
	"nobody else may judge":                {"没有另设审核人", "nobody else may judge"},
	"periods in arrears":                   {"第%d项%s欠报%d期（%s）", "item %d, %s: %d periods not reported (%s)"},
	"record a verdict by word of mouth":    {"主任口头审定的可代录：duban judge %d accept", "what the director decides by word of mouth: duban judge %d accept"},
	"record an extension by word of mouth": {"主任口头同意延期的可代录：duban extend %d --to %s", "what the director grants by word of mouth: duban extend %d --to %s"},
	"set the deadline":                     {"定下后：duban extend %d --to 日期", "when it is set: duban extend %d --to DAY"},
	"these and others":                     {"%s等%d项", "%s and others (%d in all)"},
	"who else may judge":                   {"可代为审核的：%s", "who may judge as well: %s"},

	// the calendar and the clock
	"check the clock of the machine":         {"请检查这台机器的对时", "please check this machine's clock"},
	"holidays not imported":                  {"%d年放假安排未导入，日期暂按周末推算", "the holidays of %d are not imported, days are computed from weekends"},
	"import the notice when it is published": {"国务院办公厅通知公布后，粘贴原文：duban holidays add", "when the notice is published, paste it: duban holidays add"},
	"set the clock or release the day":       {"请对时；时钟确实没有错的：duban release --on %s，此后的安排作废重排", "set the clock; if it is right: duban release --on %s, which plans anew from that day"},
	"the clock is behind the plan":           {"这台机器的时钟是%s，而台账已排到%s，提醒和专报暂停", "this machine's clock says %s, but letters are planned up to %s already: reminders and digests have stopped"},
	"the clock had gone ahead":               {"时钟曾走到%s，现已改回%s；当时所排的信已作废，从今天起重新安排；当时已经发出的信收不回，其中的日期不对", "the clock had gone to %s and is now back at %s; what was planned meanwhile is void and is planned anew from today; letters that went then cannot be taken back, and their days are wrong"},
}

// codedDigest are what the digest tells in sentences: who gets it instead of the director,
// whom no letter reaches, and whose mail is not proven.
var codedDigest = map[string]Text{
	"a digest to the clerk instead":         {"%s，专报送不到本人，改送督办员，请设法转呈。%s", "%s: the digest cannot reach its reader and goes to the clerk instead; please pass it on. %s"},
	"a digest to who stands in":             {"%s外出至%s，由您代办，专报同时送您。%s", "%s is away until %s and you stand in, so the digest goes to you, too. %s"},
	"a mail never confirmed":                {"%s以%s名义发来的信（%s）：%s", "mail of %s in the name of %s (%s): %s"},
	"an automatic reply":                    {"%s自动回复（%s）：%s", "%s, automatic reply (%s): %s"},
	"away from to by an automatic reply":    {"%s%s至%s外出，自动回复（%s）：%s", "%s, away from %s to %s, automatic reply (%s): %s"},
	"away until by an automatic reply":      {"%s外出至%s，自动回复（%s）：%s", "%s, away until %s, automatic reply (%s): %s"},
	"mails lately with a sender not proven": {"近%d日登记的来信，发件人未核验：%d封。督办员按 duban config check 的提示配置后即可核验，不再另发确认信", "mails filed in the last %d days whose sender is not proven: %d. Once the clerk has configured what duban config check says they are proven, and no confirmations are asked for"},
	"nobody reads for a party":              {"“%s”不在通讯录中，%s无人收信", "“%s” is not in the directory, nobody gets letters about %s"},
	"only the director decides":             {"您可以回复批示、督促；同意、退回、延期只能由主任本人审定，您的回复不作审定。", "You can instruct and urge by a reply; only the director can approve, return or extend, and a reply of yours decides nothing."},
	"only the director or a judge decides":  {"您可以回复批示、督促；同意、退回、延期只能由主任本人或审核人（%s）审定，您的回复不作审定。", "You can instruct and urge by a reply; only the director or a judge (%s) can approve, return or extend, and a reply of yours decides nothing."},
	"you may judge":                         {"您是审核人，可以直接回复审核。", "You may judge: simply reply."},
}
