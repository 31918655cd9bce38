package store

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"gongkai/extract/warc"
)

// ImportResult says what came of a web archive.
type ImportResult struct {
	New     int            // records that the archive did not have
	Known   int            // records that it had already
	Skipped map[string]int // records that hold no response of HTTP, by type or scheme
	Faults  []ImportFault
}

// An ImportFault is a record that was not taken over.
type ImportFault struct {
	N   int    // of the record in the file, from 1
	URL string // "" where it is not known
	Err error
}

// Import takes over the responses of a web archive: an export of [Store.Export],
// which comes back as it was, or one of another crawler, whose records are given to
// a source ("" for none). What cannot be taken over is a fault and loses nothing
// else; behind damage in the file itself nothing more is read. The same file again
// adds nothing, and heals bodies that were damaged.
//
// Bodies are synced to disk once, at the end: an import that was cut short by a
// loss of power has to be made again. Nobody may put anything meanwhile.
func (s *Store) Import(r io.Reader, source string) (ImportResult, error) {
	x := &importer{store: s, source: source, bodies: map[string]string{}, res: ImportResult{Skipped: map[string]int{}}}
	if s.lock == nil {
		return x.res, ErrReadOnly
	}
	s.lazy = true
	defer func() { s.lazy = false }()
	err := x.read(r)
	syscall.Sync()
	if e := s.journal.Sync(); err == nil {
		err = e
	}
	return x.res, err
}

type importer struct {
	store   *Store
	source  string
	bodies  map[string]string // SHA-256 by payload digest, as the file writes it
	request asked             // the last one that was no GET
	pending *pending
	res     ImportResult
}

// pending is a response whose metadata may follow.
type pending struct {
	n         int
	id, uri   string
	rec       Record
	body      []byte
	hasBody   bool
	truncated string // why the body is only a beginning
}

// asked is a request record: of POST, the same address is another thing.
type asked struct {
	id, of, uri string
	Request
}

func (x *importer) fault(n int, url string, err error) {
	x.res.Faults = append(x.res.Faults, ImportFault{n, url, err})
}

func (x *importer) read(r io.Reader) error {
	in, err := warc.NewReader(r)
	if err != nil {
		x.fault(1, "", err)
		return nil
	}
	for n := 1; ; n++ {
		rec, err := in.Next()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				x.fault(n, "", fmt.Errorf("the file is damaged here, nothing behind it was read: %w; fetch it again", err))
			}
			return x.flush(nil)
		}
		if err := x.record(rec); err != nil {
			return err
		}
	}
}

func (x *importer) record(r *warc.Record) error {
	uri := r.URL()
	switch kind := r.Type(); kind {
	case "response", "revisit", "resource":
		if err := x.flush(nil); err != nil {
			return err
		}
		scheme, _, _ := strings.Cut(strings.ToLower(uri), ":")
		if scheme != "http" && scheme != "https" {
			x.res.Skipped[kind+" of "+scheme]++
			return nil
		}
		p, err := x.take(r, kind)
		if err != nil {
			x.fault(r.N, uri, err)
			return nil
		}
		x.pending = p
	case "metadata":
		if r.Header.Get("Content-Type") == recordType {
			return x.metadata(r)
		}
		x.res.Skipped[kind]++
	case "request":
		x.ask(r)
	default:
		x.res.Skipped[kind]++
	}
	return nil
}

