// Package ingest makes one run of it: it finds the inputs, reads each into a
// document, turns documents into reports, and hands them to the warehouse. It
// strings the steps together and does none of their work.
package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"gongkai"
	"gongkai/extract"
	"gongkai/extract/limit"
	"gongkai/transform"
)

// Parse reads one file, or standard input where path is "-". The document is
// nil where it was unreadable; the source is filled in as far as it got.
func Parse(path, url string) (*gongkai.Document, gongkai.Outcome) {
	src := gongkai.Source{Path: path, URL: url}
	data, err := readFile(path)
	if err != nil {
		return &gongkai.Document{Source: src}, refused(err)
	}
	return ParseBytes(src, data)
}

// ParseBytes reads a document's bytes. It never panics: a fault of ours in one
// document must not lose the others.
func ParseBytes(src gongkai.Source, data []byte) (doc *gongkai.Document, out gongkai.Outcome) {
	sum := sha256.Sum256(data)
	src.SHA256, src.Bytes = hex.EncodeToString(sum[:]), int64(len(data))
	doc = &gongkai.Document{Source: src}
	defer func() {
		if p := recover(); p != nil {
			out = gongkai.Outcome{Kind: gongkai.Unreadable, Reason: gongkai.ReasonCorrupt, Detail: fmt.Sprintf("the reader failed on this document, which is a fault of Gongkai: please report it (%v)", p)}
		}
	}()
	read, err := extract.Read(src, data)
	if err != nil {
		return doc, refused(err)
	}
	return read, transform.Reports(read)
}

// refused turns an error into an outcome.
func refused(err error) gongkai.Outcome {
	var r *gongkai.ReadError
	if errors.As(err, &r) {
		return gongkai.Outcome{Kind: gongkai.Unreadable, Reason: r.Reason, Detail: r.Detail}
	}
	return gongkai.Outcome{Kind: gongkai.Unreadable, Reason: gongkai.ReasonIO, Detail: err.Error()}
}

// readFile reads at most the limit and one byte more, so that the reader can
// say that it is too much.
func readFile(path string) ([]byte, error) {
	var r io.Reader = os.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if st, err := f.Stat(); err == nil && st.IsDir() {
			return nil, fmt.Errorf("%s is a directory; use gongkai ingest", path)
		}
		r = f
	}
	return io.ReadAll(io.LimitReader(r, limit.MaxBytes+1))
}
