// Package ofd reads OFD files (GB/T 33190), the format of fixed pages in which
// offices are told to publish: a zip of XML that places each character. Text and
// tables are made of them by package page.
package ofd

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/page"
)

const (
	// maxTime is how long a document may take. A page takes some 2 ms.
	maxTime = 2 * time.Second

	// maxInflated is the bytes of all XML read. A page has some 100 KB.
	maxInflated = 64 << 20

	// maxEntries is the number of files in the package: a few for each page, font
	// and picture.
	maxEntries = 50_000

	// maxUnits is how deep composite graphics may hold one another.
	maxUnits = 8
)

// Read reads an OFD file. It sets src.MediaType. A file whose pages are pictures
// is refused with [page.ReasonImageOnly]. Every error is a *gongkai.ReadError.
func Read(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	src.MediaType, src.Encoding = "application/ofd", ""
	if len(data) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	r, err := open(data)
	if err != nil {
		return nil, err
	}
	if err := r.documents(); err != nil {
		return nil, err
	}
	if refusal := r.Refuse(len(r.pages)); refusal != nil {
		return nil, refusal
	}
	if r.Glyphs == 0 && r.unsized > 0 {
		return nil, corrupt(fmt.Sprintf("none of %d texts has a size: the program that wrote the file breaks the standard; ask for it anew", r.unsized), nil)
	}
	src.Encoding = r.Encoding()
	return page.Document(src, r.pages)
}

// A reader reads the pages of a package.
type reader struct {
	files    map[string]*zip.File // by lower-case name
	left     int                  // bytes that may still be inflated
	deadline time.Time
	units    map[string]*node // composite graphics, by id
	params   map[string]*node // drawing parameters, by id
	pages    []page.Page
	drawn    int // objects, each use of a composite one counted
	unsized  int // text objects without a size
	page.Census
}

func open(data []byte) (*reader, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, corrupt("a damaged OFD package, probably cut short; fetch it again", err)
	}
	if len(z.File) > maxEntries {
		return nil, limit.Exceeded("files in the package", len(z.File), maxEntries)
	}
	r := &reader{files: map[string]*zip.File{}, left: maxInflated, deadline: time.Now().Add(maxTime)}
	for _, f := range z.File {
		// Names begin with "/" in some packages, and have "\" in others.
		r.files[key(f.Name)] = f
	}
	if r.files["ofd.xml"] == nil {
		return nil, corrupt("the package has no OFD.xml", nil)
	}
	return r, nil
}

func key(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// beside returns the name of a file as another one calls it.
func beside(file, loc string) string {
	loc = strings.ReplaceAll(strings.TrimSpace(loc), `\`, "/")
	if strings.HasPrefix(loc, "/") {
		return loc
	}
	return path.Join(path.Dir(file), loc)
}

// xml reads a file of the package.
func (r *reader) xml(name string) (*node, error) {
	f := r.files[key(name)]
	if f == nil {
		return nil, corrupt(fmt.Sprintf("the package lacks %s, it was probably cut short; fetch it again", name), nil)
	}
	if f.Flags&1 != 0 {
		return nil, &gongkai.ReadError{Reason: page.ReasonEncrypted, Detail: "the OFD opens with a password only; ask for it without one"}
	}
	if time.Now().After(r.deadline) {
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonLimit, Detail: fmt.Sprintf("not read within %v; look at its source", maxTime)}
	}
	in, err := f.Open()
	if err != nil {
		return nil, corrupt(name+" can't be unpacked; fetch the file again", err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, int64(r.left)+1))
	if err != nil {
		return nil, corrupt(name+" can't be unpacked; fetch the file again", err)
	}
	if r.left -= len(data); r.left < 0 {
		return nil, limit.Exceeded("bytes of XML", maxInflated-r.left, maxInflated)
	}
	n, err := parse(data)
	if e := (*gongkai.ReadError)(nil); errors.As(err, &e) {
		return nil, e
	}
	if err != nil {
		return nil, corrupt(name+" is no XML; an encrypted or damaged file", err)
	}
	return n, nil
}

func corrupt(detail string, err error) *gongkai.ReadError {
	return &gongkai.ReadError{Reason: gongkai.ReasonCorrupt, Detail: detail, Err: err}
}
