package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai"
	"gongkai/extract/warc"
)

// recordType is the media type of a metadata record that holds a [Record].
const recordType = "application/vnd.gongkai.record+json"

const (
	profileSame  = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	profileStill = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// A Selection says what is exported; the zero one is everything.
type Selection struct {
	Source string    // only this source
	Since  time.Time // only what was fetched at or after this time
}

func (sel Selection) holds(r Record) bool {
	return (sel.Source == "" || r.Source == sel.Source) && !r.Time.Before(sel.Since)
}

// Export writes the archive as WARC/1.1, each record a gzip member, and returns how
// many records of the journal it holds. A fetch becomes a response and a metadata
// record with the journal's own words, so that an import loses nothing. A body is
// written once: after that the response is a revisit of the first one. What a
// revisit needs is written too, selected or not. The same archive gives the same
// bytes.
func (s *Store) Export(w io.Writer, sel Selection) (int, error) {
	x := &exporter{store: s, w: warc.NewWriter(w), first: map[string]origin{}}
	s.mu.RLock()
	var last int64
	for _, l := range s.lines {
		last = max(last, l.time)
	}
	s.mu.RUnlock()
	info := "software: gongkai/" + gongkai.Version + "\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
	if _, err := x.w.Write("warcinfo", time.Unix(0, last), []warc.Field{{Name: "Content-Type", Value: "application/warc-fields"}}, []byte(info)); err != nil {
		return 0, err
	}
	for r, err := range s.Records() {
		if err != nil {
			return x.n, err
		}
		if !sel.holds(r) {
			continue
		}
		if err := x.record(r); err != nil {
			return x.n, err
		}
	}
	return x.n, nil
}

type exporter struct {
	store *Store
	w     *warc.Writer
	first map[string]origin // by SHA-256 of the body
	n     int
}

// origin is the response that holds a body.
type origin struct {
	id, uri, date, digest string
}

func (x *exporter) record(r Record) error {
	x.n++
	if r.Kind != Fetch {
		return x.metadata(r, "urn:gongkai:"+r.Kind+":"+url.PathEscape(r.Source)+":"+url.PathEscape(r.Run), "")
	}
	if _, written := x.first[r.SHA256]; r.NotModified && r.SHA256 != "" && !written {
		if err := x.standing(r); err != nil {
			return err
		}
	}
	uri := targetURI(r.URL)
	id, err := x.response(r, uri)
	if err != nil {
		return fmt.Errorf("%s: %w", r.Request, err)
	}
	return x.metadata(r, uri, id)
}

// standing writes the record whose body still stands, which was not selected.
func (x *exporter) standing(r Record) error {
	versions, err := x.store.Versions(r.Request)
	if err != nil {
		return err
	}
	for _, v := range versions {
		if v.SHA256 == r.SHA256 && !v.NotModified {
			return x.record(v)
		}
	}
	return nil
}

// response writes what came over the wire and returns the record's id; "" where
// nothing came.
func (x *exporter) response(r Record, uri string) (string, error) {
	fields := []warc.Field{{Name: "WARC-Target-URI", Value: uri}}
	from, again := x.first[r.SHA256]
	switch {
	case r.NotModified, again && r.SHA256 != "" && r.Status != 0:
		profile := profileSame
		if r.NotModified {
			profile = profileStill
		}
		fields = append(fields, warc.Field{Name: "WARC-Profile", Value: profile})
		if r.SHA256 != "" && again {
			fields = append(fields, warc.Field{Name: "WARC-Refers-To", Value: from.id}, warc.Field{Name: "WARC-Refers-To-Target-URI", Value: from.uri},
				warc.Field{Name: "WARC-Refers-To-Date", Value: from.date}, warc.Field{Name: "WARC-Payload-Digest", Value: from.digest})
		}
		fields = append(fields, warc.Field{Name: "Content-Type", Value: "application/http; msgtype=response"})
		return x.w.Write("revisit", r.Time, fields, head(r))
	case r.Status == 0 && r.SHA256 == "":
		return "", nil
	}
	var body []byte
	var err error
	if r.SHA256 != "" {
		if body, err = x.store.Body(r.SHA256); err != nil {
			return "", err
		}
		fields = append(fields, warc.Field{Name: "WARC-Payload-Digest", Value: warc.Digest(body)})
	}
	fields = append(fields, warc.Field{Name: "WARC-Truncated", Value: cut[r.Reason]})
	kind, media, block := "response", "application/http; msgtype=response", append(head(r), body...)
	if r.Status == 0 {
		kind, media, block = "resource", plainValue(r.ContentType), body
	}
	id, err := x.w.Write(kind, r.Time, append(fields, warc.Field{Name: "Content-Type", Value: media}), block)
	if r.SHA256 != "" && !again && cut[r.Reason] == "" {
		x.first[r.SHA256] = origin{id, uri, r.Time.UTC().Format(time.RFC3339Nano), warc.Digest(body)}
	}
	return id, err
}

// cut holds what a web archive says of a body that was cut short, by the reason
// that a fetch gives.
var cut = map[string]string{"truncated": "disconnect", "connection": "disconnect", "timeout": "time", "too_large": "length"}

// metadata writes the record in the journal's words.
func (x *exporter) metadata(r Record, uri, of string) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return err
	}
	_, err := x.w.Write("metadata", r.Time, []warc.Field{
		{Name: "WARC-Target-URI", Value: uri}, {Name: "WARC-Concurrent-To", Value: of}, {Name: "Content-Type", Value: recordType},
	}, b.Bytes())
	return err
}

// head makes the head of the HTTP response. The body is stored as decoded, so what
// the header said of its transfer stands under another name.
func head(r Record) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %03d %s\r\n", r.Status, http.StatusText(r.Status))
	typed := false
	for _, k := range slices.Sorted(maps.Keys(r.Header)) {
		if k == "" || strings.ContainsFunc(k, func(c rune) bool { return c <= ' ' || c >= 0x7F || c == ':' }) {
			continue
		}
		name := k
		switch http.CanonicalHeaderKey(k) {
		case "Content-Length", "Transfer-Encoding", "Content-Encoding":
			name = "X-Crawl-" + k
		case "Content-Type":
			typed = true
		}
		for _, v := range r.Header[k] {
			if v = plainValue(v); v != "" {
				fmt.Fprintf(&b, "%s: %s\r\n", name, v)
			}
		}
	}
	if v := plainValue(r.ContentType); v != "" && !typed {
		fmt.Fprintf(&b, "Content-Type: %s\r\n", v)
	}
	if !r.NotModified {
		b.WriteString("Content-Length: " + strconv.FormatInt(r.Bytes, 10) + "\r\n")
	}
	b.WriteString("\r\n")
	return b.Bytes()
}

// plainValue leaves out what would end a header line.
func plainValue(v string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7F {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(v, "?")))
}

// targetURI escapes what cannot stand in a header line.
func targetURI(u string) string {
	var b strings.Builder
	for i := 0; i < len(u); i++ {
		c := u[i]
		if c <= ' ' || c == 0x7F || c == '<' || c == '>' || c >= 0x80 && !utf8.ValidString(u) {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
