package objects

import (
	"bytes"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// references reads the one section of cross-references that a file has which was
// written in one go.
func (f *File) references(most int) bool {
	const tail = 512
	start := bytes.LastIndex(f.data, []byte("startxref"))
	if start < len(f.data)-tail || start < 0 {
		return false
	}
	p := parser{src: f.data, pos: start + len("startxref"), build: f.builder}
	at, ok := p.endOf()
	if !ok || at == 0 || at >= start || !bytes.HasPrefix(f.data[p.pos:], []byte("%%EOF")) {
		return false
	}
	if p.pos += len("%%EOF"); len(bytes.Trim(f.data[p.pos:], "\r\n ")) > 0 {
		return false
	}
	p.pos = at
	if bytes.HasPrefix(f.data[at:], []byte("xref")) {
		ok = f.table(&p, most, start)
	} else {
		ok = f.tableStream(&p, most)
	}
	return ok && len(f.entries) > 0 && f.entries[0].kind == free && regularTrailer(f.trailer)
}

// endOf reads the number between "startxref" and "%%EOF", each on its line.
func (p *parser) endOf() (at int, ok bool) {
	if !p.line() {
		return 0, false
	}
	if at, ok = p.digits(10); !ok {
		return 0, false
	}
	return at, p.line()
}

// line passes over the end of a line.
func (p *parser) line() bool {
	switch {
	case bytes.HasPrefix(p.src[p.pos:], []byte("\r\n")):
		p.pos += 2
	case isEnd(p.peek()):
		p.pos++
	default:
		return false
	}
	return true
}

// digits reads a number of at most so many.
func (p *parser) digits(most int) (n int, ok bool) {
	from := p.pos
	for p.peek() >= '0' && p.peek() <= '9' && p.pos-from < most {
		n = n*10 + int(p.peek()-'0')
		p.pos++
	}
	return n, p.pos > from
}

// table reads a table of lines and the trailer behind it, up to "startxref".
func (f *File) table(p *parser, most, end int) bool {
	if p.pos += len("xref"); !p.line() {
		return false
	}
	for p.peek() != 't' {
		first, ok := p.digits(10)
		if !ok || p.peek() != ' ' {
			return false
		}
		p.pos++
		count, ok := p.digits(10)
		if p.peek() == ' ' {
			p.pos++
		}
		if !ok || !p.line() || !f.grow(first, count, most) {
			return false
		}
		for n := first; n < first+count; n++ {
			if !f.line(p, n) {
				return false
			}
		}
	}
	from := p.pos
	if !p.keyword("trailer") || bytes.Index(f.data[from:], []byte("startxref")) != end-from {
		return false
	}
	if p.skip(); !bytes.HasPrefix(f.data[p.pos:], []byte("<<")) {
		return false
	}
	o, ok := p.value(0)
	f.trailer, _ = o.(types.Dict)
	p.skip()
	return ok && p.pos == end
}

// grow makes room for entries, none of which may have come before.
func (f *File) grow(first, count, most int) bool {
	if first > most || count > most || first+count > most || count > len(f.data) {
		return false
	}
	if n := first + count - len(f.entries); n > 0 {
		f.entries = append(f.entries, make([]entry, n)...)
	}
	for _, e := range f.entries[first : first+count] {
		if e.kind != absent {
			return false
		}
	}
	return true
}

// line reads a line of the table: "0000000016 00000 n", of 20 bytes with its end.
func (f *File) line(p *parser, n int) bool {
	const length = 20
	if len(p.src)-p.pos < length {
		return false
	}
	l := p.src[p.pos : p.pos+length]
	of := parser{src: l}
	offset, _ := of.digits(10)
	if of.pos != 10 || l[10] != ' ' {
		return false
	}
	of.pos++
	generation, _ := of.digits(5)
	if of.pos != 16 || l[16] != ' ' {
		return false
	}
	switch string(l[18:]) {
	case " \n", " \r", "\r\n":
	default:
		return false
	}
	p.pos += length
	switch l[17] {
	case 'n':
		return f.use(n, entry{plain, offset, generation})
	case 'f':
		f.entries[n] = entry{kind: free}
		return n == 0 // deleted objects make a chain, which may be broken
	}
	return false
}

// use enters an object.
func (f *File) use(n int, e entry) bool {
	const header = 9
	if n == 0 || e.kind == plain && (e.offset < header || e.offset >= len(f.data)) {
		return false
	}
	f.entries[n] = e
	return true
}

// regularTrailer reports whether a trailer is that of a whole file, open to all.
func regularTrailer(d types.Dict) bool {
	for _, key := range []string{"Encrypt", "Prev", "XRefStm"} {
		if _, ok := d[key]; ok {
			return false
		}
	}
	if id, ok := d["ID"].(types.Array); ok && len(id) != 2 {
		return false
	}
	_, ok := d["Size"].(types.Integer)
	return ok
}
