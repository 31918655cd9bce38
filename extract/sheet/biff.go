package sheet

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// Types of the records of [MS-XLS] that are read.
const (
	recFormula     = 0x0006
	recEnd         = 0x000A
	recDate1904    = 0x0022
	recFilePass    = 0x002F
	recFont        = 0x0031
	recContinue    = 0x003C
	recColInfo     = 0x007D
	recBoundSheet  = 0x0085
	recMulRK       = 0x00BD
	recMulBlank    = 0x00BE
	recRString     = 0x00D6
	recXF          = 0x00E0
	recMergedCells = 0x00E5
	recSST         = 0x00FC
	recLabelSST    = 0x00FD
	recBlank       = 0x0201
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recDefaultRow  = 0x0225
	recRK          = 0x027E
	recFormat      = 0x041E
	recBegin       = 0x0809
)

// A record is one of a stream of records. Text that doesn't fit goes on in the
// records that follow it.
type record struct {
	kind uint16
	data []byte
	more [][]byte // of CONTINUE records
}

// records cuts a stream into records.
type records struct {
	data []byte
	err  bool // a record is cut short
}

func (r *records) next() (rec record, ok bool) {
	rec, ok = r.one()
	for ok && len(r.data) >= 4 && binary.LittleEndian.Uint16(r.data) == recContinue {
		c, ok := r.one()
		if !ok {
			break
		}
		rec.more = append(rec.more, c.data)
	}
	return rec, ok
}

func (r *records) one() (rec record, ok bool) {
	if len(r.data) < 4 {
		return record{}, false
	}
	n := 4 + int(binary.LittleEndian.Uint16(r.data[2:]))
	if n > len(r.data) {
		r.err = true
		return record{}, false
	}
	rec = record{kind: binary.LittleEndian.Uint16(r.data), data: r.data[4:n]}
	r.data = r.data[n:]
	return rec, true
}

// u16 returns the number at an offset of a record, or 0 where it is too short.
func (r *record) u16(at int) int {
	if at+2 > len(r.data) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(r.data[at:]))
}

func (r *record) u32(at int) uint32 {
	if at+4 > len(r.data) {
		return 0
	}
	return binary.LittleEndian.Uint32(r.data[at:])
}

func (r *record) float(at int) float64 {
	if at+8 > len(r.data) {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(r.data[at:]))
}

// rk reads a number packed into four bytes: an integer or the upper half of a
// float, either perhaps times a hundred.
func rk(v uint32) float64 {
	f := float64(int32(v) >> 2)
	if v&2 == 0 {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

// A stream reads on over the ends of records.
type stream struct {
	data []byte
	more [][]byte
	bad  bool
}

// take returns the next n bytes, as far as one record holds them.
func (s *stream) take(n int) []byte {
	if len(s.data) == 0 && !s.advance() {
		return nil
	}
	b := s.data[:min(n, len(s.data))]
	s.data = s.data[len(b):]
	return b
}

func (s *stream) advance() bool {
	for len(s.data) == 0 {
		if len(s.more) == 0 {
			s.bad = true
			return false
		}
		s.data, s.more = s.more[0], s.more[1:]
	}
	return true
}

// number reads a number of n bytes, all in one record.
func (s *stream) number(n int) int {
	b := s.take(n)
	if len(b) < n {
		s.bad = true
		return 0
	}
	v := 0
	for i := range b {
		v |= int(b[i]) << (8 * i)
	}
	return v
}

func (s *stream) skip(n int) {
	for n > 0 && !s.bad {
		n -= len(s.take(n))
	}
}

// text reads a string whose length has so many bytes. Where it goes on in the
// next record, that says anew whether its characters have one byte or two.
func (s *stream) text(lengthBytes int) string {
	t, _ := s.rich(lengthBytes)
	return t
}

// rich is text with the string's runs: of each, where it begins and its font,
// two bytes each.
func (s *stream) rich(lengthBytes int) (text string, runs []byte) {
	n := s.number(lengthBytes)
	flags := s.number(1)
	count, ext := 0, 0
	if flags&8 != 0 {
		count = s.number(2)
	}
	if flags&4 != 0 {
		ext = s.number(4)
	}
	text = s.chars(n, flags)
	for size := 4 * count; len(runs) < size && !s.bad; {
		runs = append(runs, s.take(size-len(runs))...)
	}
	s.skip(ext)
	return text, runs
}

func (s *stream) chars(n, flags int) string {
	units := make([]uint16, 0, min(n, 1<<12))
	for len(units) < n && !s.bad {
		if len(s.data) == 0 {
			flags = s.number(1)
			if s.bad {
				break
			}
		}
		if flags&1 == 0 {
			b := s.take(n - len(units))
			for _, c := range b {
				units = append(units, uint16(c))
			}
			continue
		}
		b := s.take(2 * (n - len(units)))
		if len(b)%2 != 0 {
			s.bad = true
		}
		for i := 0; i+1 < len(b); i += 2 {
			units = append(units, binary.LittleEndian.Uint16(b[i:]))
		}
	}
	return string(utf16.Decode(units))
}
