package pdf

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"gongkai"
)

// TestScratch reads files one after the other and at the same time: what is kept of
// one must not stand in another.
func TestScratch(t *testing.T) {
	names, _ := filepath.Glob("../../testdata/formats/*.pdf")
	if len(names) < 3 {
		t.Fatalf("%d files", len(names))
	}
	read := func(name string) string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			return ""
		}
		d, err := Read(data, gongkai.Source{})
		if err != nil {
			t.Error(err)
			return ""
		}
		b, _ := json.Marshal(d)
		return string(b)
	}
	want := map[string]string{}
	for _, n := range names {
		scratches = sync.Pool{New: func() any { return new(scratch) }}
		want[n] = read(n)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for k := range 12 {
				n := names[k%len(names)]
				if read(n) != want[n] {
					t.Errorf("%s reads otherwise", n)
				}
			}
		})
	}
	wait.Wait()
}

// TestKeep holds that the pages' glyphs stay apart, whether or not a page's had to
// move.
func TestKeep(t *testing.T) {
	var all []int
	var pages [][]int
	for n := range 40 {
		part := all[len(all):]
		for k := range n % 7 {
			part = append(part, 100*n+k)
		}
		part, all = keep(all, part)
		pages = append(pages, part)
	}
	for n, p := range pages {
		if len(p) != n%7 {
			t.Fatalf("page %d has %d", n, len(p))
		}
		for k := range p {
			if p[k] != 100*n+k {
				t.Errorf("page %d: %v", n, p)
			}
		}
	}
}
