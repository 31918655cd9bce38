// Package cost measures, for tests, what a call costs on the processor. Time on
// the clock says how busy the machine is; a bound on it fails by chance.
package cost

import (
	"runtime"
	"time"
)

// A Meter runs from Start to Spent, on one thread.
type Meter struct{ from time.Duration }

// Start begins to measure. The goroutine keeps its thread until Spent.
func Start() Meter {
	runtime.LockOSThread()
	return Meter{now()}
}

// Spent returns the processor's time since Start on this goroutine's thread:
// what other goroutines and the garbage collector's own threads took is not in it.
func (m Meter) Spent() time.Duration {
	d := now() - m.from
	runtime.UnlockOSThread()
	return d
}
