package archive

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"

	"gongkai"
)

// isTar tells a tar archive by the mark in its first header.
func isTar(head []byte) bool {
	return len(head) >= 263 && bytes.Equal(head[257:262], []byte("ustar"))
}

func walkTar(w *walker, src gongkai.Source, r io.ReaderAt, size int64) error {
	return w.tar(src, io.NewSectionReader(r, 0, size))
}

func (w *walker) tar(src gongkai.Source, r io.Reader) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return w.visit(src, nil, broken("tar archive", err))
		}
		name := h.Name
		if !utf8.ValidString(name) {
			name = decodeName(name)
		}
		if h.Typeflag != tar.TypeReg || skipped(name) {
			continue // links lead nowhere: nothing is unpacked to a disk
		}
		if err := w.entry(src, name, 0, t); err != nil {
			return err
		}
	}
}

// walkGzip reads a single gzip file, which holds a tar archive, a WARC or one
// document named like the file without .gz.
func walkGzip(w *walker, src gongkai.Source, r io.ReaderAt, size int64) error {
	z, err := gzip.NewReader(io.NewSectionReader(r, 0, size))
	if err != nil {
		return w.visit(src, nil, broken("gzip file", err))
	}
	defer z.Close()
	b := bufio.NewReaderSize(z, 1<<16)
	head, err := b.Peek(HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return w.visit(src, nil, broken("gzip file", err))
	}
	switch {
	case isTar(head):
		return w.tar(src, b)
	case bytes.HasPrefix(head, []byte("WARC/")):
		return walkWARC(w, src, r, size)
	}
	name := z.Name
	if name == "" {
		name = strings.TrimSuffix(path.Base(src.Path), ".gz")
	} else if !utf8.ValidString(name) {
		name = decodeName(name)
	}
	return w.entry(src, path.Base(clean(name)), size, b)
}
