package ingest_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode"

	"gongkai"
	"gongkai/ingest"
	"gongkai/internal/cost"
	"gongkai/internal/draw"
)

// What a damaged document may cost at most, and how many are read.
const (
	maxTime   = 2 * time.Second
	maxMemory = 256 << 20
	mutated   = 10   // documents of each fixture, in the normal run
	mutatedBy = 2400 // in the long one: over 50,000 in all
)

// TestMutated reads damaged copies of the fixtures in every format: cut off, bits
// turned, stretches swapped, lost and doubled. None may panic, take long or much
// memory, or put a number of one cell into another without an issue.
func TestMutated(t *testing.T) { mutate(t, mutated) }

// TestMutatedTorture is TestMutated with more than 50,000 documents.
func TestMutatedTorture(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("set GONGKAI_TORTURE=1")
	}
	mutate(t, mutatedBy)
}

func mutate(t *testing.T, n int) {
	files, _ := filepath.Glob("../testdata/formats/*")
	more, _ := filepath.Glob("../testdata/reports/*")
	heap := watchHeap()
	defer heap.stop()
	total := 0
	for _, file := range append(files, more...) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			b, truth := fixture(t, file)
			labels := labelsOf(file, b)
			m := mutator{rand: rand.New(rand.NewPCG(7, uint64(len(b)))), parts: unpacked(b)}
			var read, reports, facts, wrong int
			for range n {
				damaged, how := m.damage(b)
				before := heap.reset()
				start := cost.Start()
				doc, out := ingest.ParseBytes(gongkai.Source{Path: filepath.Base(file)}, damaged)
				took, used := start.Spent(), heap.peak()-before
				read++
				if took > maxTime || used > maxMemory {
					t.Errorf("%s: %s, %d MiB", how, took, used>>20)
					keep(t, file, damaged)
				}
				for _, r := range out.Reports {
					reports++
					facts += len(r.Facts)
					for _, s := range displaced(truth, labels, doc, r, splices(how)) {
						wrong++
						t.Errorf("%s: %s", how, s)
						keep(t, file, damaged)
					}
				}
			}
			total += read
			t.Logf("%d damaged, %d reports, %d facts, %d in a wrong place", read, reports, facts, wrong)
		})
	}
	t.Logf("%d damaged documents", total)
}

// fixture reads a document and its truth.
func fixture(t *testing.T, file string) ([]byte, draw.Truth) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + ".truth.json"
	text, err := os.ReadFile(filepath.Join("../testdata/truth", name))
	var truth draw.Truth
	if err == nil {
		err = json.Unmarshal(text, &truth)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b, truth
}

// displaced lists the cells that hold another cell's number and no issue names,
// and those whose number does not stand where they say. A number that is of no
// cell is damage to its digits: the document now prints it so. Only numbers that
// one cell alone has tell where they came from. Where stretches were spliced, the
// document itself prints numbers elsewhere: only their places are checked. So it does
// where the damage moved a label: the number stands in its column beside the label
// that the cell's row has in the sound document.
func displaced(truth draw.Truth, labels map[string]string, doc *gongkai.Document, r *gongkai.Report, spliced bool) []string {
	times, origin := map[string]int{}, map[string]string{}
	for cell, w := range truth.Cells {
		times[w.Value]++
		origin[w.Value] = labels[cell]
	}
	var out []string
	for _, f := range truth.Compare(r) {
		if f.Kind != draw.Wrong || f.Flagged || operand(r, f.Cell) {
			continue
		}
		for i := range r.Facts {
			g := &r.Facts[i]
			n := g.Value.Decimal.String()
			if join(g.Indicator, g.Applicant) != f.Cell {
				continue
			}
			label := labelAt(doc, g.Locator)
			moved := label != "" && label == labels[f.Cell] && label != origin[n]
			if times[n] == 1 && len(n) > 2 && !moved && !spliced {
				out = append(out, f.String())
			}
		}
	}
	for i := range r.Facts {
		f := &r.Facts[i]
		if f.Raw == "" {
			continue
		}
		if got, err := doc.At(f.Locator); err != nil || got != f.Raw {
			out = append(out, fmt.Sprintf("%s: raw %q, at %s stands %q (%v)", f.Indicator, f.Raw, f.Locator, got, err))
		}
	}
	return out
}

// labelsOf reads a sound document, and returns beside which label, and in which
// column, each cell's number stands.
func labelsOf(file string, b []byte) map[string]string {
	doc, out := ingest.ParseBytes(gongkai.Source{Path: filepath.Base(file)}, b)
	labels := map[string]string{}
	for _, r := range out.Reports {
		for i := range r.Facts {
			labels[join(r.Facts[i].Indicator, r.Facts[i].Applicant)] = labelAt(doc, r.Facts[i].Locator)
		}
	}
	return labels
}

