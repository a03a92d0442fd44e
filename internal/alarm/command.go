package alarm

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// run starts the office's command without a shell, with the message on its standard
// input, its text in DUBAN_ALARM and its state in DUBAN_ALARM_STATE.
func (w Ways) run(ctx context.Context, m Message) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	c := exec.CommandContext(ctx, w.Command[0], w.Command[1:]...)
	c.Stdin = bytes.NewReader(raw)
	c.Env = append(os.Environ(), "DUBAN_ALARM="+m.Text, "DUBAN_ALARM_STATE="+m.State)
	c.WaitDelay = time.Second // a child that keeps the pipes open is not waited for
	if err := c.Run(); err != nil {
		return fmt.Errorf("it ended with: %w", err)
	}
	return nil
}
