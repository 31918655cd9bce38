package publish_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkPublish publishes 100,000 drawn reports, some 18 million cells, or as
// many as GONGKAI_BENCH_REPORTS says, and reports the process's peak memory.
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
	for b.Loop() {
		publishTo(b, w, filepath.Join(b.TempDir(), "out"), "")
	}
	status, _ := os.ReadFile("/proc/self/status")
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	if f := strings.Fields(peak); len(f) > 0 {
		kb, _ := strconv.ParseFloat(f[0], 64)
		b.ReportMetric(kb/1024, "peak-MB")
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "reports/s")
}
