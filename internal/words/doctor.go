package words

// What the doctor says.
var (
	DoctorIll = Text{"体检查出故障，见上面标 ✗ 的各行", "there are faults, see the lines marked ✗"}
)

// FindingWords frame a finding by how bad it is.
var FindingWords = map[string]Text{"ok": {"✓ %s：%s", "✓ %s: %s"}, "warning": {"！ %s：%s", "! %s: %s"}, "fault": {"✗ %s：%s", "✗ %s: %s"}}
