package pdf

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"

	"gongkai"
	"gongkai/internal/cost"
)

// seeds are small files that use each part of the reader.
func seeds() [][]byte {
	form := reduced(randomForm(rand.New(rand.NewPCG(7, 7)), 6, true))
	p := newPaper()
	p.add()
	p.text(50, 40, 16, "一、总体情况")
	form.draw(p, 40, 60, 0, len(form.ys)-1, 2)
	p.add()
	p.text(50, 50, 12, "文字 12 件")
	turned := newPaper()
	turned.rotate = 90
	turned.add()
	turned.text(50, 50, 12, "文字")
	return [][]byte{
		p.bytes(), turned.bytes(), tree(3), content1("BT /F 9 Tf (x) Tj [(a)-300<62>]TJ ET /X Do"),
		page1("<</Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1/Widths[1000]/Encoding<</Differences[1/g1]>>/ToUnicode 6 0 R>>", `(\001) Tj`, stream("1 beginbfrange <01> <02> [<2F8F>] endbfrange")),
		page1("<</Subtype/Type0/Encoding/GBK-EUC-V/DescendantFonts[<</W[1 95 500 7[1 2]]>>]>>", "<B0A1> Tj"),
		compact(letter, ""), compact(letter, "/DecodeParms<</Predictor 12/Columns 5>>"),
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		at := cost.Start()
		_, err := Read(data, gongkai.Source{})
		var e *gongkai.ReadError
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%T: %v", err, err)
		}
		if d := at.Spent(); d > 2*maxTime {
			t.Fatalf("took %v", d)
		}
		if len(data) < 1<<16 {
			alike(t, data)
		}
	})
}

// FuzzContent goes past the objects, which hide the interpreter behind their
// structure.
func FuzzContent(f *testing.F) {
	f.Add("q 1 0 0 1 5 5 cm BT /F 9 Tf 14 TL (x) ' 1 2 (y) \" [(a)-300<62>]TJ T* ET 0 0 9 1 re f 0 0 m 9 0 l S Q BI ID x EI << /A (b) >> DP")
	f.Fuzz(func(t *testing.T, content string) {
		if _, err := Read(content1(content), gongkai.Source{}); err != nil {
			var e *gongkai.ReadError
			if !errors.As(err, &e) || e.Reason == gongkai.ReasonCorrupt {
				t.Fatal(err)
			}
		}
	})
}

// mutated returns a file with a damage: cut, flipped bits, a piece in place of
// another or two exchanged, or some bytes of syntax where others stood.
func mutated(r *rand.Rand, seed []byte) []byte {
	const syntax = "<<>>[]()/% 0123456789\n\rRfn-.#endobj stream"
	data := bytes.Clone(seed)
	switch r.IntN(5) {
	case 0:
		data = data[:r.IntN(len(data))]
	case 1:
		for range 1 + r.IntN(8) {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
		}
	case 2:
		a, b := r.IntN(len(data)), r.IntN(len(data))
		copy(data[a:], bytes.Clone(data[b:min(len(data), b+r.IntN(200))]))
	case 3:
		a, b, n := r.IntN(len(data)), r.IntN(len(data)), r.IntN(100)
		a, b = min(a, b), max(a, b)
		n = min(n, b-a, len(data)-b)
		was := bytes.Clone(data[a : a+n])
		copy(data[a:], data[b:b+n])
		copy(data[b:], was)
	case 4:
		for range 1 + r.IntN(4) {
			data[r.IntN(len(data))] = syntax[r.IntN(len(syntax))]
		}
	}
	return data
}

// TestMutations damages files in the ways in which they arrive damaged.
func TestMutations(t *testing.T) {
	rounds := 400
	if testing.Short() {
		rounds = 50
	}
	r := rand.New(rand.NewPCG(1, 9))
	for _, seed := range seeds() {
		for range rounds {
			data := mutated(r, seed)
			at := cost.Start()
			_, err := Read(data, gongkai.Source{})
			var e *gongkai.ReadError
			if err != nil && !errors.As(err, &e) {
				t.Fatalf("%T: %v", err, err)
			}
			if d := at.Spent(); d > maxTime {
				t.Fatalf("took %v: %v", d, err)
			}
		}
	}
}

// BenchmarkRead reads two pages with a ruled table that goes on over the page.
func BenchmarkRead(b *testing.B) {
	f := reduced(randomForm(rand.New(rand.NewPCG(3, 3)), 20, false))
	p := newPaper()
	p.add()
	f.draw(p, 40, 60, 0, len(f.ys)/2, 2)
	p.add()
	f.draw(p, 40, 60, len(f.ys)/2, len(f.ys)-1, 2)
	data := p.bytes()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data, gongkai.Source{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(2*b.N)/b.Elapsed().Seconds(), "pages/s")
}
