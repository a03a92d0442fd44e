{{.Head}}
import hashlib, pathlib, sys

here, faults = pathlib.Path(__file__).resolve().parent, 0


def fault(text):
    global faults
    faults += 1
    print("{{.Fault}}" + text)


listed = {"manifest.txt", "manifest.json"}
for line in (here / "manifest.txt").read_text("utf-8").splitlines():
    want, name = line.split("  ", 1)
    listed.add(name)
    path = here / name
    if not path.is_file():
        fault(name + "{{.Missing}}")
    elif hashlib.sha256(path.read_bytes()).hexdigest() != want:
        fault(name + "{{.Differs}}")
for path in here.rglob("*"):
    name = path.relative_to(here).as_posix()
    if path.is_file() and name not in listed:
        fault(name + "{{.Unlisted}}")

head, count = "duban/1", 0
for line in (here / "{{.Chain}}").read_bytes().splitlines():
    want, record = line.split(b" ", 1)
    count += 1
    if hashlib.sha256(head.encode() + b"\n" + record).hexdigest() != want.decode():
        fault("{{.Record}}" % count)
    head = want.decode()

print("{{.End}}" % (len(listed) - 2, count, head, faults))
sys.exit(1 if faults else 0)
