package doc

import (
	"fmt"
	"slices"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// A text is the document's characters in order, as UTF-16, with the pieces of
// the file that they came from.
type text struct {
	units  []uint16
	pieces []piece
	prcs   [][]byte // property changes that pieces refer to
}

// A piece is a stretch of characters that stand together in the file.
type piece struct {
	from, to int // characters
	fc       int // position in the WordDocument stream
	width    int // bytes a character: 1 or 2
	prm      uint16
}

// pieces reads the piece table. A fast-saved file has its text in the order in
// which it was typed; only here it is put in the order in which it is read.
//
// The characters are written into room, as far as it reaches.
func pieces(f *fib, room []uint16) (*text, error) {
	clx, err := f.needed(partClx, "piece table")
	if err != nil {
		return nil, err
	}
	t := &text{}
	for len(clx) >= 3 && clx[0] == 1 {
		n := 3 + int(u16(clx, 1))
		if n > len(clx) {
			return nil, corrupt("its piece table is cut short")
		}
		t.prcs = append(t.prcs, clx[3:n])
		clx = clx[n:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return nil, corrupt("its piece table is cut short")
	}
	plc := slice(clx, 5, u32(clx, 1))
	n := (len(plc) - 4) / 12
	if n < 1 {
		return nil, corrupt("its piece table is empty")
	}
	total := 0
	for _, c := range f.counts {
		total += c
	}
	last := int(u32(plc, 4*n))
	if last < total || last > len(f.word) {
		return nil, corrupt(fmt.Sprintf("pieces of %d characters, not %d", last, total))
	}
	t.units = slices.Grow(room[:0], last)
	t.pieces = make([]piece, 0, min(n, 64))
	for i := range n {
		pcd := plc[4*(n+1)+8*i:]
		fc := u32(pcd, 2)
		p := piece{from: int(u32(plc, 4*i)), to: int(u32(plc, 4*i+4)), fc: int(fc), width: 2, prm: u16(pcd, 6)}
		if fc&(1<<30) != 0 {
			p.fc, p.width = int(fc&^(1<<30))/2, 1
		}
		if p.from != len(t.units) || p.to < p.from || p.to > last || p.fc > len(f.word)-p.width*(p.to-p.from) {
			return nil, corrupt(fmt.Sprintf("piece %d lies outside of it", i+1))
		}
		t.pieces = append(t.pieces, p)
		t.units = appendUnits(t.units, f.word[p.fc:p.fc+p.width*(p.to-p.from)], p.width, f.lid)
	}
	return t, nil
}

func appendUnits(units []uint16, b []byte, width int, lid uint16) []uint16 {
	if width == 2 {
		for i := 0; i < len(b); i += 2 {
			units = append(units, uint16(b[i])|uint16(b[i+1])<<8)
		}
		return units
	}
	if lid&0x3FF == chinese && inPairs(b) {
		return appendGBK(units, b)
	}
	for _, c := range b {
		units = append(units, uint16(windows1252[c]))
	}
	return units
}

// chinese is the primary language in a language id, whatever the country.
const chinese = 0x04

// windows1252 is what narrow pieces are written in, by the specification.
var windows1252 = func() (t [256]rune) {
	for i := range t {
		t[i] = charmap.Windows1252.DecodeByte(byte(i))
	}
	return t
}()

// inPairs reports whether the bytes from 0x80 on all stand in pairs that are
// characters of GB 2312, at least two pairs: narrow text of a converter that
// took the system's code page for Word's. Two accented letters always side by
// side would not be words of any language.
func inPairs(b []byte) bool {
	pairs := 0
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		if i+1 == len(b) || b[i] < 0xA1 || b[i] > 0xF7 || b[i+1] < 0xA1 || b[i+1] == 0xFF {
			return false
		}
		i++
		pairs++
	}
	return pairs > 1
}

// appendGBK writes a character of two bytes as itself and a 0, so that each
// byte still has its place.
func appendGBK(units []uint16, b []byte) []uint16 {
	decoder := simplifiedchinese.GBK.NewDecoder()
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			units = append(units, uint16(b[i]))
			continue
		}
		c := []rune("\uFFFD")
		if s, err := decoder.Bytes(b[i : i+2]); err == nil {
			c = []rune(string(s))
		}
		units = append(units, uint16(c[0]), 0)
		i++
	}
	return units
}
