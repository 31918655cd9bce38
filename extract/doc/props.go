package doc

import (
	"bytes"

	"gongkai/extract/limit"
)

// props are the properties of a paragraph, as far as they are read.
type props struct {
	level   int  // of a heading, from 1; 0 for body text
	depth   int  // of the table that it stands in; 0 for none
	cellEnd bool // it ends a cell of a nested table
	rowEnd  bool // it is no text: it ends a row and holds its layout
	list    int  // number of the list it is counted in, from 1; 0 for none
	listAt  int  // level in the list, from 0
	row     []byte
	hidden  bool // by its style
}

// propsOf returns a paragraph's properties: those of its style, its own, and
// what the piece of its mark changes.
//
// They hold until the next ones are asked for, and are not to be changed.
func (r *reader) propsOf(own *run, changed []byte) *props {
	if own == nil || len(changed) > 0 || own.size == 0 {
		r.props = r.readProps(own, changed)
		return &r.props
	}
	// Most paragraphs have the properties of one shortly before: on the same page
	// of the file they share a list, on the next one it is written again.
	here := &r.places[own.at/2%uint32(len(r.places))]
	if here.at == own.at && here.size == own.size {
		return &here.props
	}
	list := r.sprms(own)
	k := &r.known[placeOf(list)%uint32(len(r.known))]
	if k.style != own.style || !bytes.Equal(k.list, list) {
		before := r.farRead
		p := r.readProps(own, changed)
		if r.farRead != before { // what stands in the Data stream is counted each time
			r.props = p
			return &r.props
		}
		*k = knownProps{own.style, list, p}
	}
	*here = knownPlace{own.at, own.size, k.props}
	return &here.props
}

// placeOf returns a number that most other lists don't share. Two lists of one
// document may differ in a single byte, such as text to the left or centred.
func placeOf(list []byte) uint32 {
	const most = 64
	h := uint32(len(list))
	for _, b := range list[:min(len(list), most)] {
		h = (h ^ uint32(b)) * 16777619
	}
	return h >> 16
}

// knownProps are the properties that a list, never empty, was read as.
type knownProps struct {
	style uint16
	list  []byte
	props props
}

// A knownPlace is where in the file a list, never empty, stands that was read.
type knownPlace struct {
	at    uint32
	size  uint16
	props props
}

func (r *reader) readProps(own *run, changed []byte) props {
	p := props{}
	if own != nil {
		i, list := int(own.style), r.sprms(own)
		for s, rest, ok := next(list); ok; s, rest, ok = next(rest) {
			if s.code == pStyle {
				i = s.word()
			}
		}
		if i < len(r.styles) {
			s := &r.styles[i]
			p.level, p.list, p.listAt, p.hidden = s.level, s.list, s.listAt, s.hidden
		}
		p.apply(list, r.fib)
	}
	p.apply(changed, r.fib)
	return p
}

// apply changes properties by a list of sprms. f may be nil where the list can't
// refer to the Data stream.
func (p *props) apply(list []byte, f *fib) {
	inTable, depth := p.depth > 0, p.depth
	for s, rest, ok := next(list); ok; s, rest, ok = next(rest) {
		switch s.code {
		case pHuge, pHugeOld, pTableProps:
			// Too long for its page: the list stands in the Data stream.
			if far := f.far(u32(s.operand, 0)); far != nil {
				p.apply(far, nil)
				inTable, depth = inTable || p.depth > 0, max(depth, p.depth)
			}
		case pInTable:
			inTable = s.on()
		case pDepth:
			depth = int(min(u32(s.operand, 0), 1<<16))
		case pDeeper:
			depth += int(int32(u32(s.operand, 0)))
		case pRowEnd, pInnerRow:
			p.rowEnd = s.on()
		case pInnerCell:
			p.cellEnd = s.on()
		case pOutline:
			// 9 is body text; a heading style that is set to it is none.
			if l := s.byteOf(0); l <= 8 {
				p.level = l + 1
			} else {
				p.level = 0
			}
		case pListLevel:
			p.listAt = min(s.byteOf(0), 8)
		case pList:
			// From 0x7FF on stand marks for numbers that are not shown.
			if p.list = s.word(); p.list >= 0x7FF {
				p.list = 0
			}
		case tDefTable, tVertMerge, tMerge, tSplit, tInsert, tDelete, tColumn:
			if n := len(list) - len(rest); p.row == nil {
				p.row = list[:n:n]
			} else {
				p.row = append(p.row, list[:n]...)
			}
		}
		list = rest
	}
	switch {
	case !inTable:
		p.depth = 0
	default:
		p.depth = max(depth, 1)
	}
}

// far returns a list of sprms in the Data stream. All of them together are
// bounded: any number of paragraphs can refer to one long list.
func (f *fib) far(at uint32) []byte {
	if f == nil || at > uint32(len(f.data)) {
		return nil
	}
	list := slice(f.data, at+2, uint32(u16(f.data, int(at))))
	if f.farRead += len(list); f.farRead > limit.MaxBytes {
		return nil
	}
	return list
}
