package objects

import (
	"bytes"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// packed is an object stream, decoded.
type packed struct {
	content []byte
	numbers []int // of its objects
	from    []int // where they begin, and at last where the content ends
}

// checkPacked looks through an object in an object stream.
func (f *File) checkPacked(n int) bool {
	e := f.entries[n]
	s, ok := f.streams[e.offset]
	if !ok {
		if s, ok = f.unpack(e.offset); !ok {
			return false
		}
		f.streams[e.offset] = s
	}
	if e.index >= len(s.numbers) || s.numbers[e.index] != n {
		return false
	}
	p := parser{src: s.content[:s.from[e.index+1]], pos: s.from[e.index]}
	if _, ok := p.value(0); !ok || p.length {
		return false // a stream can't be in a stream
	}
	p.skip()
	return p.pos == len(p.src)
}

// packed makes an object that has been looked through.
func (f *File) packed(e entry) types.Object {
	s := f.streams[e.offset]
	p := parser{src: s.content[:s.from[e.index+1]], pos: s.from[e.index], build: f.builder}
	o, _ := p.value(0)
	return o
}

// unpack decodes an object stream and reads where its objects begin.
func (f *File) unpack(n int) (*packed, bool) {
	if n >= len(f.entries) || f.entries[n].kind != plain {
		return nil, false
	}
	d, ok := f.Object(n).(types.StreamDict)
	if !ok || d.Dict["Type"] != types.Name("ObjStm") {
		return nil, false
	}
	count, ok := d.Dict["N"].(types.Integer)
	first, has := d.Dict["First"].(types.Integer)
	if !ok || !has || d.DecodeWithLimit(int64(f.left)) != nil {
		return nil, false
	}
	if f.left -= len(d.Content); f.left < 0 || count <= 0 || int(count) > len(f.entries) || first < 0 || int(first) > len(d.Content) {
		return nil, false
	}
	f.built[n] = types.ObjectStreamDict{StreamDict: d}
	s := &packed{content: d.Content}
	fields := bytes.Fields(d.Content[:first])
	if len(fields) != 2*int(count) {
		return nil, false
	}
	last := int(first)
	for k := 0; k < len(fields); k += 2 {
		number, err := strconv.ParseUint(string(fields[k]), 10, 31)
		at, err2 := strconv.ParseUint(string(fields[k+1]), 10, 31)
		from := int(first) + int(at)
		if err != nil || err2 != nil || from < last || from > len(d.Content) {
			return nil, false
		}
		s.numbers, s.from, last = append(s.numbers, int(number)), append(s.from, from), from
	}
	s.from = append(s.from, len(d.Content))
	return s, true
}
