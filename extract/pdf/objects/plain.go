package objects

import (
	"bytes"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// check looks an object through. Streams whose dictionaries take more than a look
// to tell their ends are made at once.
func (f *File) check(n int) bool {
	if _, ok := f.built[n]; ok {
		return true
	}
	o, ok := f.plain(n, nil)
	if s, is := o.(types.StreamDict); is {
		f.built[n] = s
	}
	return ok
}

// plain reads an object that stands by itself, "12 0 obj … endobj".
func (f *File) plain(n int, build *builder) (types.Object, bool) {
	e := f.entries[n]
	p := parser{src: f.data, pos: e.offset, build: build}
	if !p.header(n, e.index) {
		return nil, false
	}
	from := p.pos
	o, ok := p.value(0)
	if !ok {
		return nil, false
	}
	p.skip()
	text := f.data[from:p.pos]
	for _, word := range []string{"endobj", "stream"} {
		if bytes.Contains(text, []byte(word)) {
			return nil, false // the library looks for the end of an object by these words
		}
	}
	switch w, _ := p.word(); string(w) {
	case "endobj":
		return o, classes[p.peek()] == space
	case "stream":
		if build == nil && p.length && !p.unusual {
			_, _, ok := f.ends(p.pos, p.size)
			return nil, ok
		}
		if build == nil {
			whole := parser{src: f.data, pos: from, build: f.builder}
			o, _ = whole.value(0)
		}
		if d, is := o.(types.Dict); is {
			return f.stream(d, p.pos, f.length)
		}
	}
	return nil, false
}

// header passes over "12 0 obj".
func (p *parser) header(n, generation int) bool {
	for _, want := range []int{n, generation} {
		have, from := 0, p.pos
		for p.peek() >= '0' && p.peek() <= '9' && p.pos-from < 10 {
			have = have*10 + int(p.peek()-'0')
			p.pos++
		}
		if p.pos == from || have != want || p.peek() != ' ' {
			return false
		}
		p.pos++
	}
	if !bytes.HasPrefix(p.src[p.pos:], []byte("obj")) {
		return false
	}
	p.pos += 3
	return classes[p.peek()] == space || classes[p.peek()] == delimiter
}

// length reads the object that a stream's dictionary names for its length.
func (f *File) length(ref types.IndirectRef) (int, bool) {
	const longest = 80 // a thousand streams may name the same object
	n := int(ref.ObjectNumber)
	if n >= len(f.entries) || f.entries[n].kind != plain {
		return 0, false
	}
	at := f.entries[n].offset
	p := parser{src: f.data[:min(len(f.data), at+longest)], pos: at, build: f.builder}
	if !p.header(n, f.entries[n].index) {
		return 0, false
	}
	o, ok := p.value(0)
	length, is := o.(types.Integer)
	p.skip()
	return int(length), ok && is && p.keyword("endobj")
}

// stream reads a stream from behind the word on. Its length must reach to its end.
func (f *File) stream(d types.Dict, at int, indirect func(types.IndirectRef) (int, bool)) (s types.StreamDict, ok bool) {
	var length int
	switch l := d["Length"].(type) {
	case types.Integer:
		length = int(l)
	case types.IndirectRef:
		if length, ok = indirect(l); !ok {
			return s, false
		}
	default:
		return s, false
	}
	from, behind, ok := f.ends(at, length)
	if !ok {
		return s, false
	}
	filters, ok := filtersOf(d)
	if !ok {
		return s, false
	}
	size := int64(length)
	s = types.NewStreamDict(d, int64(from), &size, nil, filters)
	s.Raw = f.data[from:behind:behind]
	if length == 0 {
		s.Content = s.Raw
	}
	return s, true
}

// ends tells where a stream's bytes begin and end whose word stands before a place,
// and whether what must follow does.
func (f *File) ends(at, length int) (from, behind int, ok bool) {
	const ending = 40 // "endstream" and "endobj" with the spaces between
	p := parser{src: f.data, pos: at}
	if p.peek() == '\r' {
		p.pos++
	}
	if p.peek() != '\n' {
		return 0, 0, false
	}
	p.pos++
	from = p.pos
	if length < 0 || length > len(f.data)-from {
		return 0, 0, false
	}
	p.pos += length
	behind = p.pos
	p.src = f.data[:min(len(f.data), behind+ending)] // a thousand streams may end here
	p.skip()
	if length == 0 && len(bytes.Trim(f.data[behind:p.pos], "\r\n")) > 0 {
		return 0, 0, false
	}
	if !p.keyword("endstream") {
		return 0, 0, false
	}
	p.skip()
	return from, behind, p.keyword("endobj") && classes[p.peek()] == space
}

// known are the filters by their whole names.
var known = []string{
	filter.Flate, filter.LZW, filter.ASCII85, filter.ASCIIHex, filter.RunLength,
	filter.DCT, filter.CCITTFax, filter.JBIG2, filter.JPX,
}

// filtersOf reads the filters of a stream, one or a list, with their parameters.
func filtersOf(d types.Dict) ([]types.PDFFilter, bool) {
	parms, has := d["DecodeParms"]
	switch o := d["Filter"].(type) {
	case nil:
		return nil, true
	case types.Name:
		p, is := parms.(types.Dict)
		if len(p) == 0 {
			p = nil
		}
		return []types.PDFFilter{{Name: string(o), DecodeParms: p}}, slices.Contains(known, string(o)) && (is || !has)
	case types.Array:
		list, is := parms.(types.Array)
		if has && (!is || len(list) != len(o)) {
			return nil, false
		}
		var out []types.PDFFilter
		for k := range o {
			n, ok := o[k].(types.Name)
			if !ok || !slices.Contains(known, string(n)) {
				return nil, false
			}
			one := types.PDFFilter{Name: string(n)}
			if has && list[k] != nil {
				if one.DecodeParms, ok = list[k].(types.Dict); !ok {
					return nil, false
				}
			}
			out = append(out, one)
		}
		return out, true
	}
	return nil, false
}
