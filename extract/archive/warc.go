package archive

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/warc"
)

// walkWARC reads a web archive, plain or gzipped record by record: each response
// with a document is an entry with its URL and date. A revisit stands for the
// response whose payload it names; one that says of a URL that nothing changed
// gives nothing new.
func walkWARC(w *walker, src gongkai.Source, r io.ReaderAt, size int64) error {
	in, err := warc.NewReader(io.NewSectionReader(r, 0, size))
	if err != nil {
		return w.visit(src, nil, broken("WARC file", err))
	}
	x := &web{walker: w, src: src, seen: map[string]payload{}, given: map[string]bool{}}
	for {
		rec, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return w.visit(src, nil, broken("WARC file", err)) // what follows has no known beginning
		}
		if err := x.record(rec); err != nil {
			return err
		}
	}
}

type web struct {
	*walker
	src   gongkai.Source
	seen  map[string]payload // by digest, for revisits
	given map[string]bool    // by digest and URL
	held  int                // bytes in seen
}

type payload struct {
	data  []byte
	media string
}

func (x *web) record(r *warc.Record) error {
	src := x.src
	src.URL = r.URL()
	src.FetchedAt = r.Header.Get("WARC-Date")
	src.Path += "!" + src.URL
	digest := r.Header.Get("WARC-Payload-Digest")
	switch r.Type() {
	case "response":
		return x.response(src, digest, r)
	case "resource":
		return x.hand(src, digest, r.Header.Get("Content-Type"), 0, r.Block)
	case "revisit":
		if p, ok := x.seen[digest]; ok && digest != "" && !x.given[digest+" "+src.URL] {
			return x.hand(src, "", p.media, 0, bytes.NewReader(p.data))
		}
	}
	return nil
}

// response reads an HTTP response; only whole documents count.
func (x *web) response(src gongkai.Source, digest string, r *warc.Record) error {
	resp, err := warc.ReadResponse(r.Block)
	if resp != nil && resp.Status != http.StatusOK {
		return nil
	}
	var unread *warc.EncodingError
	if errors.As(err, &unread) {
		return x.visit(src, nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: unread.Error()})
	}
	if err != nil {
		return x.visit(src, nil, broken("HTTP response", err))
	}
	media := resp.Header.Get("Content-Type")
	if why := r.Truncated(); why != "" && document(media) {
		return x.visit(src, nil, &gongkai.ReadError{Reason: gongkai.ReasonCorrupt, Detail: "a response of which the archive kept only the beginning (WARC-Truncated: " + why + "); fetch it again"})
	}
	return x.hand(src, digest, media, resp.Packed, resp.Body)
}

// hand gives a response out if it may be a document, and keeps it for revisits.
func (x *web) hand(src gongkai.Source, digest, media string, packed int64, body io.Reader) error {
	if !document(media) {
		return nil
	}
	src.MediaType = media
	if digest == "" {
		return x.document(src, packed, body)
	}
	x.given[digest+" "+src.URL] = true
	var copied bytes.Buffer
	whole := &toEnd{r: body}
	err := x.document(src, packed, io.TeeReader(whole, &copied))
	if n := copied.Len(); whole.ended && n <= 1<<20 && x.held+n <= limit.MaxHeld {
		x.held += n
		x.seen[digest] = payload{copied.Bytes(), media}
	}
	return err
}

// toEnd knows whether a body was read to its end: one that is damaged is no
// revisit's document either.
type toEnd struct {
	r     io.Reader
	ended bool
}

func (e *toEnd) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	e.ended = e.ended || errors.Is(err, io.EOF)
	return n, err
}

// document reports whether a media type may hold a report. Servers give
// attachments all kinds of names; only what is surely none is left out.
func document(media string) bool {
	t, _, err := mime.ParseMediaType(media)
	if err != nil {
		t = strings.ToLower(strings.TrimSpace(strings.Split(media, ";")[0]))
	}
	for _, p := range []string{"image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/x-font", "application/font", "application/x-shockwave-flash"} {
		if strings.HasPrefix(t, p) {
			return false
		}
	}
	return true
}
