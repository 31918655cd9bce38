package publish

import "testing"

// SetStageSize has reports taken n at a time until the test ends.
func SetStageSize(t *testing.T, n int) {
	before := stageSize
	stageSize = n
	t.Cleanup(func() { stageSize = before })
}
