// Package ole opens compound files (OLE2, [MS-CFB]): the file system in a file
// in which Word, Excel and WPS kept their documents up to 2003.
package ole

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"gongkai"
	"gongkai/extract/limit"
)

// Magic is what a compound file begins with.
const Magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// maxEntries is the number of directory entries. A document has a dozen, and
// four more for each embedded chart or formula. Storages nested one in another
// take quadratic memory for their paths.
const maxEntries = 4096

// A File is an open compound file.
type File struct {
	data  []byte
	plain *plain // nil for one that mscfb reads

	reader *mscfb.Reader
	src    *source
}

// Open reads the directory of a compound file. Every error is a
// *gongkai.ReadError.
func Open(data []byte) (*File, error) {
	if len(data) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	f := &File{data: data}
	if p, ok := readPlain(data); ok {
		f.plain = &p
		return f, nil
	}
	if err := f.open(); err != nil {
		return nil, err
	}
	return f, nil
}

// open has mscfb read the directory.
func (f *File) open() error {
	f.plain = nil
	f.src = &source{Reader: bytes.NewReader(f.data), data: f.data}
	var err error
	f.reader, err = mscfb.New(f.src)
	if f.src.sectors > f.src.most() {
		return limit.Exceeded("directory entries, at least,", maxEntries+1, maxEntries)
	}
	if err != nil {
		return &gongkai.ReadError{
			Reason: gongkai.ReasonCorrupt,
			Detail: "a damaged OLE2 file, probably cut short; fetch it again",
			Err:    err,
		}
	}
	return nil
}

// errAbsent is the cause where a stream is not there.
var errAbsent = errors.New("no such stream")

// Stream returns the content of a stream of the outermost storage. Its name is
// matched in any case, as Office does. A stream that is cut short is an error.
// The content may be a part of the file's data, and is not to be written to.
func (f *File) Stream(name string) ([]byte, error) {
	if f.plain != nil {
		at, ok := f.plain.find(name, true)
		if !ok {
			return nil, damaged(name, errAbsent)
		}
		if b, ok := f.plain.content(at); ok {
			return b, nil
		}
		if err := f.open(); err != nil {
			return nil, err
		}
	}
	for _, e := range f.reader.File {
		if len(e.Path) > 0 || !strings.EqualFold(fullName(e), name) || e.FileInfo().IsDir() {
			continue
		}
		if e.Size > int64(len(f.data)) {
			return nil, damaged(name, io.ErrUnexpectedEOF)
		}
		if err := f.src.follow(e); err != nil {
			return nil, damaged(name, err)
		}
		return f.src.joined(int(e.Size)), nil
	}
	return nil, damaged(name, errAbsent)
}

func damaged(name string, err error) error {
	return &gongkai.ReadError{
		Reason: gongkai.ReasonCorrupt,
		Detail: "the stream " + name + " of an OLE2 file is missing or damaged; fetch it again",
		Err:    err,
	}
}

// fullName is an entry's name with the character below U+0020 that some begin
// with, which mscfb keeps apart.
func fullName(e *mscfb.File) string {
	if e.Initial != 0 && e.Initial < 0x20 {
		return string(rune(e.Initial)) + e.Name
	}
	return e.Name
}
