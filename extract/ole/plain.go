package ole

import (
	"encoding/binary"
	"slices"
)

// A plain file is what Word, WPS and LibreOffice write: sectors of 512 bytes, a
// table of them that the header lists in full, a directory that is a tree, and
// names in ASCII. It is read here where it lies, which takes a tenth of the time
// that mscfb takes. What is in any way odd is left to mscfb, errors and all, so
// that only one of the two decides what a damaged file still gives.
type plain struct {
	data     []byte
	outer    []uint32 // places of the entries of the outermost storage, in order
	miniFAT  []uint32 // sectors with the table of the mini stream
	miniHold []uint32 // sectors of the mini stream itself
}

const (
	sectorSize = 512
	miniSize   = 64
	miniMost   = 4096 // streams below it stand in the mini stream
	entrySize  = 128
	mostFATs   = 109 // that the header lists
	endOfChain = 0xFFFFFFFE
	none       = 0xFFFFFFFF // no entry
)

// Fields of a directory entry.
const (
	entryLength = 64 // of the name in bytes, with a 0 behind it
	entryType   = 66
	entryLeft   = 68
	entryRight  = 72
	entryChild  = 76
	entryStart  = 116
	entryBytes  = 120

	typeStream = 2
	typeRoot   = 5
)

// readPlain reads the directory of a file. It reports false for one that is odd.
func readPlain(data []byte) (p plain, ok bool) {
	if len(data) < sectorSize || string(data[:len(Magic)]) != Magic || // version 3, sectors of 2^9 bytes
		binary.LittleEndian.Uint16(data[26:]) != 3 || binary.LittleEndian.Uint16(data[30:]) != 9 {
		return p, false
	}
	p.data = data
	fats, miniFATs := p.number(44), p.number(64)
	if fats > mostFATs || p.number(72) != 0 || miniFATs > fats*sectorSize/miniSize {
		return p, false
	}
	directory, ok := p.chain(p.number(48))
	if !ok || len(directory) == 0 || len(directory) > maxEntries*entrySize/sectorSize {
		return p, false
	}
	root, _ := entryAt(directory, 0)
	if data[root+entryType] != typeRoot || p.number(root+entryLeft) != none || p.number(root+entryRight) != none {
		return p, false
	}
	t := tree{plain: &p, directory: directory, seen: make([]bool, len(directory)*sectorSize/entrySize)}
	t.seen[0] = true
	p.outer = make([]uint32, 0, 16)
	if !t.walk(p.number(root+entryChild), true) {
		return p, false
	}
	if first := p.number(60); miniFATs > 0 && first != endOfChain && p.number(root+entryStart) != endOfChain {
		if p.miniHold, ok = p.chain(p.number(root + entryStart)); !ok {
			return p, false
		}
		p.miniFAT = make([]uint32, miniFATs)
		for i := range p.miniFAT {
			p.miniFAT[i] = first
			if first, ok = p.next(first); !ok && i+1 < len(p.miniFAT) {
				return p, false
			}
		}
	}
	return p, true
}

// number reads four bytes of which it is known that they are there.
func (p *plain) number(at uint32) uint32 { return binary.LittleEndian.Uint32(p.data[at:]) }

// place returns where a sector stands, if it stands in the file whole.
func (p *plain) place(sector uint32) (uint32, bool) {
	at := (uint64(sector) + 1) * sectorSize
	return uint32(at), at+sectorSize <= uint64(len(p.data))
}

// next returns the sector behind one in its chain.
func (p *plain) next(sector uint32) (uint32, bool) {
	const perSector = sectorSize / 4
	if sector/perSector >= mostFATs {
		return 0, false
	}
	at, ok := p.place(p.number(76 + sector/perSector*4))
	if !ok {
		return 0, false
	}
	return p.number(at + sector%perSector*4), true
}

// chain returns the sectors of a chain. All must stand in the file whole, and
// one that is longer than the file goes in a circle.
func (p *plain) chain(first uint32) (sectors []uint32, ok bool) {
	sectors = make([]uint32, 0, 8)
	for sector := first; sector != endOfChain; {
		if _, ok = p.place(sector); !ok || len(sectors) > len(p.data)/sectorSize {
			return nil, false
		}
		sectors = append(sectors, sector)
		if sector, ok = p.next(sector); !ok {
			return nil, false
		}
	}
	return sectors, true
}

