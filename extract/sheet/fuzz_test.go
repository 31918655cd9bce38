package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"gongkai"
	"gongkai/extract/ole"
	"gongkai/extract/ole/oletest"
	"gongkai/internal/cost"
)

var fixtures = []string{"testdata/features.xls", "testdata/features.xlsx"}

// FuzzRead holds that whatever the bytes, a document or a *gongkai.ReadError
// comes out, and that each grid is one. What is no container is taken for the
// stream of a workbook, or where it begins with a bracket, for a sheet of XML.
func FuzzRead(f *testing.F) {
	for _, name := range fixtures {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	parts := unzip(f)
	f.Add(parts["xl/worksheets/sheet1.xml"])
	f.Add(workbookStream(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		switch {
		case bytes.HasPrefix(data, []byte(ole.Magic)), bytes.HasPrefix(data, []byte("PK")):
		case bytes.HasPrefix(data, []byte("<")):
			parts["xl/worksheets/sheet1.xml"] = data
			data = rezip(parts)
		default:
			data = oletest.Write(oletest.Stream{Name: "Workbook", Data: data})
		}
		survive(t, data)
	})
}

// workbookStream is the stream of the fixture.
func workbookStream(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(fixtures[0])
	if err != nil {
		t.Fatal(err)
	}
	f, err := ole.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	b, err := f.Stream("Workbook")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// unzip unpacks the fixture.
func unzip(t testing.TB) map[string][]byte {
	t.Helper()
	r, err := zip.OpenReader(fixtures[1])
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	out := map[string][]byte{}
	for _, f := range r.File {
		p, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(p); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func rezip(parts map[string][]byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
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
}

// TestMutations reads damaged workbooks, most of them damaged within their
// containers.
func TestMutations(t *testing.T) {
	n := 4000
	if os.Getenv("GONGKAI_TORTURE") != "" {
		n = 60_000
	}
	rnd := rand.New(rand.NewPCG(5, 8))
	stream, parts := workbookStream(t), unzip(t)
	inner := []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
	for i := range n {
		switch i % 8 {
		case 0:
			data, err := os.ReadFile(fixtures[rnd.IntN(2)])
			if err != nil {
				t.Fatal(err)
			}
			survive(t, mutate(rnd, data))
		case 1, 2:
			name := inner[rnd.IntN(len(inner))]
			whole := parts[name]
			parts[name] = mutate(rnd, bytes.Clone(whole))
			survive(t, rezip(parts))
			parts[name] = whole
		default:
			survive(t, oletest.Write(oletest.Stream{Name: "Workbook", Data: mutate(rnd, bytes.Clone(stream))}))
		}
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
			b[at] = "0123456789<>\"'&=/:"[rnd.IntN(18)]
		case 5:
			clear(b[at:min(at+rnd.IntN(64), len(b))])
		}
	}
	return b
}

func BenchmarkRead(b *testing.B) {
	for _, name := range fixtures {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
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