// labelAt returns the label to the left of a cell, with the cell's table and column;
// "" where there is none.
func labelAt(doc *gongkai.Document, at gongkai.Locator) string {
	var table, row, column int
	if n, _ := fmt.Sscanf(string(at), "t%dr%dc%d", &table, &row, &column); n < 3 {
		return ""
	}
	for c := column - 1; c > 0; c-- {
		text, err := doc.At(gongkai.Locator(fmt.Sprintf("t%dr%dc%d", table, row, c)))
		if err == nil && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			return fmt.Sprintf("%s in column %d of table %d", text, column, table)
		}
	}
	return ""
}

// operand reports whether a sum that does not come out names the cell: all its
// cells are in doubt.
func operand(r *gongkai.Report, cell string) bool {
	return slices.ContainsFunc(r.Issues, func(i gongkai.Issue) bool { return slices.Contains(i.Cells, cell) })
}

// splices reports whether a damage puts together what was apart.
func splices(how string) bool { return strings.Contains(how, "stretch") }

// keep writes a damaged document beside the test's other output.
func keep(t *testing.T, file string, b []byte) {
	dir := os.Getenv("GONGKAI_KEEP")
	if dir == "" {
		return
	}
	name := filepath.Join(dir, fmt.Sprintf("%08x-%s", rand.Uint32(), filepath.Base(file)))
	if err := os.WriteFile(name, b, 0o644); err != nil {
		t.Error(err)
	}
	t.Log("kept as", name)
}

// A mutator damages documents. Of an archive it damages the whole or, so that the
// damage is not found by a checksum, one of its files.
type mutator struct {
	rand  *rand.Rand
	parts []part
}

type part struct {
	name string
	text []byte
}

func unpacked(b []byte) []part {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil
	}
	var out []part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil
		}
		text, _ := io.ReadAll(r)
		r.Close()
		out = append(out, part{f.Name, text})
	}
	return out
}

func (m *mutator) damage(b []byte) ([]byte, string) {
	if m.parts == nil || m.rand.IntN(4) == 0 {
		return m.bytes(b)
	}
	which := 0
	for i, p := range m.parts { // the largest, mostly
		if len(p.text) > len(m.parts[which].text) {
			which = i
		}
	}
	if m.rand.IntN(5) == 0 {
		which = m.rand.IntN(len(m.parts))
	}
	how := ""
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i, p := range m.parts {
		text := p.text
		if i == which {
			text, how = m.bytes(text)
		}
		if w, err := z.Create(p.name); err == nil {
			w.Write(text)
		}
	}
	z.Close()
	return out.Bytes(), m.parts[which].name + ": " + how
}

func (m *mutator) bytes(b []byte) ([]byte, string) {
	out := bytes.Clone(b)
	if len(out) < 8 {
		return nil, "emptied"
	}
	span := func() (int, int) {
		n := 1 + m.rand.IntN(min(len(out)-1, 1<<m.rand.IntN(14)))
		i := m.rand.IntN(len(out) - n + 1)
		return i, i + n
	}
	i, j := span()
	switch m.rand.IntN(6) {
	case 0:
		return out[:i], "cut off"
	case 1, 2:
		for range 1 + m.rand.IntN(16) {
			out[m.rand.IntN(len(out))] ^= 1 << m.rand.IntN(8)
		}
		return out, "bits turned"
	case 3:
		k := m.rand.IntN(len(out) - (j - i) + 1)
		a, c := bytes.Clone(out[i:j]), bytes.Clone(out[k:k+j-i])
		copy(out[k:], a)
		copy(out[i:], c)
		return out, "stretches swapped"
	case 4:
		return append(out[:i], out[j:]...), "a stretch lost"
	}
	return append(bytes.Clone(out[:j]), out[i:]...), "a stretch doubled"
}

// A heapWatch samples the heap's size and keeps the highest.
type heapWatch struct {
	high atomic.Uint64
	done chan struct{}
}

func watchHeap() *heapWatch {
	w := &heapWatch{done: make(chan struct{})}
	go func() {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-w.done:
				return
			case <-tick.C:
				w.sample()
			}
		}
	}()
	return w
}

func (w *heapWatch) sample() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	n := s[0].Value.Uint64()
	if n > w.high.Load() {
		w.high.Store(n)
	}
	return n
}

// reset begins anew; it returns the heap's size.
func (w *heapWatch) reset() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	if s[0].Value.Uint64() > 64<<20 {
		runtime.GC()
		metrics.Read(s)
	}
	w.high.Store(s[0].Value.Uint64())
	return s[0].Value.Uint64()
}

func (w *heapWatch) peak() uint64 {
	w.sample()
	return w.high.Load()
}

func (w *heapWatch) stop() { close(w.done) }
