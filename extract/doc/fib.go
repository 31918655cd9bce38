package doc

import (
	"encoding/binary"
	"fmt"

	"gongkai"
)

// A fib is the file information block at the start of the WordDocument stream,
// with the streams that it points into.
type fib struct {
	word, table, data []byte
	flags             uint16
	lid               uint16 // language that the document was installed with
	counts            [8]int // characters of each story, in the order of the text
	parts             []byte // pairs of offset and size in the table stream
	farRead           int    // bytes of lists in the Data stream read so far
}

const (
	flagEncrypted = 1 << 8
	flagTable1    = 1 << 9
)

// The stories, in the order of the text and of fib.counts. The fourth was for
// macros of Word 6 and is always empty.
const (
	mainStory = iota
	footnoteStory
	headerStory
	_
	commentStory
	endnoteStory
	boxStory
	headerBoxStory
)

// Numbers of the pairs in fib.parts.
const (
	partStyles = 1
	partChpx   = 12
	partPapx   = 13
	partClx    = 33
	partLists  = 73
	partLfo    = 74
)

// Versions of the file format.
const (
	magicWord97 = 0xA5EC
	magicWord6  = 0xA5DC // Word 6 and 95
	firstWord97 = 0xC1
)

func readFib(word []byte) (*fib, error) {
	if len(word) < 0x44 {
		return nil, corrupt("it ends within its first block")
	}
	magic, version := u16(word, 0), u16(word, 2)
	switch {
	case magic == magicWord6, magic == magicWord97 && version < firstWord97-1:
		return nil, &gongkai.ReadError{
			Reason: gongkai.ReasonUnsupported,
			Detail: fmt.Sprintf("a document of Word 6 or 95 (format %d); save it as a Word 97 document or as HTML", version),
		}
	case magic != magicWord97:
		return nil, corrupt(fmt.Sprintf("it begins with %#04x", magic))
	}
	f := &fib{word: word, lid: u16(word, 6), flags: u16(word, 10)}
	if f.flags&flagEncrypted != 0 {
		return nil, encrypted()
	}
	// Two arrays of given length stand before the pairs, of 14 and 22 numbers
	// in all versions so far.
	longs := 0x22 + 2*int(u16(word, 0x20)) + 2
	count := longs + 4*int(u16(word, longs-2))
	pairs := count + 2
	end := pairs + 8*int(u16(word, count))
	if end > len(word) || longs+4*11 > count {
		return nil, corrupt("it ends within its first block")
	}
	f.parts = word[pairs:end]
	for i := range f.counts {
		n := u32(word, longs+4*(3+i))
		if n > uint32(len(word)) {
			return nil, corrupt(fmt.Sprintf("%d characters in %d bytes", n, len(word)))
		}
		f.counts[i] = int(n)
	}
	return f, nil
}

// part returns a structure of the table stream, or nil where it has none.
func (f *fib) part(i int) []byte {
	return slice(f.table, u32(f.parts, 8*i), u32(f.parts, 8*i+4))
}

// needed returns a structure that a document can't be without.
func (f *fib) needed(i int, name string) ([]byte, error) {
	p := f.part(i)
	if p == nil {
		return nil, corrupt("it has no " + name)
	}
	return p, nil
}

// slice returns size bytes at an offset, or nil where b doesn't have them.
func slice(b []byte, at, size uint32) []byte {
	if size == 0 || uint64(at)+uint64(size) > uint64(len(b)) {
		return nil
	}
	return b[at : at+size]
}

// u16 returns the number at an offset, or 0 where b doesn't reach.
func u16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint16(b[at:])
}

// u32 is u16 for four bytes.
func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}
