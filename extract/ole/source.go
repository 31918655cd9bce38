package ole

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/richardlehane/mscfb"
)

// A source counts the sectors that mscfb asks for while it reads the directory,
// whose length no header says. It gives them without a copy. Of a stream it notes
// where its parts stand in the file: most are written in one.
type source struct {
	*bytes.Reader
	data    []byte
	sectors int // of 512 bytes

	room  []byte   // that a stream is being read into, as far as it is not yet
	parts [][2]int // of data, of which the stream consists: [from, to)
}

// Slice is called for the header, the sectors that list FAT sectors, and those
// of the directory.
func (s *source) Slice(at int64, n int) ([]byte, error) {
	if s.sectors += n / 512; s.sectors > s.most() {
		return nil, errors.New("too many sectors")
	}
	if at < 0 || at+int64(n) > int64(len(s.data)) {
		return nil, io.ErrUnexpectedEOF
	}
	return s.data[at : at+int64(n)], nil
}

// most allows a directory of maxEntries, of 128 bytes, and the sectors that
// list the FAT of a file of this size.
func (s *source) most() int {
	return 16 + maxEntries/4 + len(s.data)/(127*128*512)
}

// step is how much of a stream is read at a time: mscfb joins the sectors of a step
// in quadratic time.
const step = 32 << 10

var rooms = sync.Pool{New: func() any { return new([step]byte) }}

// follow finds the parts of a stream.
func (s *source) follow(e *mscfb.File) error {
	room := rooms.Get().(*[step]byte)
	defer rooms.Put(room)
	defer func() { s.room = nil }()
	s.parts = nil
	for at := 0; at < int(e.Size); {
		s.room = room[:min(step, int(e.Size)-at)]
		n, err := e.Read(s.room)
		if at += n; err != nil && (err != io.EOF || at < int(e.Size)) {
			return err
		}
	}
	return nil
}

// ReadAt reads from the file. What goes into a stream's room is noted instead.
func (s *source) ReadAt(p []byte, at int64) (int, error) {
	n := len(p)
	if n == 0 || n > len(s.room) || &p[0] != &s.room[0] || at < 0 || at+int64(n) > int64(len(s.data)) {
		return s.Reader.ReadAt(p, at) // of the FAT, or an error
	}
	s.room = s.room[n:]
	from := int(at)
	if k := len(s.parts); k > 0 && s.parts[k-1][1] == from {
		s.parts[k-1][1] += n
	} else {
		s.parts = append(s.parts, [2]int{from, from + n})
	}
	return n, nil
}

// joined returns the stream whose parts were found.
func (s *source) joined(size int) []byte {
	if len(s.parts) == 1 {
		from, to := s.parts[0][0], s.parts[0][1]
		return s.data[from:to:to]
	}
	out := make([]byte, 0, size)
	for _, p := range s.parts {
		out = append(out, s.data[p[0]:p[1]]...)
	}
	return out
}
