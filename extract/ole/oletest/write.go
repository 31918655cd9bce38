// Package oletest writes compound files for tests, so that documents can be made
// which no program here writes.
package oletest

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// Sizes of the format.
const (
	sector   = 512
	miniSize = 4096 // streams below it would stand in the mini stream
	chainEnd = 0xFFFFFFFE
	unused   = 0xFFFFFFFF
)

// A Stream is a stream of the outermost storage.
type Stream struct {
	Name string
	Data []byte
}

// Write returns a compound file with streams. Short streams are filled up with
// zeros to the size from which on they stand in sectors of their own.
func Write(streams ...Stream) []byte {
	var body bytes.Buffer
	var fat []uint32
	chain := func(n int) uint32 {
		first := uint32(len(fat))
		for i := range n {
			fat = append(fat, first+uint32(i)+1)
		}
		fat[len(fat)-1] = chainEnd
		return first
	}
	directory := entry("Root Entry", 5, chainEnd, 0)
	for _, s := range streams {
		data := slices.Concat(s.Data, make([]byte, max(0, miniSize-len(s.Data))))
		sectors := (len(data) + sector - 1) / sector
		directory = append(directory, entry(s.Name, 2, chain(sectors), len(data))...)
		body.Write(data)
		body.Write(make([]byte, sectors*sector-len(data)))
	}
	// Each entry is the right neighbour of the one before it; the first one is
	// the root's child.
	for i := range streams {
		at := 128*i + 72
		if i == 0 {
			at = 76
		}
		binary.LittleEndian.PutUint32(directory[at:], uint32(i+1))
	}
	for len(directory)%sector != 0 {
		directory = append(directory, entry("", 0, 0, 0)...)
	}
	directoryAt := chain(len(directory) / sector)
	body.Write(directory)
	fatAt := len(fat)
	fatSectors := 1
	for (len(fat)+fatSectors)*4 > fatSectors*sector {
		fatSectors++
	}
	if fatSectors > 109 {
		panic("oletest: too much for one header")
	}
	for range fatSectors {
		fat = append(fat, 0xFFFFFFFD)
	}
	for len(fat)%(sector/4) != 0 {
		fat = append(fat, unused)
	}
	out := header(directoryAt, fatAt, fatSectors)
	out = append(out, body.Bytes()...)
	for _, n := range fat {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	return out
}

func header(directory uint32, fat, fatSectors int) []byte {
	h := make([]byte, sector)
	le := binary.LittleEndian
	copy(h, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	le.PutUint16(h[24:], 0x3E)
	le.PutUint16(h[26:], 3)
	le.PutUint16(h[28:], 0xFFFE)
	le.PutUint16(h[30:], 9)
	le.PutUint16(h[32:], 6)
	le.PutUint32(h[44:], uint32(fatSectors))
	le.PutUint32(h[48:], directory)
	le.PutUint32(h[56:], miniSize)
	le.PutUint32(h[60:], chainEnd)
	le.PutUint32(h[68:], chainEnd)
	for i := range 109 {
		n := uint32(unused)
		if i < fatSectors {
			n = uint32(fat + i)
		}
		le.PutUint32(h[76+4*i:], n)
	}
	return h
}

func entry(name string, kind byte, first uint32, size int) []byte {
	e := make([]byte, 128)
	le := binary.LittleEndian
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		le.PutUint16(e[2*i:], u)
	}
	if name != "" {
		le.PutUint16(e[64:], uint16(2*len(units)+2))
	}
	e[66], e[67] = kind, 1
	for at := 68; at < 80; at += 4 {
		le.PutUint32(e[at:], unused)
	}
	le.PutUint32(e[116:], first)
	le.PutUint32(e[120:], uint32(size))
	return e
}
