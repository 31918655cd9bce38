package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"regexp"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
)

// A Response is the HTTP response in a record's block. Body is decoded: no chunks,
// no compression. Packed is the length that the response said its body had, 0
// where it did not say.
type Response struct {
	Status int
	Line   string // "HTTP/1.1 200 OK"
	Header http.Header
	Body   io.Reader
	Packed int64
}

// An EncodingError is a Content-Encoding that is not read.
type EncodingError struct{ Encoding string }

// Error names the encoding.
func (e *EncodingError) Error() string { return "a response with Content-Encoding " + e.Encoding }

var statusLine = regexp.MustCompile(`^HTTP/[0-9.]+ +([1-9][0-9]{2})( .*)?$`)

// ReadResponse reads the head of an HTTP response. Crawlers differ in what they
// keep: some store the bytes of the wire, some store the decoded body under the
// header of the encoded one. So a body is only decoded where it is what its header
// says, and its length is that of the record.
func ReadResponse(block io.Reader) (*Response, error) {
	in := bufio.NewReaderSize(block, 4096)
	line, err := readLine(in)
	if err != nil && len(line) == 0 {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("status line: %w", err)
	}
	m := statusLine.FindStringSubmatch(string(line))
	if m == nil {
		return nil, fmt.Errorf("status line %.40q", line)
	}
	h, err := readHeader(in)
	if err != nil {
		return nil, err
	}
	r := &Response{Line: string(line), Header: http.Header(h)}
	r.Status, _ = strconv.Atoi(m[1])
	return r, r.decode(in)
}

func (r *Response) decode(in *bufio.Reader) error {
	chunked := strings.Contains(strings.ToLower(r.Header.Get("Transfer-Encoding")), "chunked") && chunkFirst(in)
	if chunked {
		in = bufio.NewReader(httputil.NewChunkedReader(in))
	}
	r.Body = in
	encoding := strings.ToLower(strings.TrimSpace(r.Header.Get("Content-Encoding")))
	length, err := strconv.ParseInt(r.Header.Get("Content-Length"), 10, 64)
	if err == nil && length > 0 && !chunked {
		r.Packed = length
		if encoding == "" || encoding == "identity" {
			r.Body = &atLeast{in, length}
		}
	}
	head, _ := in.Peek(2)
	switch encoding {
	case "gzip", "x-gzip":
		if string(head) != "\x1F\x8B" {
			return nil // decoded before it was stored
		}
		z, err := gzip.NewReader(in)
		if err != nil {
			return fmt.Errorf("gzip: %w", err)
		}
		r.Body = z
	case "deflate":
		if len(head) == 2 && head[0]&0x0F == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			z, err := zlib.NewReader(in)
			if err != nil {
				return fmt.Errorf("deflate: %w", err)
			}
			r.Body = z
		} else if len(head) > 0 && head[0] != '<' { // some servers leave the zlib frame out
			r.Body = flate.NewReader(in)
		}
	case "", "identity", "none", "utf-8":
	default:
		return &EncodingError{encoding}
	}
	return nil
}

// chunkFirst reports whether a chunk's length stands first in the body.
func chunkFirst(in *bufio.Reader) bool {
	head, _ := in.Peek(20)
	digits, _, found := strings.Cut(string(head), "\n")
	digits, _, _ = strings.Cut(strings.TrimRight(digits, "\r"), ";")
	_, err := strconv.ParseUint(strings.TrimSpace(digits), 16, 63)
	return found && err == nil
}

// atLeast reads a body whose header says how long it is; a shorter one is an
// error, a longer one is taken as it is.
type atLeast struct {
	r    io.Reader
	left int64
}

func (a *atLeast) Read(p []byte) (int, error) {
	n, err := a.r.Read(p)
	a.left -= int64(n)
	if errors.Is(err, io.EOF) && a.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
