package doc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gongkai"
	"gongkai/internal/cost"
)

// FuzzRead holds that whatever the bytes, a document or a *gongkai.ReadError
// comes out, and that each grid is one.
func FuzzRead(f *testing.F) {
	// Small ones: the engine's time goes with their size.
	f.Add(load(f, "testdata/features.doc"))
	f.Add(build(rows(2, "a\x07b\x07", edges([]int16{0, 900, 1800}, goesOn<<5, 0))))
	f.Fuzz(func(t *testing.T, data []byte) { survive(t, data) })
}

// seeds are the fixtures, and one of them in scattered pieces.
func seeds(t testing.TB) (out [][]byte) {
	names, _ := filepath.Glob("testdata/*.doc")
	for _, name := range names {
		out = append(out, load(t, name))
	}
	f := parts(t, "testdata/features.doc")
	scatter(f, rand.New(rand.NewPCG(1, 1)))
	return append(out, f.pack())
}

func survive(t *testing.T, data []byte) {
	t.Helper()
	start := cost.Start()
	d, err := Read(data, gongkai.Source{})
	if took := start.Spent(); took > 2*time.Second {
		t.Errorf("%d KB took %v", len(data)>>10, took)
	}
	if err != nil {
		var re *gongkai.ReadError
		if !errors.As(err, &re) || d != nil {
			t.Errorf("%T: %v", err, err)
		}
		return
	}
	for _, g := range d.Tables() {
		checkGrid(t, g)
	}
}

// checkGrid holds that a ruled table is a rectangle in which each cell stands at
// all of its places.
func checkGrid(t *testing.T, g *gongkai.Table) {
	t.Helper()
	if g.Layout == gongkai.Ragged {
		return
	}
	for r, row := range g.Grid {
		if len(row) != len(g.Grid[0]) {
			t.Fatalf("row %d has %d cells, not %d", r, len(row), len(g.Grid[0]))
		}
		for c, q := range row {
			if q.Row > r || q.Col > c || r >= q.Row+q.RowSpan || c >= q.Col+q.ColSpan || g.Grid[q.Row][q.Col] != q ||
				q.Row+q.RowSpan > len(g.Grid) || q.Col+q.ColSpan > len(row) {
				t.Fatalf("r%dc%d holds %+v", r, c, q)
			}
		}
	}
}

// TestMutations reads damaged documents: cut short, with bits flipped, chunks
// swapped, and numbers that are offsets or counts set to extremes. Half of them
// are damaged within their streams, past the container.
func TestMutations(t *testing.T) {
	n := 3000
	if os.Getenv("GONGKAI_TORTURE") != "" {
		n = 100_000
	}
	rnd := rand.New(rand.NewPCG(5, 8))
	whole := seeds(t)
	for i := range n {
		if i%2 == 0 {
			survive(t, mutate(rnd, bytes.Clone(whole[rnd.IntN(len(whole))])))
			continue
		}
		f := parts(t, "testdata/features.doc")
		f.word = mutate(rnd, f.word)
		if rnd.IntN(2) == 0 {
			f.table = mutate(rnd, f.table)
		}
		survive(t, f.pack())
	}
}

func mutate(rnd *rand.Rand, b []byte) []byte {
	for range 1 + rnd.IntN(4) {
		if len(b) < 64 {
			return b
		}
		at := rnd.IntN(len(b) - 8)
		switch rnd.IntN(6) {
		case 0:
			if rnd.IntN(4) == 0 {
				b = b[:at]
			}
		case 1:
			b[at] ^= 1 << rnd.IntN(8)
		case 2:
			size := 1 + rnd.IntN(min(512, len(b)/4))
			from, to := rnd.IntN(len(b)-size), rnd.IntN(len(b)-size)
			chunk := bytes.Clone(b[from : from+size])
			copy(b[from:], b[to:to+size])
			copy(b[to:], chunk)
		case 3:
			extremes := [...]uint32{0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, uint32(len(b))}
			binary.LittleEndian.PutUint32(b[at&^1:], extremes[rnd.IntN(len(extremes))])
		case 4:
			b[at] = byte(rnd.IntN(256))
		case 5:
			clear(b[at:min(at+rnd.IntN(64), len(b))])
		}
	}
	return b
}

func BenchmarkRead(b *testing.B) {
	names, _ := filepath.Glob("testdata/*.doc")
	for _, name := range names {
		data := load(b, name)
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(data, gongkai.Source{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
