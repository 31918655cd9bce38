// Package warc reads and writes web archives (WARC/1.0 and 1.1), record by
// record: it knows the form of a record and of the HTTP response within, and not
// what is done with them.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Is reports whether a file that begins with head is a web archive that is not
// compressed.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte("WARC/")) }

// A Record is one record. Block is what it holds; it must be read before the next
// record is asked for, and ends in an error where the file is cut short.
type Record struct {
	N      int // from 1
	Header textproto.MIMEHeader
	Block  io.Reader
	Length int64 // of Block
}

// Type returns the kind of record: "response", "revisit", …
func (r *Record) Type() string { return strings.ToLower(r.Header.Get("WARC-Type")) }

// URL returns the address that the record is about, without the angle brackets
// that WARC/1.0 allowed.
func (r *Record) URL() string { return strings.Trim(r.Header.Get("WARC-Target-URI"), "<>") }

// Truncated says why the record holds only the beginning of what was fetched:
// "length", "time", "disconnect"; "" where it holds all.
func (r *Record) Truncated() string { return r.Header.Get("WARC-Truncated") }

// A Reader reads the records of a file in order.
type Reader struct {
	in    *bufio.Reader
	n     int
	block *whole
}

// NewReader reads a web archive, plain or gzipped, record by record or whole.
func NewReader(r io.Reader) (*Reader, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	if head, err := in.Peek(2); err == nil && string(head) == "\x1F\x8B" {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("record 1: %w", err)
		}
		in = bufio.NewReaderSize(z, 1<<16)
	}
	return &Reader{in: in}, nil
}

// Next skips what is left of the last record and returns the next one, or io.EOF
// behind the last. After any other error the file cannot be read on: what follows
// has no known beginning. Errors name the record.
func (r *Reader) Next() (*Record, error) {
	if err := r.skip(); err != nil {
		return nil, err
	}
	version, err := r.version()
	if errors.Is(err, io.EOF) {
		return nil, io.EOF
	}
	r.n++
	if err != nil {
		return nil, fmt.Errorf("record %d: %w", r.n, err)
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, fmt.Errorf("record %d begins with %.20q", r.n, version)
	}
	h, err := readHeader(r.in)
	if err != nil {
		return nil, fmt.Errorf("record %d: %w", r.n, err)
	}
	length, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, fmt.Errorf("record %d: Content-Length %.40q", r.n, h.Get("Content-Length"))
	}
	r.block = &whole{io.LimitedReader{R: r.in, N: length}}
	return &Record{N: r.n, Header: h, Block: r.block, Length: length}, nil
}

func (r *Reader) skip() error {
	if r.block == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, r.block); err != nil {
		return fmt.Errorf("record %d is cut short: %w", r.n, err)
	}
	r.block = nil
	return nil
}

// version skips the blank lines between records.
func (r *Reader) version() (string, error) {
	for range 16 {
		line, err := readLine(r.in)
		switch {
		case len(line) > 0:
			return string(line), nil // a line without its end is told by what follows
		case errors.Is(err, io.EOF):
			return "", io.EOF
		case err != nil:
			return "", err
		}
	}
	return "", errors.New("nothing but blank lines")
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
