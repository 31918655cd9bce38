package objects

import (
	"bytes"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// tableStream reads cross-references that are a stream, whose dictionary is also
// the trailer.
func (f *File) tableStream(p *parser, most int) bool {
	const longest = 1 << 19 // the library reads lines of twice that
	at := p.pos
	number, ok := p.digits(10)
	if !ok || p.peek() != ' ' {
		return false
	}
	p.pos++
	generation, _ := p.digits(5)
	if p.pos = at; !p.header(number, generation) {
		return false
	}
	o, ok := p.value(0)
	d, is := o.(types.Dict)
	if p.skip(); !ok || !is || !p.keyword("stream") {
		return false
	}
	s, ok := f.stream(d, p.pos, func(types.IndirectRef) (int, bool) { return 0, false })
	end := int(s.StreamOffset) + len(s.Raw)
	if !ok || end-at > longest || bytes.Contains(f.data[at:end], []byte("xref")) || s.DecodeWithLimit(maxPacked) != nil {
		return false
	}
	if text := f.data[at:p.pos]; bytes.Contains(text, []byte("endobj")) || bytes.Count(text, []byte("stream")) != 1 {
		return false
	}
	f.trailer = d
	if !f.rows(d, s.Content, most) {
		return false
	}
	if number >= len(f.entries) || f.entries[number].kind == absent {
		return true
	}
	f.built[number] = types.XRefStreamDict{StreamDict: s}
	return f.entries[number] == entry{plain, at, generation}
}

// rows reads the entries, of three numbers each.
func (f *File) rows(d types.Dict, content []byte, most int) bool {
	size, ok := d["Size"].(types.Integer)
	widths, is := d["W"].(types.Array)
	if !ok || !is || size <= 0 || int(size) > most || len(widths) != 3 {
		return false
	}
	var wide [3]int
	row := 0
	for k := range wide {
		w, ok := widths[k].(types.Integer)
		if !ok || w < 0 || w > 6 {
			return false
		}
		wide[k] = int(w)
		row += wide[k]
	}
	index := types.Array{types.Integer(0), size}
	if o, has := d["Index"]; has {
		if index, ok = o.(types.Array); !ok || len(index)%2 != 0 {
			return false
		}
	}
	for k := 0; k < len(index); k += 2 {
		first, ok := index[k].(types.Integer)
		count, is := index[k+1].(types.Integer)
		if !ok || !is || first < 0 || count < 0 || row == 0 || int(count) > len(content)/row || !f.grow(int(first), int(count), most) {
			return false
		}
		for n := range int(count) {
			if !f.row(int(first)+n, wide, content[:row]) {
				return false
			}
			content = content[row:]
		}
	}
	return len(content) == 0
}

// row reads an entry: its kind, which may be left out, and two numbers.
func (f *File) row(n int, wide [3]int, b []byte) bool {
	fields := [3]int{1}
	for k, w := range wide {
		if w > 0 {
			fields[k] = 0
		}
		for _, c := range b[:w] {
			fields[k] = fields[k]<<8 | int(c)
		}
		b = b[w:]
	}
	switch fields[0] {
	case 0:
		f.entries[n] = entry{kind: free}
		return n == 0
	case 1:
		return f.use(n, entry{plain, fields[1], fields[2]})
	case 2:
		return f.use(n, entry{compressed, fields[1], fields[2]})
	}
	return false
}
