package cost

import (
	"testing"
	"time"
)

// TestSpent: sleep costs nothing, work does.
func TestSpent(t *testing.T) {
	m := Start()
	time.Sleep(50 * time.Millisecond)
	slept := m.Spent()
	m = Start()
	x := 0
	for i := range 200_000_000 {
		x += i & 3
	}
	worked := m.Spent()
	if slept >= worked || x == 0 {
		t.Errorf("sleep %s, work %s", slept, worked)
	}
}
