package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"

	"gongkai"
	"gongkai/extract/limit"
)

// walkWARC reads a web archive, plain or gzipped record by record: each response
// with a document is an entry with its URL and date. A revisit stands for the
// response whose payload it names.
func walkWARC(w *walker, src gongkai.Source, r io.ReaderAt, size int64) error {
	var in io.Reader = io.NewSectionReader(r, 0, size)
	head := make([]byte, 2)
	if _, err := r.ReadAt(head, 0); err == nil && bytes.Equal(head, []byte("\x1F\x8B")) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return w.visit(src, nil, broken("WARC file", err))
		}
		defer z.Close()
		in = z
	}
	x := &warc{walker: w, src: src, in: bufio.NewReaderSize(in, 1<<16), seen: map[string]payload{}}
	for n := 1; ; n++ {
		err := x.record(n)
		if errors.Is(err, io.EOF) {
			return nil
		}
		var bad *gongkai.ReadError
		if errors.As(err, &bad) && bad.Reason == gongkai.ReasonCorrupt {
			return w.visit(src, nil, bad) // what follows has no known beginning
		}
		if err != nil {
			return err
		}
	}
}

type warc struct {
	*walker
	src  gongkai.Source
	in   *bufio.Reader
	seen map[string]payload // by digest, for revisits
	held int                // bytes in seen
}

type payload struct {
	data  []byte
	media string
}

// record reads one record; io.EOF at the end of the file.
func (x *warc) record(n int) error {
	line, err := x.version()
	if err != nil {
		return err
	}
	if !strings.HasPrefix(line, "WARC/") {
		return broken("WARC file", fmt.Errorf("record %d begins with %.20q", n, line))
	}
	h, err := textproto.NewReader(x.in).ReadMIMEHeader()
	if err != nil {
		return broken("WARC file", fmt.Errorf("record %d: %w", n, err))
	}
	length, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return broken("WARC file", fmt.Errorf("record %d: Content-Length %q", n, h.Get("Content-Length")))
	}
	block := &whole{io.LimitedReader{R: x.in, N: length}}
	done := x.block(h, block)
	if _, err := io.Copy(io.Discard, block); err != nil {
		return broken("WARC file", fmt.Errorf("record %d: %w", n, err))
	}
	return done
}

// whole reads a record's block; one that is cut short is an error, never a
// shorter document.
type whole struct{ io.LimitedReader }

func (w *whole) Read(p []byte) (int, error) {
	n, err := w.LimitedReader.Read(p)
	if errors.Is(err, io.EOF) && w.N > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// version skips the blank lines between records.
func (x *warc) version() (string, error) {
	for range 16 {
		line, err := x.in.ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			return line, nil
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				return "", io.EOF
			}
			return "", broken("WARC file", err)
		}
	}
	return "", broken("WARC file", errors.New("nothing but blank lines"))
}

func (x *warc) block(h textproto.MIMEHeader, block io.Reader) error {
	src := x.src
	src.URL = strings.Trim(h.Get("WARC-Target-URI"), "<>")
	src.FetchedAt = h.Get("WARC-Date")
	src.Path += "!" + src.URL
	digest := h.Get("WARC-Payload-Digest")
	switch h.Get("WARC-Type") {
	case "response":
		return x.response(src, digest, block)
	case "resource":
		return x.hand(src, digest, h.Get("Content-Type"), 0, block)
	case "revisit":
		if p, ok := x.seen[digest]; ok && digest != "" {
			return x.hand(src, "", p.media, 0, bytes.NewReader(p.data))
		}
	}
	return nil
}

// response reads an HTTP response; only whole documents count.
func (x *warc) response(src gongkai.Source, digest string, block io.Reader) error {
	resp, err := http.ReadResponse(bufio.NewReader(block), nil)
	if err != nil {
		return x.visit(src, nil, broken("HTTP response", err))
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil
	}
	var body io.Reader = resp.Body
	switch strings.ToLower(resp.Header.Get("Content-Encoding")) {
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(body)
		if err != nil {
			return x.visit(src, nil, broken("HTTP response", err))
		}
		body = z
	case "", "identity":
	default:
		return x.visit(src, nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: "a response with Content-Encoding " + resp.Header.Get("Content-Encoding")})
	}
	return x.hand(src, digest, resp.Header.Get("Content-Type"), max(resp.ContentLength, 0), body)
}

// hand gives a response out if it may be a document, and keeps it for revisits.
func (x *warc) hand(src gongkai.Source, digest, media string, packed int64, body io.Reader) error {
	if !document(media) {
		return nil
	}
	src.MediaType = media
	if digest == "" {
		return x.document(src, packed, body)
	}
	var copied bytes.Buffer
	err := x.document(src, packed, io.TeeReader(body, &copied))
	if n := copied.Len(); n <= 1<<20 && x.held+n <= limit.MaxHeld {
		x.held += n
		x.seen[digest] = payload{copied.Bytes(), media}
	}
	return err
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
