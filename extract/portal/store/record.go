package store

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The kinds of record.
const (
	Fetch    = "fetch"     // a request and what came of it
	RunBegin = "run_begin" // a crawl of a source begins
	RunEnd   = "run_end"   // and has come to its end
)

// A Record is a line of the journal.
type Record struct {
	Kind   string    `json:"kind"` // Fetch where it is put
	Source string    `json:"source,omitempty"`
	Run    string    `json:"run,omitempty"`
	Time   time.Time `json:"time"` // of the request; UTC

	// What was asked for. Role is what the crawl wanted it for, in the crawl's own
	// words: "list", "article", "attachment".
	Request
	Role string `json:"role,omitempty"`

	// What came. SHA256 and Bytes are those of the body, as decoded from the
	// transfer; with NotModified they are those of the body that still stands.
	// SHA256 is "" where no body was kept.
	FinalURL    string   `json:"final_url,omitempty"` // where redirects led, if anywhere
	Redirects   []string `json:"redirects,omitempty"` // the addresses between
	Status      int      `json:"status,omitempty"`    // of HTTP; 0 where no response came
	Header      Header   `json:"header,omitempty"`
	ContentType string   `json:"content_type,omitempty"`
	SHA256      string   `json:"sha256,omitempty"`
	Bytes       int64    `json:"bytes,omitempty"`

	// How it ended: a code of the fetcher or of the crawl, "" where all was well, and
	// a sentence.
	Reason        string `json:"reason,omitempty"`
	Detail        string `json:"detail,omitempty"`
	TLSUnverified bool   `json:"tls_unverified,omitempty"`

	// For the next request on condition.
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	NotModified  bool   `json:"not_modified,omitempty"` // the server said that nothing changed

	// Of RunEnd: what the crawl counted, in its own words.
	Counts map[string]int `json:"counts,omitempty"`
}

// A Request is what one fetch asks for: the same request again is another version
// of the same thing.
type Request struct {
	Method string `json:"method,omitempty"` // "" is GET
	URL    string `json:"url,omitempty"`    // as asked for, without fragment
	Body   string `json:"body,omitempty"`   // of POST: a form, as sent
}

// Get returns the plain request for an address.
func Get(url string) Request { return Request{URL: url} }

// String returns the request for people: the address, behind a method that is not
// GET.
func (r Request) String() string {
	s := r.URL
	if r.Method != "" {
		s = r.Method + " " + s
	}
	if r.Body != "" {
		s += " " + r.Body
	}
	return s
}

// normal leaves one way of writing a request.
func (r Request) normal() Request {
	if r.Method = strings.ToUpper(r.Method); r.Method == http.MethodGet {
		r.Method = ""
	}
	return r
}

// maxText bounds the texts of a record: no line of the journal grows beyond what
// can be read in one piece.
const maxText = 256 << 10

// check refuses what the journal could not give back as it was.
func (r *Record) check() error {
	if r.Kind == Fetch && r.URL == "" {
		return errors.New("a record without an address")
	}
	size := 0
	for _, t := range slices.Concat(r.Redirects, []string{r.Source, r.Run, r.Role, r.Method, r.URL, r.Body, r.FinalURL, r.ContentType, r.Reason, r.Detail, r.ETag, r.LastModified}) {
		if !utf8.ValidString(t) {
			return fmt.Errorf("%.200q is not UTF-8; escape it, so that it can be kept as it is", t)
		}
		size += len(t)
	}
	for k, values := range r.Header {
		if !utf8.ValidString(k) {
			return fmt.Errorf("header %.200q is not UTF-8", k)
		}
		for _, v := range values {
			size += len(k) + len(v)
		}
	}
	if size > maxText {
		return fmt.Errorf("a record of %d bytes of text, at most %d are kept", size, maxText)
	}
	if _, err := r.Time.MarshalJSON(); err != nil {
		return err
	}
	return nil
}

// Header is what was kept of a response's header. Servers send file names in GBK:
// a value that is not UTF-8 stands in the journal as "base64:" and its bytes.
type Header http.Header

const packed = "base64:"

// MarshalJSON writes the values so that each byte comes back.
func (h Header) MarshalJSON() ([]byte, error) {
	out := make(map[string][]string, len(h))
	for k, values := range h {
		list := make([]string, len(values))
		for i, v := range values {
			if !utf8.ValidString(v) || strings.HasPrefix(v, packed) {
				v = packed + base64.StdEncoding.EncodeToString([]byte(v))
			}
			list[i] = v
		}
		out[k] = list
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (h *Header) UnmarshalJSON(b []byte) error {
	var m map[string][]string
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	for k, values := range m {
		for i, v := range values {
			code, ok := strings.CutPrefix(v, packed)
			if !ok {
				continue
			}
			raw, err := base64.StdEncoding.DecodeString(code)
			if err != nil {
				return fmt.Errorf("header %s: %w", k, err)
			}
			values[i] = string(raw)
		}
	}
	*h = m
	return nil
}
