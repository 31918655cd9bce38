// Package archive opens containers: ZIP, RAR, 7z, TAR, GZ and WARC, nested up to
// a limit, and hands out what is in them, one document at a time. It reads no
// document: what an entry is, its bytes decide later.
package archive

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"gongkai"
	"gongkai/extract/limit"
)

// Visit is called for each entry: with its bytes, or with the error (a
// *[gongkai.ReadError]) that says why there are none. The source's Path is the
// container's, "!" and the entry's name, in each level: a.zip!2023/b.zip!c.html.
// An error that Visit returns ends the walk.
type Visit func(src gongkai.Source, data []byte, err error) error

// Is reports whether a file that begins with head is a container. Word files and
// their like are zip containers too, but documents: their entries' names say so,
// and they are none here.
func Is(head []byte) bool { return kindOf(head) != nil }

// A kind of container with the walk over its entries.
type kind struct {
	name  string
	match func(head []byte) bool
	walk  func(w *walker, src gongkai.Source, r io.ReaderAt, size int64) error
}

func magic(s string) func([]byte) bool {
	return func(head []byte) bool { return bytes.HasPrefix(head, []byte(s)) }
}

// kinds is filled at start, because walks of one kind open others.
var kinds []kind

func init() {
	kinds = []kind{
		{"zip", func(h []byte) bool { return magic("PK\x03\x04")(h) && !officeZip(h) }, walkZip},
		{"gzip", magic("\x1F\x8B"), walkGzip},
		{"tar", isTar, walkTar},
		{"RAR", magic("Rar!\x1A\x07"), walkRAR},
		{"7z", magic("7z\xBC\xAF\x27\x1C"), walkSevenZip},
		{"WARC", magic("WARC/"), walkWARC},
	}
}

func kindOf(head []byte) *kind {
	for i := range kinds {
		if kinds[i].match(head) {
			return &kinds[i]
		}
	}
	return nil
}

// HeadSize is how many of a file's first bytes [Is] needs.
const HeadSize = 1024

// officeZip reports whether a zip container is a document by the names of its
// first entries: [Content_Types].xml, word/, mimetype, OFD.xml, …
func officeZip(head []byte) bool {
	for at := 0; at+30 < len(head) && bytes.HasPrefix(head[at:], []byte("PK\x03\x04")); {
		n := int(head[at+26]) | int(head[at+27])<<8
		extra := int(head[at+28]) | int(head[at+29])<<8
		if at+30+n > len(head) {
			return false
		}
		name := string(head[at+30 : at+30+n])
		if officeName(name) {
			return true
		}
		size := int(uint32(head[at+18]) | uint32(head[at+19])<<8 | uint32(head[at+20])<<16 | uint32(head[at+21])<<24)
		if size < 0 || size > len(head) {
			return false
		}
		at += 30 + n + extra + size
	}
	return false
}

// officeName reports whether an entry's name belongs to a document of an office
// program.
func officeName(name string) bool {
	for _, p := range []string{"[Content_Types].xml", "_rels/", "word/", "xl/", "ppt/", "docProps/", "mimetype", "OFD.xml", "Doc_0/", "META-INF/"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// Walk visits the documents in the container at a path.
func Walk(file string, visit Visit) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return err
	}
	w := &walker{visit: visit, left: limit.MaxUnpacked}
	return w.open(gongkai.Source{Path: file}, f, st.Size())
}

// WalkBytes visits the documents in a container that is in memory.
func WalkBytes(src gongkai.Source, data []byte, visit Visit) error {
	w := &walker{visit: visit, left: limit.MaxUnpacked}
	return w.open(src, bytes.NewReader(data), int64(len(data)))
}

// walker walks a container and those in it. left bounds the bytes that all
// entries together may unpack to.
type walker struct {
	visit   Visit
	depth   int
	entries int
	left    int64
}

// open walks one container. What is wrong with the container itself is told to
// visit: what was before the damage is kept.
func (w *walker) open(src gongkai.Source, r io.ReaderAt, size int64) error {
	head := make([]byte, HeadSize)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return w.visit(src, nil, broken("file", err))
	}
	k := kindOf(head[:n])
	if k == nil {
		return w.document(src, 0, io.NewSectionReader(r, 0, size)) // no container after all
	}
	if w.depth >= limit.MaxNesting {
		return w.visit(src, nil, &gongkai.ReadError{Reason: gongkai.ReasonLimit, Detail: fmt.Sprintf("containers within containers beyond %d levels; unpack it", limit.MaxNesting)})
	}
	w.depth++
	defer func() { w.depth-- }()
	return k.walk(w, src, r, size)
}

// entry reads one entry's bytes from r and visits it, or walks it where it is a
// container itself. packed is its size within the container, 0 where unknown.
func (w *walker) entry(src gongkai.Source, name string, packed int64, r io.Reader) error {
	src.Path += "!" + clean(name)
	return w.document(src, packed, r)
}

func (w *walker) document(src gongkai.Source, packed int64, r io.Reader) error {
	if w.entries++; w.entries > limit.MaxEntries {
		return w.visit(src, nil, limit.Exceeded("entries in a container", w.entries, limit.MaxEntries))
	}
	most := min(int64(limit.MaxBytes), w.left)
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	w.left -= int64(len(data))
	switch {
	case int64(len(data)) > most && most < limit.MaxBytes:
		return w.visit(src, nil, &gongkai.ReadError{Reason: gongkai.ReasonLimit, Detail: fmt.Sprintf("the container unpacks to more than %d bytes; unpack it yourself", int64(limit.MaxUnpacked))})
	case int64(len(data)) > most:
		return w.visit(src, nil, limit.Exceeded("bytes", len(data), limit.MaxBytes))
	case packed > 0 && int64(len(data)) > 1<<20 && int64(len(data))/packed > limit.MaxRatio:
		return w.visit(src, nil, limit.Exceeded("times its packed size", int(int64(len(data))/packed), limit.MaxRatio))
	case err != nil:
		return w.visit(src, nil, broken("entry", err))
	}
	if Is(data[:min(len(data), HeadSize)]) {
		return w.open(src, bytes.NewReader(data), int64(len(data)))
	}
	return w.visit(src, data, nil)
}

// clean makes an entry's name one that stays within its container when shown:
// no drive, no leading slash, no "..". Nothing is ever written under it.
func clean(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// skipped reports whether an entry is no document: folders, and what desktop
// systems put beside files.
func skipped(name string) bool {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.HasSuffix(name, "/") || strings.HasPrefix(base, ".") || strings.HasPrefix(name, "__MACOSX/") || base == "Thumbs.db" || base == "desktop.ini"
}

func broken(what string, err error) *gongkai.ReadError {
	return &gongkai.ReadError{Reason: gongkai.ReasonCorrupt, Detail: "a damaged " + what + " in a container; fetch it again", Err: err}
}
