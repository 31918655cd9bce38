package objects

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/arena"
)

// A parser reads values. What has more than one reading is refused. One that only
// looks through makes nothing.
type parser struct {
	src    []byte
	pos    int
	build  *builder // nil where nothing is to be made
	length bool     // the dictionary has one, as those of streams do

	// Of a stream's dictionary that is only looked through.
	size    int  // its Length
	unusual bool // that is no plain number, or its bytes are not deflated and no more
}

// A builder holds what parsers use again and again.
type builder struct {
	stack  []types.Object            // elements of the arrays that are open
	arrays arena.Arena[types.Object] // elements of the others
	names  map[string]types.Object   // a font says /g0 two hundred times
}

// small are the numbers that fonts' widths and places in the page mostly are.
var small = func() (o [2048]types.Object) {
	for n := range o {
		o[n] = types.Integer(n)
	}
	return o
}()

// A class is what a byte may be part of.
type class uint8

const (
	refused   class = iota // outside strings
	space                  // and line ends
	delimiter              // ends a word
	regular
)

var classes = func() (c [256]class) {
	for b := '!'; b <= '~'; b++ {
		c[b] = regular
	}
	for _, b := range " \t\r\n" {
		c[b] = space
	}
	for _, b := range "()<>[]/" {
		c[b] = delimiter
	}
	for _, b := range "%{}\\" {
		c[b] = refused
	}
	return c
}()

func isEnd(b byte) bool { return b == '\n' || b == '\r' }

// peek returns the next byte, 0 at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

// skip passes over spaces.
func (p *parser) skip() {
	for p.pos < len(p.src) && classes[p.src[p.pos]] == space {
		p.pos++
	}
}

// word returns the regular characters from here on. What ends it is a space, a
// delimiter or the end.
func (p *parser) word() (w []byte, ok bool) {
	from := p.pos
	for p.pos < len(p.src) && classes[p.src[p.pos]] == regular {
		p.pos++
	}
	return p.src[from:p.pos], p.pos == len(p.src) || classes[p.src[p.pos]] != refused
}

// keyword passes over a word, and tells whether it was this.
func (p *parser) keyword(k string) bool {
	w, ok := p.word()
	return ok && string(w) == k
}

// value reads a value, behind the spaces before it.
func (p *parser) value(depth int) (o types.Object, ok bool) {
	if p.skip(); p.pos >= len(p.src) || depth > maxDepth {
		return nil, false
	}
	switch c := p.src[p.pos]; {
	case c == '/':
		n, ok := p.name()
		if !ok || p.build == nil {
			return nil, ok
		}
		if o, ok := p.build.names[string(n)]; ok {
			return o, true
		}
		decoded, err := types.DecodeName(string(n))
		if err != nil {
			return nil, false
		}
		o = types.Name(decoded)
		p.build.names[string(n)] = o
		return o, true
	case c == '[':
		return p.array(depth)
	case c == '(':
		return p.literal()
	case c == '<' && p.pos+1 < len(p.src) && p.src[p.pos+1] == '<':
		return p.dict(depth)
	case c == '<':
		return p.hex()
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return p.number()
	}
	w, ok := p.word()
	switch string(w) {
	case "true", "false":
		return types.Boolean(w[0] == 't'), ok
	case "null":
		return nil, ok
	}
	return nil, false
}

// name reads a name of at least one character, as it is written.
func (p *parser) name() ([]byte, bool) {
	p.pos++
	n, ok := p.word()
	if !ok || len(n) == 0 {
		return nil, false
	}
	for k := 0; ; k++ {
		at := bytes.IndexByte(n[k:], '#')
		if at < 0 {
			return n, true
		}
		if k += at; k+2 >= len(n) || !isHex(n[k+1]) || !isHex(n[k+2]) || n[k+1] == '0' && n[k+2] == '0' {
			return nil, false
		}
	}
}

func (p *parser) array(depth int) (types.Object, bool) {
	b := p.build
	from := 0
	if b != nil {
		from = len(b.stack)
	}
	for p.pos++; ; {
		if p.skip(); p.peek() == ']' {
			p.pos++
			if b == nil {
				return nil, true
			}
			a := types.Array(append(b.arrays.List(len(b.stack)-from), b.stack[from:]...))
			b.stack = b.stack[:from]
			return a, true
		}
		o, ok := p.value(depth + 1)
		if !ok {
			return nil, false
		}
		if b != nil {
			b.stack = append(b.stack, o)
		}
	}
}