// entryAt returns where an entry of the directory stands.
func entryAt(directory []uint32, i uint32) (at uint32, ok bool) {
	const perSector = sectorSize / entrySize
	if i/perSector >= uint32(len(directory)) {
		return 0, false
	}
	return (directory[i/perSector]+1)*sectorSize + i%perSector*entrySize, true
}

// A tree is a directory that is being walked.
type tree struct {
	*plain
	directory []uint32
	seen      []bool
}

// walk goes through an entry, those to both sides of it, and those below it; it
// lists the outer ones. An entry that is met twice is odd.
func (t *tree) walk(i uint32, outer bool) bool {
	if i == none {
		return true
	}
	at, ok := entryAt(t.directory, i)
	if !ok || t.seen[i] || outer && !t.named(at) {
		return false
	}
	t.seen[i] = true
	if !t.walk(t.number(at+entryLeft), outer) {
		return false
	}
	if outer {
		t.outer = append(t.outer, at)
	}
	return t.walk(t.number(at+entryChild), false) && t.walk(t.number(at+entryRight), outer)
}

// named reports whether an entry has a name of ASCII, save that its first
// character may be below U+0020.
func (p *plain) named(at uint32) bool {
	n := p.nameUnits(at)
	for i := range n {
		c := binary.LittleEndian.Uint16(p.data[at+2*i:])
		if c >= 0x7F || c == 0 || c < ' ' && i > 0 {
			return false
		}
	}
	return n > 0
}

func (p *plain) nameUnits(at uint32) uint32 {
	if n := uint32(binary.LittleEndian.Uint16(p.data[at+entryLength:])); n >= 4 && n <= 64 {
		return n/2 - 1
	}
	return 0
}

// find returns the first outer entry of a name, in any case, that is a stream or
// may be anything.
func (p *plain) find(name string, stream bool) (at uint32, ok bool) {
	for _, at := range p.outer {
		if (!stream || p.data[at+entryType] == typeStream) && p.isNamed(at, name) {
			return at, true
		}
	}
	return 0, false
}

func (p *plain) isNamed(at uint32, name string) bool {
	if p.nameUnits(at) != uint32(len(name)) {
		return false
	}
	for i := range len(name) {
		if lower(p.data[at+2*uint32(i)]) != lower(name[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// content returns a stream's bytes: as they lie where they lie in one, else
// joined. It reports false where some of them are not there.
func (p *plain) content(at uint32) ([]byte, bool) {
	size, sector := int(p.number(at+entryBytes)), p.number(at+entryStart)
	if size > len(p.data) {
		return nil, false
	}
	step, place, next := sectorSize, p.begin, p.next
	if size < miniMost {
		step, place, next = miniSize, p.miniPlace, p.miniNext
	}
	var out []byte
	from, to := 0, 0 // that is still to be appended
	for rest := size; rest > 0; {
		n := min(rest, step)
		begin, ok := place(sector)
		if !ok || begin+n > len(p.data) {
			return nil, false
		}
		if begin != to {
			if to > from {
				out = append(slices.Grow(out, size-len(out)), p.data[from:to]...)
			}
			from = begin
		}
		to = begin + n
		if rest -= n; n == step {
			if sector, ok = next(sector); !ok {
				return nil, false
			}
		}
	}
	if out == nil {
		return p.data[from:to:to], true
	}
	return append(out, p.data[from:to]...), true
}

// begin returns where a sector begins, even one that the file's end cuts short.
func (p *plain) begin(sector uint32) (int, bool) {
	return (int(sector) + 1) * sectorSize, true
}

// miniPlace is begin for a sector of the mini stream.
func (p *plain) miniPlace(sector uint32) (int, bool) {
	const perSector = sectorSize / miniSize
	if int(sector/perSector) >= len(p.miniHold) {
		return 0, false
	}
	return (int(p.miniHold[sector/perSector])+1)*sectorSize + int(sector%perSector)*miniSize, true
}

// miniNext is next for a sector of the mini stream.
func (p *plain) miniNext(sector uint32) (uint32, bool) {
	const perSector = sectorSize / 4
	if int(sector/perSector) >= len(p.miniFAT) {
		return 0, false
	}
	at, ok := p.place(p.miniFAT[sector/perSector])
	if !ok {
		return 0, false
	}
	return p.number(at + sector%perSector*4), true
}
