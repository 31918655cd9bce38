// Package ingest makes one run of it: it finds the inputs, reads each into a
// document, turns documents into reports, and hands them to the warehouse. It
// strings the steps together and does none of their work.
package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"gongkai"
	"gongkai/extract"
	"gongkai/extract/archive"
	"gongkai/extract/limit"
	"gongkai/extract/scan"
	"gongkai/transform"
	"gongkai/transform/override"
)

// A Parser reads documents. The zero value reads all but pictures.
type Parser struct {
	OCR       scan.Engine    // recognises documents of pictures; nil leaves them image_only
	Overrides *override.List // decisions about issuers and years; nil for none
}

// Parse reads one file, or standard input where path is "-", as a zero [Parser].
func Parse(path, url string) (*gongkai.Document, gongkai.Outcome) {
	return Parser{}.Parse(context.Background(), path, url)
}

// Parse reads one file, or standard input where path is "-". The document is
// nil where it was unreadable; the source is filled in as far as it got.
func (p Parser) Parse(ctx context.Context, path, url string) (*gongkai.Document, gongkai.Outcome) {
	src := gongkai.Source{Path: path, URL: url}
	data, err := readFile(path)
	if err != nil {
		return &gongkai.Document{Source: src}, refused(err)
	}
	return p.ParseBytes(ctx, src, data)
}

// ParseBytes reads a document's bytes, as a zero [Parser].
func ParseBytes(src gongkai.Source, data []byte) (*gongkai.Document, gongkai.Outcome) {
	return Parser{}.ParseBytes(context.Background(), src, data)
}

// ParseBytes reads a document's bytes. It never panics: a fault of ours in one
// document must not lose the others.
func (p Parser) ParseBytes(ctx context.Context, src gongkai.Source, data []byte) (*gongkai.Document, gongkai.Outcome) {
	return p.parse(ctx, src, outside{}, data)
}

func (p Parser) parse(ctx context.Context, src gongkai.Source, about outside, data []byte) (doc *gongkai.Document, out gongkai.Outcome) {
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
		out = refused(err)
	} else {
		doc, out = about.reports(read, p.Overrides)
	}
	if out.Kind == gongkai.ImageOnly && p.OCR != nil {
		return p.recognise(ctx, doc, out, data)
	}
	return doc, out
}

// recognise reads a document of pictures. Where no report comes of it, the
// document stays what it was, and its detail says what was tried.
func (p Parser) recognise(ctx context.Context, doc *gongkai.Document, was gongkai.Outcome, data []byte) (*gongkai.Document, gongkai.Outcome) {
	src := doc.Source
	read, err := extract.Recognise(ctx, src, data, p.OCR)
	if err != nil {
		was.Detail += "; not recognised: " + refused(err).Detail
		return doc, was
	}
	out := transform.ReportsDecided(read, p.Overrides)
	if out.Kind != gongkai.IsReport {
		was.Detail += "; recognised, but no report was found in it"
		return doc, was
	}
	return read, out
}

// Each reads a file and hands out every document in it, as a zero [Parser].
func Each(path, url string, visit func(*gongkai.Document, gongkai.Outcome) error) error {
	return Parser{}.Each(context.Background(), path, url, visit)
}

// Each reads a file and hands out every document in it: the file itself, or the
// entries of the container that it is. A document is nil where its source could
// not even be opened. An error that visit returns ends it.
// url is where a document that is no container was fetched from, or "".
func (p Parser) Each(ctx context.Context, path, url string, visit func(*gongkai.Document, gongkai.Outcome) error) error {
	var head []byte
	var err error
	if path != "-" {
		head, err = readHead(path)
	}
	if err != nil || !archive.Is(head) {
		return visit(p.Parse(ctx, path, url))
	}
	err = archive.Walk(path, func(src gongkai.Source, data []byte, err error) error {
		if err != nil {
			return visit(&gongkai.Document{Source: src}, refused(err))
		}
		return visit(p.ParseBytes(ctx, src, data))
	})
	return err
}

// readHead reads as much of a file as tells a container.
func readHead(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, archive.HeadSize)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// refused turns an error into an outcome.
func refused(err error) gongkai.Outcome {
	var r *gongkai.ReadError
	if errors.As(err, &r) {
		if r.Reason == gongkai.ReasonImages {
			return gongkai.Outcome{Kind: gongkai.ImageOnly, Reason: r.Reason, Detail: r.Detail, Pages: r.Pages, Images: r.Images}
		}
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