// dict reads a dictionary; one only looked through is nil, but a types.Dict.
func (p *parser) dict(depth int) (types.Object, bool) {
	var d types.Dict
	if p.build != nil {
		d = types.Dict{}
	}
	for p.pos += 2; ; {
		switch p.skip(); p.peek() {
		case '/':
		case '>':
			p.pos += 2
			return d, p.pos <= len(p.src) && p.src[p.pos-1] == '>'
		default:
			return nil, false
		}
		key, ok := p.name()
		if !ok || bytes.IndexByte(key, '#') >= 0 || string(key) == "Linearized" {
			return nil, false
		}
		from := p.pos
		o, ok := p.value(depth + 1)
		if !ok {
			return nil, false
		}
		if p.build == nil && depth == 0 {
			p.note(key, p.src[from:p.pos])
		}
		p.length = p.length || depth == 0 && string(key) == "Length"
		if p.build != nil && o != nil { // null is as if it weren't there
			d[string(key)] = o
		}
	}
}

// note takes down what a stream's dictionary says of its bytes.
func (p *parser) note(key, value []byte) {
	switch string(key) {
	case "Length":
		v := bytes.Trim(value, " \t\r\n")
		p.size = 0
		for _, c := range v {
			p.unusual = p.unusual || c < '0' || c > '9' || len(v) > 9
			p.size = p.size*10 + int(c-'0')
		}
	case "Filter":
		p.unusual = p.unusual || string(bytes.Trim(value, " \t\r\n")) != "/"+filter.Flate
	case "DecodeParms":
		p.unusual = true
	}
}

// literal reads (…), with its escapes as they are.
func (p *parser) literal() (types.Object, bool) {
	from := p.pos + 1
	for depth := 0; p.pos < len(p.src); p.pos++ {
		switch p.src[p.pos] {
		case '\\':
			p.pos++
		case '(':
			depth++
		case ')':
			if depth--; depth > 0 {
				continue
			}
			p.pos++
			if p.build == nil {
				return nil, true
			}
			return types.StringLiteral(p.src[from : p.pos-1]), true
		}
	}
	return nil, false
}

func (p *parser) hex() (types.Object, bool) {
	p.pos++
	from := p.pos
	for isHex(p.peek()) {
		p.pos++
	}
	if p.peek() != '>' {
		return nil, false
	}
	p.pos++
	if p.build == nil {
		return nil, true
	}
	digits := strings.ToUpper(string(p.src[from : p.pos-1]))
	if len(digits)%2 != 0 {
		digits += "0"
	}
	return types.HexLiteral(digits), true
}

func isHex(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}

// number reads an integer, a decimal or a reference.
func (p *parser) number() (types.Object, bool) {
	w, ok := p.word()
	whole, signed := true, false
	digits := 0
	for k, c := range w {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case (c == '-' || c == '+') && k == 0:
			signed = true
		case c == '.' && whole:
			whole = false
		default:
			return nil, false
		}
	}
	if !ok || digits == 0 || whole && digits > 10 || digits > 100 {
		return nil, false
	}
	if !whole {
		if p.build == nil {
			return nil, true
		}
		x, err := strconv.ParseFloat(string(w), 64)
		return types.Float(x), err == nil
	}
	n := 0
	for _, c := range w {
		if c >= '0' {
			n = n*10 + int(c-'0')
		}
	}
	if !signed {
		if generation, ok := p.reference(); ok {
			return types.IndirectRef{ObjectNumber: types.Integer(n), GenerationNumber: types.Integer(generation)}, true
		}
	}
	if p.build == nil {
		return nil, true
	}
	if w[0] == '-' {
		n = -n
	}
	if n >= 0 && n < len(small) {
		return small[n], true
	}
	return types.Integer(n), true
}

// reference reads what makes a number a reference, "0 R" behind it, if it is there.
func (p *parser) reference() (generation int, ok bool) {
	k := p.pos
	spaces := func() bool {
		from := k
		for k < len(p.src) && classes[p.src[k]] == space {
			k++
		}
		return k > from
	}
	if !spaces() {
		return 0, false
	}
	from := k
	for k < len(p.src) && p.src[k] >= '0' && p.src[k] <= '9' && k-from < 6 {
		generation = generation*10 + int(p.src[k]-'0')
		k++
	}
	if k == from || !spaces() || k >= len(p.src) || p.src[k] != 'R' {
		return 0, false
	}
	if k++; k < len(p.src) && classes[p.src[k]] != space && classes[p.src[k]] != delimiter {
		return 0, false // not a number either: R alone is no value
	}
	p.pos = k
	return generation, true
}
