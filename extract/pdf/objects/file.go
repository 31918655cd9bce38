// Package objects reads the objects of PDF files that are written by the book, as
// those of today's programs are, and each only when asked for. A file that leaves
// any doubt is not read here but left to a library that repairs: what this package
// accepts it reads as pdfcpu does, whose types it uses.
package objects

import (
	"bytes"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A File gives access to the objects of a PDF file.
type File struct {
	data    []byte
	entries []entry // by object number
	streams map[int]*packed
	built   map[int]types.Object
	trailer types.Dict
	root    types.Dict
	builder *builder
	left    int // bytes that object streams may still decode to
}

// An entry is a line of the cross-references.
type entry struct {
	kind   entryKind
	offset int // into the file; of a packed object, the number of its stream
	index  int // the generation; of a packed object, its place in the stream
}

type entryKind uint8

const (
	absent     entryKind = iota
	free                 // or not listed
	plain                // at an offset
	compressed           // in an object stream
)

const (
	maxDepth  = 32       // of arrays and dictionaries
	maxPacked = 16 << 20 // bytes of all object streams, decoded; 1 KB of Flate makes 1 MB
)

// Open reads a file's cross-references, of at most so many objects, and looks all
// its objects through. It is not ok where the file is damaged, encrypted, changed
// after it was written, or in any way not plainly regular.
func Open(data []byte, most int) (f *File, ok bool) {
	f = &File{data: data, streams: map[int]*packed{}, built: map[int]types.Object{}, left: maxPacked, builder: builders.Get().(*builder)}
	if !f.header() || !f.references(most) {
		return nil, false
	}
	for n, e := range f.entries {
		if e.kind == plain && !f.check(n) {
			return nil, false
		}
	}
	for n, e := range f.entries {
		if e.kind == compressed && !f.checkPacked(n) {
			return nil, false
		}
	}
	ref, ok := f.trailer["Root"].(types.IndirectRef)
	if !ok {
		return nil, false
	}
	f.root, ok = f.Object(int(ref.ObjectNumber)).(types.Dict)
	return f, ok
}

var builders = sync.Pool{New: func() any { return &builder{names: map[string]types.Object{}} }}

// Close gives back what the objects were made with, none of which may be used after.
func (f *File) Close() {
	const most = 1 << 16 // a report's objects have a tenth of that
	b := f.builder
	f.builder = nil
	if len(b.names) > most/16 || b.arrays.Room() > most || cap(b.stack) > most {
		return
	}
	b.arrays.Reset()
	clear(b.stack[:cap(b.stack)])
	b.stack = b.stack[:0]
	builders.Put(b)
}

// header holds that the file begins with its version.
func (f *File) header() bool {
	const versions = "1.0 1.1 1.2 1.3 1.4 1.5 1.6 1.7 2.0"
	return len(f.data) > 100 && string(f.data[:5]) == "%PDF-" && bytes.Contains([]byte(versions), f.data[5:8]) &&
		f.data[6] == '.' && isEnd(f.data[8])
}

// Root returns the file's catalog.
func (f *File) Root() types.Dict { return f.root }

// Object returns an object by its number, or nil where there is none. References
// are not followed.
func (f *File) Object(n int) types.Object {
	if n < 0 || n >= len(f.entries) {
		return nil
	}
	if o, ok := f.built[n]; ok {
		return o
	}
	var o types.Object
	switch e := f.entries[n]; e.kind {
	case plain:
		o, _ = f.plain(n, f.builder)
	case compressed:
		o = f.packed(e)
	}
	f.built[n] = o
	return o
}
