package pdf

import (
	"unicode/utf16"

	"gongkai/extract/limit"
)

// A cmap is a character map as fonts embed them: from codes to characters
// (ToUnicode) or to the font's glyph numbers (Encoding).
type cmap struct {
	texts    map[uint32]string
	cids     map[uint32]int
	lengths  [5]bool // of codes, in bytes, by the codespace ranges
	vertical bool
}

// parseCMap reads the ranges of a map and passes over its PostScript.
func (r *reader) parseCMap(src []byte) (*cmap, error) {
	m := &cmap{texts: map[uint32]string{}, cids: map[uint32]int{}}
	l := r.lex(src)
	defer r.giveBack(l)
	for {
		op, err := l.next()
		if op == nil || err != nil {
			return m, err
		}
		o := l.operands
		switch string(op) {
		case "endcodespacerange":
			for _, x := range o {
				if n := len(x.str); n > 0 && n < len(m.lengths) {
					m.lengths[n] = true
				}
			}
		case "endbfchar":
			for k := 0; k+1 < len(o); k += 2 {
				m.texts[code(o[k].str)] = targetText(o[k+1], 0)
			}
		case "endbfrange":
			m.textRanges(o)
		case "endcidchar":
			for k := 0; k+1 < len(o); k += 2 {
				m.cids[code(o[k].str)] = int(o[k+1].num)
			}
		case "endcidrange":
			for k := 0; k+2 < len(o); k += 3 {
				m.each(o[k], o[k+1], func(c uint32, n int) { m.cids[c] = int(o[k+2].num) + n })
			}
		case "def":
			if len(o) >= 2 && string(o[len(o)-2].str) == "WMode" {
				m.vertical = o[len(o)-1].num == 1
			}
		}
		if n := len(m.texts) + len(m.cids); n > maxCodes {
			return nil, limit.Exceeded("codes of a font", n, maxCodes)
		}
	}
}

// textRanges reads <from> <to> <first> and <from> <to> [<each> …].
func (m *cmap) textRanges(o []operand) {
	for k := 0; k+2 < len(o); {
		from, to, first := o[k], o[k+1], o[k+2]
		k += 3
		if first.kind != opening {
			m.each(from, to, func(c uint32, n int) { m.texts[c] = targetText(first, n) })
			continue
		}
		for c := code(from.str); k < len(o) && o[k].kind != closing; k++ {
			m.texts[c] = targetText(o[k], 0)
			c++
		}
		k++
	}
}

// each visits the codes of a range, as far as the limit on codes reaches.
func (m *cmap) each(from, to operand, visit func(c uint32, n int)) {
	a, b := code(from.str), code(to.str)
	for n := 0; a <= b && len(m.texts)+len(m.cids) <= maxCodes; n++ {
		visit(a, n)
		if a++; a == 0 {
			return
		}
	}
}

func code(s []byte) (c uint32) {
	for _, b := range s {
		c = c<<8 | uint32(b)
	}
	return c
}

// targetText is the nth character from the one that a range begins with. Its last
// unit counts on.
func targetText(o operand, n int) string {
	if o.kind == name {
		return glyphText(string(o.str))
	}
	s := o.str
	if len(s) == 1 {
		return string(rune(int(s[0]) + n))
	}
	if n > 0 && len(s) >= 2 {
		s = append([]byte(nil), s...)
		if r := []rune(utf16Text(s)); len(r) > 0 {
			r[len(r)-1] += rune(n)
			return string(r)
		}
	}
	return utf16Text(s)
}

// utf16Text decodes big-endian UTF-16.
func utf16Text(s []byte) string {
	units := make([]uint16, 0, len(s)/2)
	for k := 0; k+1 < len(s); k += 2 {
		units = append(units, uint16(s[k])<<8|uint16(s[k+1]))
	}
	return string(utf16.Decode(units))
}
