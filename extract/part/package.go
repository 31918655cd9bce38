// Package part opens documents that are XML files in a zip: it hands out their
// parts within limits, and reads them token by token. The readers of DOCX and
// ODT share it.
package part

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"gongkai"
	"gongkai/extract/limit"
)

const (
	// maxEntries is the number of files in a container. A report with a picture
	// of each of its attachments' pages has some hundreds.
	maxEntries = 10_000

	// maxPart is the size of a part, unpacked. Tables of a thousand rows with
	// formatting on each run come to some 10 MiB.
	maxPart = 64 << 20

	// maxParts is the size of all the parts that a reader asks for.
	maxParts = 96 << 20

	// maxRatio is how much smaller than its content a part may be. Word's XML
	// packs to a tenth; the same row over and over, to a hundredth. Zip can do
	// a thousandth, and only bombs come near it.
	maxRatio = 300
	// ratioFrom is the unpacked size from which on the ratio counts.
	ratioFrom = 1 << 20
)

// A Package is an open container.
type Package struct {
	files map[string]*zip.File // by name in lower case, as OPC compares names
	read  int
	used  []*bytes.Buffer
}

// Open reads the directory of a container. Every error here and in the methods
// is a *gongkai.ReadError.
func Open(data []byte) (*Package, error) {
	if len(data) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, Corrupt("a damaged zip container, probably cut short; fetch it again", err)
	}
	if n := len(z.File); n > maxEntries {
		return nil, limit.Exceeded("entries in the zip container", n, maxEntries)
	}
	z.RegisterDecompressor(zip.Deflate, inflate)
	p := &Package{files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		// Some writers put backslashes, or a slash in front.
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if _, twice := p.files[name]; twice {
			return nil, Corrupt("the container has two files named "+name+"; nothing says which counts", nil)
		}
		p.files[name] = f
	}
	return p, nil
}

// Has reports whether there is a part of this name.
func (p *Package) Has(name string) bool { return p.files[strings.ToLower(name)] != nil }

// Close ends the use of the package and of all that Read has returned.
func (p *Package) Close() {
	for _, b := range p.used {
		if b.Cap() <= keepBuffer {
			buffers.Put(b)
		}
	}
	p.used = nil
}

// buffers are for the contents of parts, which are most of what reading a
// document takes.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// keepBuffer is the size up to which a buffer is kept for the next document.
const keepBuffer = 1 << 20

// Read returns a part's content, or nil where there is no such part. It is good
// until Close.
func (p *Package) Read(name string) ([]byte, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: name + " is encrypted; ask for the file without a password"}
	}
	// What the directory declares is not to be trusted; it is only asked first,
	// so that nothing is unpacked of what would be refused anyway.
	size := f.UncompressedSize64
	if err := p.weigh(name, size, f.CompressedSize64); err != nil {
		return nil, err
	}
	r, err := f.Open()
	if err != nil {
		return nil, Corrupt(name+" can't be unpacked; fetch the file again", err)
	}
	defer r.Close()
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	buf.Grow(int(size) + bytes.MinRead)
	p.used = append(p.used, buf)
	if _, err := buf.ReadFrom(io.LimitReader(r, maxPart+1)); err != nil {
		return nil, Corrupt(name+" can't be unpacked; fetch the file again", err)
	}
	if err := p.weigh(name, uint64(buf.Len()), f.CompressedSize64); err != nil {
		return nil, err
	}
	p.read += buf.Len()
	return buf.Bytes(), nil
}

func (p *Package) weigh(name string, size, packed uint64) error {
	switch {
	case size > maxPart:
		return limit.Exceeded("bytes in "+name, int(min(size, 1<<62)), maxPart)
	case size > ratioFrom && size/maxRatio > packed:
		return limit.Exceeded(fmt.Sprintf("bytes in %s from %d packed ones", name, packed), int(size), int(packed)*maxRatio)
	case p.read+int(size) > maxParts:
		return limit.Exceeded("bytes in the document's parts", p.read+int(size), maxParts)
	}
	return nil
}

// inflaters are decompressors at rest: each has tables of some 50 KB, more than
// most parts.
var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

// An inflater goes back to rest when it is closed.
type inflater struct{ io.ReadCloser }

func inflate(r io.Reader) io.ReadCloser {
	z := inflaters.Get().(io.ReadCloser)
	if err := z.(flate.Resetter).Reset(r, nil); err != nil {
		return flate.NewReader(r)
	}
	return inflater{z}
}

func (z inflater) Close() error {
	err := z.ReadCloser.Close()
	inflaters.Put(z.ReadCloser)
	return err
}

// Corrupt returns the refusal of a damaged document.
func Corrupt(detail string, err error) *gongkai.ReadError {
	return &gongkai.ReadError{Reason: gongkai.ReasonCorrupt, Detail: detail, Err: err}
}
