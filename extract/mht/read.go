// Package mht reads web archives: a page and what it shows in one MIME message,
// as browsers, Word and WPS save it (.mht, .mhtml, and .doc). Only the page
// itself is read.
package mht

import (
	"bytes"
	"net/textproto"
	"strings"

	"gongkai"
	"gongkai/extract/charset"
	"gongkai/extract/html"
	"gongkai/extract/limit"
)

// Read returns the blocks of the page in a message. Of src it fills in Encoding,
// which is that of the page, and URL where it is empty and the message says from
// where the page was saved. Every error is a *gongkai.ReadError.
func Read(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	if len(data) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	f := &finder{}
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	header, body, err := split(data)
	if err != nil {
		return nil, err
	}
	if err := f.find(header, body, 0); err != nil {
		return nil, err
	}
	root := f.root()
	if root == nil {
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: "a MIME message without a page in it; save it as HTML"}
	}
	page, err := root.decode()
	if err != nil {
		return nil, err
	}
	declared := root.header.Get("Content-Type")
	if !strings.Contains(strings.ToLower(declared), "charset") {
		declared = charset.Declared(page)
	}
	text, encoding, err := charset.Decode(page, declared)
	if err != nil {
		return nil, err
	}
	src.Encoding = encoding
	if src.URL == "" {
		src.URL = first(address(header.Get("Snapshot-Content-Location")), address(root.header.Get("Content-Location")), address(header.Get("Content-Location")))
	}
	return html.Read(text, src)
}

// split parts a message, or a part of one, into its header and its body. Lines
// that are no header are passed over: some programs put a raw title there.
func split(data []byte) (textproto.MIMEHeader, []byte, error) {
	end := bytes.Index(data, []byte("\n\n"))
	next := end + 2
	if i := bytes.Index(data, []byte("\n\r\n")); i >= 0 && (end < 0 || i < end) {
		end, next = i, i+3
	}
	if end < 0 {
		return nil, nil, corrupt("a MIME message without the blank line that ends its header", nil)
	}
	h := textproto.MIMEHeader{}
	key := ""
	for line := range strings.Lines(string(data[:end])) {
		line = strings.TrimRight(line, "\r\n")
		if folded := strings.TrimLeft(line, " \t"); key != "" && folded != line {
			h[key] = []string{h.Get(key) + " " + folded}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if key = ""; !ok || strings.ContainsAny(name, " \t") {
			continue // not one of its lines
		}
		if key = textproto.CanonicalMIMEHeaderKey(name); h.Get(key) != "" {
			key = "" // the first counts
			continue
		}
		h[key] = []string{strings.TrimSpace(value)}
	}
	if len(h) == 0 {
		return nil, nil, corrupt("no MIME message: it has no header", nil)
	}
	return h, data[next:], nil
}

// address keeps what is the address of a page on the web: Word writes file:///C:.
func address(s string) string {
	if s = strings.TrimSpace(s); strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func corrupt(detail string, err error) *gongkai.ReadError {
	return &gongkai.ReadError{Reason: gongkai.ReasonCorrupt, Detail: detail + "; fetch the file again", Err: err}
}
