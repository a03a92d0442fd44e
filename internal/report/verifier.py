# 校验本文件夹：在这里运行 python3 校验.py，只用 Python 自带的功能，不联网。
# 1. manifest.txt 里每个文件的 SHA-256 与文件相符，没有多出或缺少的文件。
# 2. 记录链.txt 每行是“校验值 记录”：校验值 = SHA-256(上一行的校验值 + 换行 + 记录)，
#    第一行之前的校验值是 duban/1。改动、增删任何一条，其后全部不符。
import hashlib, pathlib, sys

here, faults = pathlib.Path(__file__).resolve().parent, 0


def fault(text):
    global faults
    faults += 1
    print("不符：" + text)


listed = {"manifest.txt", "manifest.json"}
for line in (here / "manifest.txt").read_text("utf-8").splitlines():
    want, name = line.split("  ", 1)
    listed.add(name)
    path = here / name
    if not path.is_file():
        fault(name + " 缺少")
    elif hashlib.sha256(path.read_bytes()).hexdigest() != want:
        fault(name + " 与清单不同")
for path in here.rglob("*"):
    name = path.relative_to(here).as_posix()
    if path.is_file() and name not in listed:
        fault(name + " 不在清单里")

head, count = "duban/1", 0
for line in (here / "记录链.txt").read_bytes().splitlines():
    want, record = line.split(b" ", 1)
    count += 1
    if hashlib.sha256(head.encode() + b"\n" + record).hexdigest() != want.decode():
        fault("记录链第%d条" % count)
    head = want.decode()

print("文件%d个，记录%d条，链尾 %s，不符%d处" % (len(listed) - 2, count, head, faults))
sys.exit(1 if faults else 0)
