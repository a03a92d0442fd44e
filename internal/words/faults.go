package words

// What went wrong, and what to do about it. What the system says stands behind.
var (
	Leased  = Text{"另一个 duban serve 正在使用这个数据库；请先停掉它，或换一个数据库", "another duban serve is using this database; stop it first, or use another database"}
	Locked  = Text{"别的程序占着数据库，等了10秒仍没有放开，什么也没有改；请关掉它（备份、数据库工具等），再试一次", "another program has locked the database for more than 10 seconds; nothing was changed; close it (a backup, a database tool) and try again"}
	Away    = Text{"连不上数据库服务器，什么也没有改；请看它是否在运行、地址和密码是否正确（%s）", "the database server cannot be reached; nothing was changed; see whether it runs, and whether address and password are right (%s)"}
	Damaged = Text{"数据库文件已损坏；请停掉 duban serve，用最近的备份恢复", "the database file is damaged; stop duban serve and restore the latest backup"}
	Full    = Text{"磁盘满了，没有存下；请腾出空间，再试一次", "the disk is full, nothing was stored; make room and try again"}

	InRow         = Text{"第%d行：%s", "line %d: %s"}
	FileExists    = Text{"%s 已经有了，没有改动；请换个名字", "%s exists already and was left as it is; use another name"}
	fileMissing   = Text{"找不到 %s", "%s does not exist"}
	fileForbidden = Text{"没有权限：%s；请换一个可以写的文件夹，或用有权限的账号运行", "no permission: %s; use a folder that you may write to, or run as an account that may"}
	fileConfused  = Text{"文件和文件夹弄混了，或已有同名的：%s", "a file where a folder is wanted, a folder where a file is, or one of that name exists: %s"}
	fileFault     = Text{"文件打不开：%s（%s）", "cannot open %s (%s)"}
	portTaken     = Text{"端口已被别的程序占用（%s）；请关掉那个程序，或在 config.toml 里换一个端口", "another program uses the port (%s); stop it, or name another port in config.toml"}
	portForbidden = Text{"没有权限监听 %s；1024以下的端口要由系统授权，或换一个端口", "no permission to listen on %s; ports below 1024 need it from the system, or use another port"}
	portElsewhere = Text{"这台机器没有 %s 这个地址；请改配置里的 listen", "this machine has no address %s; change listen in the configuration"}
	folderFault   = Text{"不能建立文件夹 %s（%s）", "cannot make the folder %s (%s)"}
	PlainDatabase = Text{"数据库服务器不支持加密（TLS），没有连接；请在服务器上打开，确要不加密的在 database 后面写明 ?sslmode=disable（%s）",
		"the database server offers no TLS, so it was not connected to; switch it on there, or write ?sslmode=disable behind database (%s)"}
	notReached = Text{"连不上服务器（%s）", "the server cannot be reached (%s)"}
	Failed     = Text{"没有成功（%s）", "failed (%s)"}
)