// take reads a response, a revisit or a resource.
func (x *importer) take(r *warc.Record, kind string) (*pending, error) {
	date, err := time.Parse(time.RFC3339Nano, r.Header.Get("WARC-Date"))
	if err != nil {
		return nil, fmt.Errorf("WARC-Date: %w", err)
	}
	p := &pending{n: r.N, id: r.Header.Get("WARC-Record-ID"), uri: r.URL()}
	address, _, _ := strings.Cut(p.uri, "#")
	if !utf8.ValidString(address) {
		address = targetURI(address)
	}
	p.rec = Record{Kind: Fetch, Source: x.source, Time: date, Request: Get(address)}
	if q := x.request; q.Method != "" && (q.of != "" && q.of == p.id || r.Header.Get("WARC-Concurrent-To") == q.id && q.id != "" || q.of == "" && q.uri == p.uri) {
		p.rec.Method, p.rec.Body = q.Method, q.Request.Body
	}
	if kind != "revisit" {
		p.truncated = r.Truncated()
	}
	block := r.Block
	check := warc.NewCheck(r.Header.Get("WARC-Block-Digest"))
	if check != nil {
		block = io.TeeReader(block, check)
	}
	switch kind {
	case "resource":
		p.rec.ContentType = r.Header.Get("Content-Type")
		err = p.read(block)
	case "response":
		err = p.response(block)
	case "revisit":
		err = x.revisit(p, r, block)
	}
	if err != nil {
		return nil, err
	}
	if check != nil {
		if _, err := io.Copy(io.Discard, block); err != nil {
			return nil, err
		}
		if !check.OK() {
			return nil, errors.New("the record is damaged: its bytes have another digest than it says; fetch it again")
		}
	}
	if digest := r.Header.Get("WARC-Payload-Digest"); digest != "" && p.hasBody {
		x.bodies[digest] = sum(p.body)
	}
	return p, nil
}

func (p *pending) response(block io.Reader) error {
	resp, err := warc.ReadResponse(block)
	if err != nil {
		return err
	}
	p.head(resp)
	return p.read(resp.Body)
}

func (p *pending) head(resp *warc.Response) {
	h := resp.Header
	p.rec.Status, p.rec.ContentType, p.rec.ETag, p.rec.LastModified = resp.Status, valid(h.Get("Content-Type")), valid(h.Get("ETag")), valid(h.Get("Last-Modified"))
	h.Del("Set-Cookie") // of somebody's session
	if len(h) > 0 {
		p.rec.Header = Header(h)
	}
}

func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func (p *pending) read(r io.Reader) error {
	b, err := io.ReadAll(io.LimitReader(r, MaxBody+1))
	if err != nil {
		return fmt.Errorf("the body is damaged: %w; fetch it again", err)
	}
	if len(b) > MaxBody {
		return fmt.Errorf("a body of more than %d bytes", MaxBody)
	}
	p.body, p.hasBody = b, true
	return nil
}

// revisit finds the body that a record only names.
func (x *importer) revisit(p *pending, r *warc.Record, block io.Reader) error {
	if resp, err := warc.ReadResponse(block); err == nil {
		p.head(resp)
	}
	digest := r.Header.Get("WARC-Payload-Digest")
	p.rec.SHA256 = x.bodies[digest]
	if p.rec.SHA256 == "" && digest != "" {
		refers := strings.Trim(r.Header.Get("WARC-Refers-To-Target-URI"), "<>")
		for _, u := range []string{refers, p.uri} {
			if sha := x.store.withDigest(Get(u), digest); sha != "" {
				p.rec.SHA256 = sha
				break
			}
		}
	}
	if strings.HasSuffix(r.Header.Get("WARC-Profile"), "/server-not-modified") || p.rec.Status == http.StatusNotModified {
		p.rec.NotModified = true
		if p.rec.Status == 0 {
			p.rec.Status = http.StatusNotModified
		}
		if last, ok := x.store.Standing(p.rec.Request); ok && p.rec.SHA256 == "" && digest == "" {
			p.rec.SHA256 = last.SHA256
		}
		return nil
	}
	if p.rec.SHA256 == "" {
		return fmt.Errorf("a revisit of a response that is neither in the file nor in the archive (%.80s); import the file that holds it first", digest)
	}
	if p.rec.Status == 0 {
		p.rec.Status = http.StatusOK // what it is the same as was kept as a document
	}
	return nil
}

// withDigest returns the SHA-256 of the body of a request that has a digest of a
// web archive, or "".
func (s *Store) withDigest(r Request, digest string) string {
	versions, _ := s.Versions(r)
	for _, v := range versions {
		c := warc.NewCheck(digest)
		if v.SHA256 == "" || c == nil {
			continue
		}
		body, err := s.Body(v.SHA256)
		if err != nil {
			continue
		}
		if _, _ = c.Write(body); c.OK() {
			return v.SHA256
		}
	}
	return ""
}

