package mht

import (
	"bytes"
	"mime"
	"net/textproto"
	"strings"

	"gongkai/extract/limit"
)

const (
	// maxParts is the number of parts of a message: a page's pictures, each one.
	maxParts = 10_000
	// maxNesting is how deep multiparts may stand in one another; mail programs
	// come to three.
	maxNesting = 8
)

// A finder looks for the page among the parts of a message.
type finder struct {
	pages []*page
	start string // Content-ID of the one that the message begins with
	parts int
}

// A page is a part that is HTML.
type page struct {
	header textproto.MIMEHeader
	body   []byte
	whole  bool // the boundary behind it is there
}

// find goes through a part and those in it.
func (f *finder) find(h textproto.MIMEHeader, body []byte, depth int) error {
	kind, params := mediaType(h.Get("Content-Type"))
	if !strings.HasPrefix(kind, "multipart/") {
		if kind == "text/html" || kind == "application/xhtml+xml" {
			f.pages = append(f.pages, &page{h, body, true})
		}
		return nil
	}
	if depth == maxNesting {
		return limit.Exceeded("multiparts within one another", depth+1, maxNesting)
	}
	if f.start == "" {
		f.start = params["start"]
	}
	boundary := params["boundary"]
	if boundary == "" {
		return corrupt("a MIME message that doesn't say where its parts end", nil)
	}
	_, rest, ok := cutLine(body, boundary)
	for ok {
		if bytes.HasPrefix(rest, []byte("--")) {
			return nil
		}
		var content []byte
		if f.parts++; f.parts > maxParts {
			return limit.Exceeded("parts in the message", f.parts, maxParts)
		}
		content, rest, ok = cutLine(rest, boundary)
		h, inner, err := split(bytes.TrimLeft(content, " \t"))
		if err != nil {
			if ok {
				continue // a part without a header holds nothing that is shown
			}
			break
		}
		before := len(f.pages)
		if err := f.find(h, inner, depth+1); err != nil {
			return err
		}
		for _, p := range f.pages[before:] {
			p.whole = p.whole && ok
		}
	}
	return nil
}

// mediaType reads a Content-Type. One that is not quite right, as where a
// parameter stands there twice, is read without the standard library's rigour.
func mediaType(s string) (kind string, params map[string]string) {
	kind, params, err := mime.ParseMediaType(s)
	if err == nil {
		return kind, params
	}
	params = map[string]string{}
	kind, rest, _ := strings.Cut(s, ";")
	for p := range strings.SplitSeq(rest, ";") {
		name, value, _ := strings.Cut(p, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if params[name] == "" {
			params[name] = strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return strings.ToLower(strings.TrimSpace(kind)), params
}

// cutLine cuts at a line that begins with a boundary; after is what stands
// behind the boundary itself.
func cutLine(s []byte, boundary string) (before, after []byte, found bool) {
	mark := []byte("--" + boundary)
	for from := 0; ; {
		i := bytes.Index(s[from:], mark)
		if i < 0 {
			return s, nil, false
		}
		i += from
		end := s[i+len(mark):]
		if (i == 0 || s[i-1] == '\n') && (len(end) == 0 || bytes.IndexByte([]byte("\r\n \t-"), end[0]) >= 0) {
			if !bytes.HasPrefix(end, []byte("--")) {
				if n := bytes.IndexByte(end, '\n'); n >= 0 {
					end = end[n+1:]
				}
			}
			return bytes.TrimSuffix(bytes.TrimSuffix(s[:i], []byte("\n")), []byte("\r")), end, true
		}
		from = i + len(mark)
	}
}

// root returns the page that the message begins with: the one it names, or the
// first. Those behind it are its frames.
func (f *finder) root() *page {
	for _, p := range f.pages {
		if f.start != "" && p.header.Get("Content-Id") == f.start {
			return p
		}
	}
	if len(f.pages) > 0 {
		return f.pages[0]
	}
	return nil
}
