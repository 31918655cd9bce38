// Package pdf reads PDF files: it interprets the content of their pages over
// package objects, or the object layer of pdfcpu, down to glyphs with their places and the rules drawn,
// and leaves text and tables to package page.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/page"
	"gongkai/extract/pdf/objects"
)

func init() {
	// Else pdfcpu writes its configuration into the user's home.
	model.ConfigPath = "disable"
}

// Read reads a PDF file. It sets src.MediaType, and src.Encoding to [page.OCRLayer] or
// "". A file whose pages are pictures is refused with [page.ReasonImageOnly], one whose
// fonts don't tell their characters with [gongkai.ReasonEncoding]. Every error is
// a *gongkai.ReadError.
func Read(data []byte, src gongkai.Source) (doc *gongkai.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, corrupt("the file's objects contradict one another; fetch it again", fmt.Errorf("%v", r))
		}
	}()
	src.MediaType, src.Encoding = "application/pdf", ""
	if len(data) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	ctx, cancel := context.WithTimeout(context.Background(), maxTime)
	defer cancel()
	f, err := open(ctx, data)
	if err != nil {
		return nil, err
	}
	r := newReader(ctx, f)
	defer r.done()
	if f.close != nil {
		defer f.close()
	}
	pages, err := r.pages()
	if err != nil {
		return nil, err
	}
	if refusal := r.Refuse(len(pages)); refusal != nil {
		return nil, refusal
	}
	src.Encoding = r.Encoding()
	if doc, err = page.Document(src, pages); err == nil {
		doc.Page.Images = r.Images
	}
	return doc, err
}

// open reads the objects where the file is regular, or has the library read them.
func open(ctx context.Context, data []byte) (*file, error) {
	if f, ok := openRegular(data); ok {
		return f, nil
	}
	return openAny(ctx, data)
}

// openRegular leaves the objects in the file until they are asked for. Of those of
// a page that a browser printed, about one in ten is.
func openRegular(data []byte) (*file, bool) {
	f, ok := objects.Open(data, maxObjects)
	if !ok {
		return nil, false
	}
	return &file{
		root:   f.Root(),
		object: func(r types.IndirectRef) types.Object { return f.Object(int(r.ObjectNumber)) },
		close:  f.Close,
		left:   maxDecoded,
	}, true
}

// openAny has the library read all objects. Broken cross-references are repaired,
// and files that are encrypted with an empty password opened.
func openAny(ctx context.Context, data []byte) (*file, error) {
	conf := &model.Configuration{
		Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true,
		Limits: model.ResourceLimits{
			MaxStreamBytes: limit.MaxBytes, MaxDecodeBytes: maxStream, MaxImagePixels: 1, MaxImageBytes: 1,
			MaxObjectCount: maxObjects, MaxObjectStreamCount: maxObjects, MaxObjectStreamFirst: maxStream,
			MaxXRefEntries: maxObjects, MaxRecursionDepth: maxNesting,
		},
	}
	c, err := pdfcpu.ReadWithContext(ctx, &timed{bytes.NewReader(data), ctx}, conf)
	switch {
	case err == nil:
		return &file{
			root: c.RootDict,
			object: func(r types.IndirectRef) types.Object {
				if o, err := c.Dereference(r); err == nil {
					return o
				}
				return nil
			},
			left: maxDecoded,
		}, nil
	case ctx.Err() != nil:
		return nil, tooSlow()
	case errors.Is(err, pdfcpu.ErrWrongPassword):
		return nil, &gongkai.ReadError{Reason: page.ReasonEncrypted, Detail: "the PDF opens with a password only; ask for it without one", Err: err}
	case errors.Is(err, filter.ErrDecodeLimitExceeded):
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonLimit, Detail: fmt.Sprintf("a stream of more than %d bytes, decoded", maxStream), Err: err}
	}
	return nil, corrupt("the PDF's objects can't be read, probably cut short; fetch it again", err)
}

// timed stops reading when time is up: not all of pdfcpu's loops look at the
// clock. Repairing 2 MB of "1 0 obj <<" takes a minute.
type timed struct {
	io.ReadSeeker
	ctx context.Context
}

func (t *timed) Read(b []byte) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	return t.ReadSeeker.Read(b)
}

func corrupt(detail string, err error) *gongkai.ReadError {
	return &gongkai.ReadError{Reason: gongkai.ReasonCorrupt, Detail: detail, Err: err}
}

func tooSlow() *gongkai.ReadError {
	return &gongkai.ReadError{Reason: gongkai.ReasonLimit, Detail: fmt.Sprintf("not read within %v; look at its source", maxTime)}
}
