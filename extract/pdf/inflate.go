package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// unpack decodes a stream, to at most so many bytes.
func (f *file) unpack(s *types.StreamDict, most int) ([]byte, error) {
	if s.Content != nil {
		return s.Content, nil
	}
	if p := s.FilterPipeline; len(p) == 1 && p[0].Name == filter.Flate && len(p[0].DecodeParms) == 0 {
		return f.inflate(s.Raw, most)
	}
	err := s.DecodeWithLimit(int64(most))
	return s.Content, err
}

// inflaters are kept because each takes 40 KB, and a page that a browser printed
// has a hundred short streams.
var inflaters sync.Pool

// inflate decodes Flate as the library does: what ends too soon is taken as far as
// it goes, a wrong checksum is an error.
func (f *file) inflate(raw []byte, most int) ([]byte, error) {
	const typical, longest, least = 4, 1 << 20, 64 << 10
	src := bytes.NewReader(raw)
	z, _ := inflaters.Get().(io.ReadCloser)
	if z == nil {
		var err error
		if z, err = zlib.NewReader(src); err != nil {
			return nil, err
		}
	} else if err := z.(zlib.Resetter).Reset(src, nil); err != nil {
		return nil, err
	}
	defer inflaters.Put(z)
	guess := min(typical*len(raw)+bytes.MinRead, longest, most+1)
	if cap(f.room)-len(f.room) < guess { // what was decoded before keeps its own
		f.room = make([]byte, 0, max(guess, least))
	}
	out := f.room[len(f.room):]
	done := func() []byte {
		if cap(out) <= cap(f.room)-len(f.room) {
			f.room = f.room[:len(f.room)+len(out)]
		} else {
			f.room = out // it had to move to a larger place
		}
		return out[:len(out):len(out)]
	}
	for {
		if len(out) == cap(out) {
			out = append(out, 0)[:len(out)]
		}
		n, err := z.Read(out[len(out):min(cap(out), most+1)])
		out = out[:len(out)+n]
		switch {
		case err == io.EOF && len(out) <= most, err == io.ErrUnexpectedEOF:
			return done(), nil
		case err != nil && err != io.EOF:
			return nil, err
		case len(out) > most:
			return nil, filter.ErrDecodeLimitExceeded
		}
	}
}