// ask reads a request record; only what is no GET matters.
func (x *importer) ask(r *warc.Record) {
	x.res.Skipped["request"]++
	text, err := io.ReadAll(io.LimitReader(r.Block, maxText))
	if err != nil {
		return // the reader tells
	}
	q := asked{id: r.Header.Get("WARC-Record-ID"), of: r.Header.Get("WARC-Concurrent-To"), uri: r.URL()}
	x.request = q
	req, err := http.ReadRequest(bufio.NewReader(strings.NewReader(string(text))))
	if err != nil || req.Method == http.MethodGet {
		return
	}
	body, _ := io.ReadAll(req.Body)
	q.Request = Request{Method: req.Method, Body: valid(string(body))}
	x.request = q
	if p := x.pending; p != nil && q.of != "" && (q.of == p.id) {
		p.rec.Method, p.rec.Body = q.Method, q.Request.Body
	}
}

// metadata reads a record in the journal's words: of the response before it, or of
// what had none.
func (x *importer) metadata(r *warc.Record) error {
	text, err := io.ReadAll(io.LimitReader(r.Block, 4*maxText))
	if err != nil {
		return nil // the reader tells
	}
	var rec Record
	if err := json.Unmarshal(text, &rec); err != nil {
		x.fault(r.N, r.URL(), fmt.Errorf("metadata: %w", err))
		return nil
	}
	of := r.Header.Get("WARC-Concurrent-To")
	if p := x.pending; of != "" && p != nil && of == p.id {
		if rec.Kind != Fetch || targetURI(rec.URL) != p.uri {
			x.fault(r.N, r.URL(), errors.New("metadata of another address than its response"))
			return x.flush(nil)
		}
		return x.flush(&rec)
	}
	if err := x.flush(nil); err != nil {
		return err
	}
	switch {
	case of != "":
		return nil // its response was counted already
	case rec.Kind != Fetch && rec.Kind != RunBegin && rec.Kind != RunEnd:
		x.fault(r.N, r.URL(), fmt.Errorf("metadata of kind %.40q", rec.Kind))
		return nil
	case rec.SHA256 != "":
		x.fault(r.N, r.URL(), errors.New("metadata of a response that is not there"))
		return nil
	}
	return x.add(r.N, rec)
}

// flush keeps the response that waits, with its metadata if it has any.
func (x *importer) flush(meta *Record) error {
	p := x.pending
	x.pending = nil
	if p == nil {
		return nil
	}
	if meta == nil && p.truncated != "" {
		x.fault(p.n, p.uri, fmt.Errorf("the archive kept only the beginning of the response (WARC-Truncated: %.40s); fetch it again", p.truncated))
		return nil
	}
	rec := p.rec
	if p.hasBody {
		rec.SHA256, rec.Bytes = sum(p.body), int64(len(p.body))
	}
	if meta != nil {
		none := meta.SHA256 == "" && len(p.body) == 0
		if meta.SHA256 != rec.SHA256 && !none {
			x.fault(p.n, p.uri, errors.New("its metadata are of another body"))
			return nil
		}
		rec = *meta
	}
	switch {
	case rec.SHA256 == "":
		rec.Bytes = 0
	case p.hasBody:
		if _, err := x.store.keep(p.body); err != nil {
			return err
		}
		rec.Bytes = int64(len(p.body))
	default:
		body, err := x.store.Body(rec.SHA256)
		if err != nil {
			x.fault(p.n, p.uri, err)
			return nil
		}
		rec.Bytes = int64(len(body))
	}
	return x.add(p.n, rec)
}

func (x *importer) add(n int, r Record) error {
	r.Request = r.Request.normal()
	if err := r.check(); err != nil {
		x.fault(n, r.URL, err)
		return nil
	}
	r.Time = r.Time.UTC()
	if x.store.has(r) {
		x.res.Known++
		return nil
	}
	if _, err := x.store.append(r); err != nil {
		return err
	}
	x.res.New++
	return nil
}
