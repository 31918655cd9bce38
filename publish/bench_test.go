package publish_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkPublish publishes 100,000 drawn reports, some 18 million cells, or as
// many as GONGKAI_BENCH_REPORTS says, and reports wall, processor's time, the
// process's peak memory; the machine stands in the benchmark's head.
// Drawing them takes most of a minute of its own.
func BenchmarkPublish(b *testing.B) {
	if os.Getenv("GONGKAI_BENCH") == "" {
		b.Skip("set GONGKAI_BENCH=1")
	}
	n := 100_000
	if v, err := strconv.Atoi(os.Getenv("GONGKAI_BENCH_REPORTS")); err == nil {
		n = v
	}
	w := warehouse(b, n)
	// Drawing took memory of its own; the peak begins anew.
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Log(err)
	}
	before := processorTime()
	for b.Loop() {
		publishTo(b, w, filepath.Join(b.TempDir(), "out"), "")
	}
	status, _ := os.ReadFile("/proc/self/status")
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	if f := strings.Fields(peak); len(f) > 0 {
		kb, _ := strconv.ParseFloat(f[0], 64)
		b.ReportMetric(kb/1024, "peak-MB")
	}
	// With n processors the wall is at least an nth of the processor's time; on a
	// machine that others use, that bound says more than the wall does.
	b.ReportMetric((processorTime()-before).Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "wall-s/op")
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "reports/s")
}

// processorTime is what the process has taken of the processors, in user and system.
func processorTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
