package doc

import (
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai"
)

// raw is a stretch of the file with the bytes of its properties.
type raw struct {
	from, to uint32
	props    []byte
}

func rawRuns(f *fib, part int, entry int) (out []raw) {
	_ = pages(f, part, entry, func(p []byte, _ uint32, n int) {
		for i := range n {
			r := raw{from: u32(p, 4*i), to: u32(p, 4*i+4)}
			at := 2 * int(p[4*(n+1)+entry*i])
			switch {
			case at == 0:
			case part == partChpx:
				r.props = p[at+1 : at+1+int(p[at])]
			case p[at] == 0:
				r.props = p[at+2 : at+2+2*int(p[at+1])]
			default:
				r.props = p[at+1 : at+2*int(p[at])]
			}
			out = append(out, r)
		}
	})
	return out
}

// scatter cuts a document's text into pieces and puts them at the end of the
// file in another order, with properties for each: what fast saves leave behind.
func scatter(f *fib, rnd *rand.Rand) {
	le := binary.LittleEndian
	t, err := pieces(f, nil)
	if err != nil {
		panic(err)
	}
	papx, chpx := rawRuns(f, partPapx, 13), rawRuns(f, partChpx, 1)
	var parts []piece
	for _, p := range t.pieces {
		for p.from < p.to {
			n := min(1+rnd.IntN(40), p.to-p.from)
			cut := p
			cut.to = p.from + n
			parts = append(parts, cut)
			p.from, p.fc = p.from+n, p.fc+n*p.width
		}
	}
	moved := make([]piece, len(parts))
	var newPapx, newChpx []raw
	for _, i := range rnd.Perm(len(parts)) {
		p := parts[i]
		size := (p.to - p.from) * p.width
		at := (len(f.word) + 1) &^ 1
		f.word = append(f.word[:len(f.word):len(f.word)], make([]byte, at-len(f.word))...)
		f.word = append(f.word, f.word[p.fc:p.fc+size]...)
		newPapx = append(newPapx, shift(papx, p.fc, p.fc+size, at)...)
		newChpx = append(newChpx, shift(chpx, p.fc, p.fc+size, at)...)
		moved[i] = p
		moved[i].fc = at
	}
	var plc, pcds []byte
	for _, p := range moved {
		plc = le.AppendUint32(plc, uint32(p.from))
		fc := uint32(p.fc)
		if p.width == 1 {
			fc = fc*2 | 1<<30
		}
		pcds = le.AppendUint16(pcds, 0)
		pcds = le.AppendUint32(pcds, fc)
		pcds = le.AppendUint16(pcds, p.prm)
	}
	plc = append(le.AppendUint32(plc, uint32(moved[len(moved)-1].to)), pcds...)
	// The pairs stand in the stream that has moved.
	pairs := len(f.parts)
	f.parts = f.word[0x9A : 0x9A+pairs]
	f.setPart(partClx, append(le.AppendUint32([]byte{2}, uint32(len(plc))), plc...))
	f.setPart(partPapx, f.writePages(newPapx, true))
	f.setPart(partChpx, f.writePages(newChpx, false))
}

// shift returns the runs of a stretch as they are at another place.
func shift(runs []raw, from, to, at int) (out []raw) {
	for _, r := range runs {
		a, b := max(int(r.from), from), min(int(r.to), to)
		if a < b {
			out = append(out, raw{uint32(a - from + at), uint32(b - from + at), r.props})
		}
	}
	return out
}

// writePages writes a page for each run.
func (f *fib) writePages(runs []raw, papx bool) []byte {
	le := binary.LittleEndian
	f.word = append(f.word, make([]byte, (pageSize-len(f.word)%pageSize)%pageSize)...)
	f.parts = f.word[0x9A : 0x9A+len(f.parts)]
	var plc, numbers []byte
	for _, r := range runs {
		p := make([]byte, pageSize)
		le.PutUint32(p, r.from)
		le.PutUint32(p[4:], r.to)
		p[pageSize-1] = 1
		if r.props != nil {
			at := (pageSize - 4 - len(r.props)) &^ 1
			p[8] = byte(at / 2)
			switch {
			case !papx:
				p[at] = byte(len(r.props))
				copy(p[at+1:], r.props)
			case len(r.props)%2 == 1:
				p[at] = byte((len(r.props) + 1) / 2)
				copy(p[at+1:], r.props)
			default:
				p[at+1] = byte(len(r.props) / 2)
				copy(p[at+2:], r.props)
			}
		}
		plc = le.AppendUint32(plc, r.from)
		numbers = le.AppendUint32(numbers, uint32(len(f.word)/pageSize))
		f.word = append(f.word, p...)
	}
	f.parts = f.word[0x9A : 0x9A+len(f.parts)]
	plc = le.AppendUint32(plc, runs[len(runs)-1].to)
	return append(plc, numbers...)
}

// TestScattered reads documents whose text stands in the file in any order.
func TestScattered(t *testing.T) {
	want, err := Read(load(t, "testdata/features.doc"), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 9))
	for range 20 {
		f := parts(t, "testdata/features.doc")
		scatter(f, rnd)
		got, err := Read(f.pack(), gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		if dump(got) != dump(want) {
			t.Fatalf("got\n%s\nwant\n%s", dump(got), dump(want))
		}
	}
}

// TestPieceProperties hides a piece, by a list of the piece table and by the
// seven bits of its own.
func TestPieceProperties(t *testing.T) {
	for name, prm := range map[string]uint16{"list": 1, "short": 0x5C<<1 | 1<<8, "deleted": 0x41<<1 | 1<<8, "none": 0} {
		f := parts(t, "testdata/features.doc")
		text, err := pieces(f, nil)
		if err != nil {
			t.Fatal(err)
		}
		p := text.pieces[0]
		const cut = 5 // of the heading's characters are hidden
		le := binary.LittleEndian
		plc := le.AppendUint32(nil, 0)
		plc = le.AppendUint32(plc, cut)
		for _, q := range text.pieces {
			plc = le.AppendUint32(plc, uint32(q.to))
		}
		pcd := func(fc, width int, prm uint16) {
			at := uint32(fc)
			if width == 1 {
				at = at*2 | 1<<30
			}
			plc = le.AppendUint16(plc, 0)
			plc = le.AppendUint32(plc, at)
			plc = le.AppendUint16(plc, prm)
		}
		pcd(p.fc, p.width, prm)
		pcd(p.fc+cut*p.width, p.width, 0)
		for _, q := range text.pieces[1:] {
			pcd(q.fc, q.width, 0)
		}
		clx := append([]byte{1, 3, 0, 0x3C, 0x08, 1, 2}, le.AppendUint32(nil, uint32(len(plc)))...)
		f.setPart(partClx, append(clx, plc...))
		d, err := Read(f.pack(), gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		hidden := !strings.HasPrefix(d.Blocks[0].Text, "湖光镇年度")
		if hidden != (name != "none") {
			t.Errorf("%s: %q", name, d.Blocks[0].Text)
		}
	}
}
