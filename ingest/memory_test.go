package ingest_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"gongkai"
	"gongkai/ingest"
)

// TestMemory holds that no reader keeps anything of the documents that it has
// read: after many, as much lives on the heap as after a few.
func TestMemory(t *testing.T) {
	const few, many, slack = 5, 60, 256 << 10 // bytes
	files, err := filepath.Glob("../testdata/formats/*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		live := func(n int) int64 {
			for range n {
				ingest.ParseBytes(gongkai.Source{Path: filepath.Base(file)}, data)
			}
			runtime.GC()
			runtime.GC() // pools give up what they hold at the second
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			return int64(m.HeapAlloc)
		}
		before, after := live(few), live(many)
		if after > before+slack {
			t.Errorf("%s: %d KiB live after %d documents, %d KiB after %d more", filepath.Base(file), before>>10, few, after>>10, many)
		}
		t.Logf("%-36s %+d KiB", filepath.Base(file), (after-before)>>10)
	}
}
