package doc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"runtime"
	"testing"
	"time"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/internal/cost"
)

// A paragraph of a document that is made here: its text with its mark, and the
// sprms of its properties.
type made struct {
	text  string
	props []byte
}

// build writes a document of paragraphs in one narrow piece. Paragraphs with the
// same properties side by side share a run.
func build(paragraphs []made, chpx ...raw) []byte {
	le := binary.LittleEndian
	f := &fib{word: make([]byte, 0x9A+8*93)}
	le.PutUint16(f.word, magicWord97)
	le.PutUint16(f.word[2:], firstWord97)
	le.PutUint16(f.word[0x20:], 14)
	le.PutUint16(f.word[0x3E:], 22)
	le.PutUint16(f.word[0x98:], 93)
	start := len(f.word)
	var runs []raw
	for _, p := range paragraphs {
		from := uint32(len(f.word))
		f.word = append(f.word, p.text...)
		props := append([]byte{0, 0}, p.props...)
		if n := len(runs); n > 0 && bytes.Equal(runs[n-1].props, props) {
			runs[n-1].to = uint32(len(f.word))
			continue
		}
		runs = append(runs, raw{from, uint32(len(f.word)), props})
	}
	n := uint32(len(f.word) - start)
	le.PutUint32(f.word[0x4C:], n)
	f.parts = f.word[0x9A : 0x9A+8*93]
	plc := le.AppendUint32(le.AppendUint32(nil, 0), n)
	plc = le.AppendUint16(plc, 0)
	plc = le.AppendUint32(plc, uint32(start)*2|1<<30)
	plc = le.AppendUint16(plc, 0)
	for i := range chpx {
		chpx[i].from, chpx[i].to = chpx[i].from+uint32(start), chpx[i].to+uint32(start)
	}
	papx := f.writePages(runs, true)
	if len(chpx) > 0 {
		f.setPart(partChpx, f.writePages(chpx, false))
	}
	f.setPart(partPapx, papx)
	f.setPart(partClx, append(le.AppendUint32([]byte{2}, uint32(len(plc))), plc...))
	return f.pack()
}

// Properties of paragraphs of tables.
func inTable(depth byte) []byte {
	return []byte{0x16, 0x24, 1, 0x49, 0x66, depth, 0, 0, 0}
}

func rowEnd(depth byte, layout ...byte) []byte {
	mark := []byte{0x17, 0x24, 1}
	if depth > 1 {
		mark = []byte{0x4C, 0x24, 1}
	}
	return append(append(inTable(depth), mark...), layout...)
}

// edges writes a sprmTDefTable for cells between edges, with the flags of each.
func edges(at []int16, flags ...uint16) []byte {
	le := binary.LittleEndian
	out := []byte{byte(len(at) - 1)}
	for _, e := range at {
		out = le.AppendUint16(out, uint16(e))
	}
	for _, f := range flags {
		out = le.AppendUint16(out, f)
		out = append(out, make([]byte, 18)...)
	}
	head := le.AppendUint16([]byte{0x08, 0xD6}, uint16(len(out)+1))
	return append(head, out...)
}

func rows(n int, text string, layout []byte) (out []made) {
	row := []made{{text, inTable(1)}, {"\x07", rowEnd(1, layout...)}}
	for range n {
		out = append(out, row...)
	}
	return out
}

func TestLimits(t *testing.T) {
	repeat := func(s string, n int) []made { return []made{{string(bytes.Repeat([]byte(s), n)), nil}} }
	nest := func(depth byte) (out []made) {
		for d := depth; d > 1; d-- {
			out = append(out, made{"a\r", append(inTable(d), 0x4B, 0x24, 1)}, made{"\r", rowEnd(d, edges([]int16{0, 900})...)})
		}
		return append(out, rows(1, "b\x07", edges([]int16{0, 900}))...)
	}
	wide := make([]int16, mostCells+1)
	for i := range wide {
		wide[i] = int16(200 * i)
	}
	cellsOf := func(n int) []made {
		one := string(bytes.Repeat([]byte("a\x07"), mostCells))
		out := rows(limit.MaxCells/mostCells, one, edges(wide))
		return append(append(out, made{"\r", nil}), rows(n, "a\x07", edges([]int16{0, 900}))...)
	}
	for _, tt := range []struct {
		name         string
		within, over []made
	}{
		{"blocks", repeat("a\r", limit.MaxBlocks), repeat("a\r", limit.MaxBlocks+1)},
		{"paragraphs", repeat("\r", limit.MaxNodes), repeat("\r", limit.MaxNodes+1)},
		{"nested tables", nest(limit.MaxTableDepth), nest(limit.MaxTableDepth + 1)},
		{"cells", cellsOf(limit.MaxCells % mostCells), cellsOf(limit.MaxCells%mostCells + 1)},
		{
			"cell text", rows(1, string(bytes.Repeat([]byte("a"), limit.MaxCellBytes))+"\x07", edges([]int16{0, 900})),
			rows(1, string(bytes.Repeat([]byte("a"), limit.MaxCellBytes+1))+"\x07", edges([]int16{0, 900})),
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for i, p := range [][]made{tt.within, tt.over} {
				data := build(p)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				start := cost.Start()
				_, err := Read(data, gongkai.Source{})
				took := start.Spent()
				runtime.ReadMemStats(&after)
				if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 2*time.Second || mb > 256 {
					t.Errorf("%d KB took %v and %d MiB", len(data)>>10, took, mb)
				}
				var re *gongkai.ReadError
				if past := errors.As(err, &re) && re.Reason == gongkai.ReasonLimit; past != (i == 1) || err != nil && !past {
					t.Errorf("%d: %v", i, err)
				}
			}
		})
	}
}

// TestBombs reads documents that ask for far more than they hold.
func TestBombs(t *testing.T) {
	// Each paragraph refers to a long list in the Data stream.
	far := build([]made{{string(bytes.Repeat([]byte("\r"), 200_000)), bytes.Repeat([]byte{0x46, 0x66, 0, 0, 0, 0}, 70)}})
	drift := func(n int) (out []made) { // each row has edges of its own
		for i := range n {
			at := make([]int16, mostCells+1)
			for j := range at {
				at[j] = int16(j*400 + i*7%400)
			}
			out = append(out, rows(1, string(bytes.Repeat([]byte("\x07"), mostCells)), edges(at))...)
		}
		return out
	}
	tall := rows(5000, "a\x07", edges([]int16{0, 900}, goesOn<<5))
	for name, data := range map[string][]byte{
		"far lists": withData(far), "drift": build(drift(400)), "tall": build(tall),
		"fields": build([]made{{string(bytes.Repeat([]byte{fieldBegin}, 2<<20)) + string(bytes.Repeat([]byte("a"), 2<<20)) + "\r", nil}}),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := cost.Start()
			_, err := Read(data, gongkai.Source{})
			took := start.Spent()
			runtime.ReadMemStats(&after)
			var re *gongkai.ReadError
			if err != nil && !errors.As(err, &re) {
				t.Errorf("%T: %v", err, err)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 2*time.Second || mb > 256 {
				t.Errorf("%d KB took %v and %d MiB: %v", len(data)>>10, took, mb, err)
			}
		})
	}
}

// withData gives a document a Data stream of one long list.
func withData(data []byte) []byte {
	f, err := openBytes(data)
	if err != nil {
		panic(err)
	}
	f.data = append([]byte{0xFF, 0xFF}, bytes.Repeat([]byte{0x16, 0x24, 0}, 30_000)...)
	return f.pack()
}
