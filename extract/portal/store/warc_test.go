package store

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"gongkai"
	"gongkai/extract/archive"
	"gongkai/extract/warc"
)

func export(t *testing.T, s *Store, sel Selection) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := s.Export(&b, sel); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func imported(t *testing.T, s *Store, data []byte, source string) ImportResult {
	t.Helper()
	res, err := s.Import(bytes.NewReader(data), source)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// drawn fills an archive with whatever a crawl can bring.
func drawn(t *testing.T, s *Store, r *rand.Rand) {
	t.Helper()
	var runs []Run
	for i := range 60 {
		if i%20 == 0 {
			run, err := s.Begin(fmt.Sprint("source ", r.IntN(3)), day.Add(time.Duration(i)*time.Hour))
			if err != nil {
				t.Fatal(err)
			}
			runs = append(runs, run)
		}
		run := runs[r.IntN(len(runs))]
		rec := Record{Time: day.Add(time.Duration(i)*time.Minute + time.Duration(r.IntN(1e9))), Request: Get(fmt.Sprintf("http://h/%d?年=a b<%d>", r.IntN(15), r.IntN(2))), Role: "article"}
		var body []byte
		if r.IntN(8) > 0 {
			body = bytes.Repeat([]byte{byte('a' + r.IntN(4)), 0xB9, '\r', '\n'}, r.IntN(2000)*r.IntN(2))
		}
		switch r.IntN(9) {
		case 0:
			rec.Reason, rec.Detail, body = "timeout", "no answer\nin time", nil
		case 1:
			rec.Status, rec.Reason = 404, "http_404"
		case 2:
			rec.Status, rec.NotModified, body = 304, true, nil
		case 3:
			rec.Status, rec.Reason = 200, "truncated"
		case 4:
			rec.Request = Request{Method: "POST", URL: rec.URL, Body: fmt.Sprint("page=", r.IntN(3))}
			rec.Status = 200
		case 5: // what another program put here: no HTTP
		default:
			rec.Status = 200
			rec.Header = Header{"Content-Type": {"text/html; charset=gbk"}, "Content-Encoding": {"gzip"}, "Content-Length": {"3"}, "Transfer-Encoding": {"chunked"},
				"Content-Disposition": {"filename=\xc4\xea\xb1\xa8"}, "X": {"a\r\nB: c", ""}}
			rec.FinalURL, rec.Redirects, rec.TLSUnverified, rec.ETag = "http://h/to", []string{"http://h/by"}, true, `"x"`
		}
		if _, err := run.Put(rec, body); err != nil {
			t.Fatal(err)
		}
	}
	if err := runs[0].End(day, map[string]int{"reports": 3}); err != nil {
		t.Fatal(err)
	}
}

// TestRoundTrip writes archives as WARC and reads them back: the same records, the
// same bodies, and of a second import nothing.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(12) {
		s := open(t, t.TempDir())
		drawn(t, s, rand.New(rand.NewPCG(seed, 1)))
		data := export(t, s, Selection{})
		if !bytes.Equal(data, export(t, s, Selection{})) {
			t.Error("two exports differ")
		}
		back := open(t, t.TempDir())
		res := imported(t, back, data, "other")
		if len(res.Faults) > 0 || res.Known > 0 {
			t.Fatalf("seed %d: %+v", seed, res)
		}
		want := all(t, s)
		if diff := cmp.Diff(want, all(t, back)); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
		faults, _, err := back.Verify()
		if err != nil || len(faults) > 0 {
			t.Fatalf("seed %d: %v %v", seed, faults, err)
		}
		if !bytes.Equal(data, export(t, back, Selection{})) {
			t.Errorf("seed %d: exported again, it differs", seed)
		}
		if res := imported(t, back, data, ""); res.New > 0 || res.Known != len(want) || len(all(t, back)) != len(want) {
			t.Errorf("seed %d: a second import: %+v", seed, res)
		}
		for _, sel := range []Selection{{Source: "source 1"}, {Since: day.Add(30 * time.Minute)}, {Source: "source 0", Since: day.Add(20 * time.Minute)}} {
			some := open(t, t.TempDir())
			if res := imported(t, some, export(t, s, sel), ""); len(res.Faults) > 0 {
				t.Errorf("seed %d, %+v: %+v", seed, sel, res)
			}
			kept := map[string]bool{}
			for _, r := range all(t, some) {
				kept[fmt.Sprint(r)] = true
			}
			for _, r := range want {
				if sel.holds(r) && !kept[fmt.Sprint(r)] {
					t.Errorf("seed %d, %+v: %+v is missing", seed, sel, r)
				}
			}
		}
	}
}

// TestExportIngested reads an export as any web archive is read: each document of
// each address once, in the order in which they came.
func TestExportIngested(t *testing.T) {
	s := open(t, t.TempDir())
	html := func(url string, after time.Duration) Record {
		r := got(url)
		r.Time = day.Add(after)
		return r
	}
	put(t, s, html("http://h/1", 0), "<p>61</p>")
	put(t, s, html("http://h/2", 1), "<p>62</p>")
	put(t, s, html("http://h/1", 2), "<p>61</p>") // fetched again
	still := html("http://h/2", 3)
	still.Status, still.NotModified = 304, true
	put(t, s, still, "")
	put(t, s, html("http://h/mirror", 4), "<p>61</p>")
	put(t, s, html("http://h/2", 5), "<p>63</p>") // restated
	gone := html("http://h/gone", 6)
	gone.Status, gone.Reason = 404, "http_404"
	put(t, s, gone, "<p>404</p>")
	part := html("http://h/part", 7)
	part.Reason = "truncated"
	put(t, s, part, "<p>6")
	big := strings.Repeat("<p>7</p>", 200_000)
	put(t, s, html("http://h/big", 8), big)
	put(t, s, html("http://h/big", 9), big)
	put(t, s, Record{Request: Get("http://h/none"), Time: day, Reason: "timeout"}, "")

	file := filepath.Join(t.TempDir(), "x.warc.gz")
	if err := os.WriteFile(file, export(t, s, Selection{}), 0o600); err != nil {
		t.Fatal(err)
	}
	var docs []string
	err := archive.Walk(file, func(src gongkai.Source, data []byte, err error) error {
		if err != nil {
			docs = append(docs, src.URL+" refused")
		} else {
			docs = append(docs, fmt.Sprintf("%s %.9s %d", src.URL, data, len(data)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"http://h/1 <p>61</p> 9", "http://h/2 <p>62</p> 9", "http://h/mirror <p>61</p> 9", "http://h/2 <p>63</p> 9", "http://h/part refused", "http://h/big <p>7</p>< 1600000"}
	if diff := cmp.Diff(want, docs); diff != "" {
		t.Error(diff)
	}
}

func warcRecord(kind, url, more, block string) string {
	h := fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-02-01T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:%s>\r\n%s", kind, url, kind+url, more)
	return h + fmt.Sprintf("Content-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, s)
	_ = z.Close()
	return b.String()
}

// TestImportForeign reads what other crawlers write.
func TestImportForeign(t *testing.T) {
	ok := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	records := []string{
		warcRecord("warcinfo", "", "", "software: x\r\n"),
		warcRecord("response", "dns:h", "", "20240201 10.0.0.1"),
		warcRecord("response", "http://h/plain", "WARC-Payload-Digest: "+warc.Digest([]byte("one"))+"\r\n", ok+"ETag: \"7\"\r\nSet-Cookie: s=1\r\nX-Name: \xc4\xea\r\nContent-Length: 3\r\n\r\none"),
		warcRecord("response", "<http://h/chunked#top>", "", ok+"Transfer-Encoding: chunked\r\n\r\n4\r\ntwo.\r\n0\r\n\r\n"),
		warcRecord("response", "http://h/dechunked", "", ok+"Transfer-Encoding: chunked\r\n\r\n<p>three"),
		warcRecord("response", "http://h/gzip", "", ok+"Content-Encoding: gzip\r\n\r\n"+zipped("four")),
		warcRecord("response", "http://h/gunzipped", "", ok+"Content-Encoding: gzip\r\nContent-Length: 900\r\n\r\n<p>five"),
		warcRecord("response", "http://h/longer", "", ok+"Content-Length: 2\r\n\r\nsix"),
		warcRecord("response", "http://h/shorter", "", ok+"Content-Length: 20\r\n\r\nseven"),
		warcRecord("response", "http://h/cut", "WARC-Truncated: length\r\n", ok+"\r\neight"),
		warcRecord("response", "http://h/flipped", "WARC-Block-Digest: "+warc.Digest([]byte("other"))+"\r\n", ok+"\r\nnine"),
		warcRecord("response", "http://h/brotli", "", ok+"Content-Encoding: br\r\n\r\nxx"),
		warcRecord("response", "http://h/nothttp", "", "hello"),
		warcRecord("request", "http://h/form", "", "POST /form HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\npage=2"),
		warcRecord("response", "http://h/form", "", ok+"\r\nten"),
		warcRecord("request", "http://h/form", "", "GET /form HTTP/1.1\r\nHost: h\r\n\r\n"),
		warcRecord("response", "http://h/form", "", ok+"\r\neleven"),
		warcRecord("revisit", "http://h/mirror", "WARC-Profile: "+profileSame+"\r\nWARC-Payload-Digest: "+warc.Digest([]byte("one"))+"\r\n", ok+"\r\n"),
		warcRecord("revisit", "http://h/lost", "WARC-Profile: "+profileSame+"\r\nWARC-Payload-Digest: "+warc.Digest([]byte("lost"))+"\r\n", ok+"\r\n"),
		warcRecord("revisit", "http://h/plain", "WARC-Profile: "+profileStill+"\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n"),
		warcRecord("resource", "http://h/resource", "Content-Type: text/plain\r\n", "twelve"),
		warcRecord("response", "http://h/404", "", "HTTP/1.0 404 Not Found\r\n\r\ngone"),
		warcRecord("response", "ftp://h/x", "", "thirteen"),
		warcRecord("metadata", "http://h/404", "", "x: y"),
		warcRecord("conversion", "http://h/x", "", "text"),
		warcRecord("response", "http://h/time", "WARC-Date: yesterday\r\n", ok+"\r\nx"),
	}
	records[len(records)-1] = strings.Replace(records[len(records)-1], "WARC-Date: 2024-02-01T03:04:05Z\r\n", "", 1)
	var plain, members strings.Builder
	for _, r := range records {
		plain.WriteString(r)
		members.WriteString(zipped(r))
	}
	for name, data := range map[string]string{"plain": plain.String(), "members": members.String(), "one member": zipped(plain.String())} {
		s := open(t, t.TempDir())
		res := imported(t, s, []byte(data), "cc")
		var have []string
		for _, r := range all(t, s) {
			body := "-"
			if r.SHA256 != "" {
				b, err := s.Body(r.SHA256)
				if err != nil {
					t.Fatal(err)
				}
				body = string(b)
			}
			have = append(have, fmt.Sprintf("%d %s=%s", r.Status, r.Request, body))
			if r.Source != "cc" || r.Header["Set-Cookie"] != nil {
				t.Errorf("%+v", r)
			}
		}
		want := []string{"200 http://h/plain=one", "200 http://h/chunked=two.", "200 http://h/dechunked=<p>three", "200 http://h/gzip=four", "200 http://h/gunzipped=<p>five", "200 http://h/longer=six",
			"200 POST http://h/form page=2=ten", "200 http://h/form=eleven", "200 http://h/mirror=one", "304 http://h/plain=one", "0 http://h/resource=twelve", "404 http://h/404=gone"}
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		var faults []string
		for _, f := range res.Faults {
			faults = append(faults, fmt.Sprint(f.N, " ", f.URL))
			if f.Err == nil {
				t.Errorf("%+v", f)
			}
		}
		wantFaults := []string{"9 http://h/shorter", "10 http://h/cut", "11 http://h/flipped", "12 http://h/brotli", "13 http://h/nothttp", "19 http://h/lost", "26 http://h/time"}
		if diff := cmp.Diff(wantFaults, faults); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		wantSkipped := map[string]int{"warcinfo": 1, "response of dns": 1, "response of ftp": 1, "request": 2, "metadata": 1, "conversion": 1}
		if diff := cmp.Diff(wantSkipped, res.Skipped); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if r, ok := s.Standing(Get("http://h/plain")); !ok || !r.NotModified || r.SHA256 != sum([]byte("one")) {
			t.Errorf("%s: standing %+v", name, r)
		}
		if r, _ := s.Versions(Get("http://h/plain")); r[0].ETag != `"7"` || r[0].Header["X-Name"][0] != "\xc4\xea" {
			t.Errorf("%s: header %q", name, r[0].Header)
		}
	}
}

// TestImportDamaged cuts and flips an export anywhere: what comes of it is what was
// exported or a fault, never another body.
func TestImportDamaged(t *testing.T) {
	s := open(t, t.TempDir())
	for i := range 6 {
		put(t, s, got(fmt.Sprintf("http://h/%d", i)), strings.Repeat(fmt.Sprint(i, " "), 300))
	}
	whole := map[string]bool{}
	for _, r := range all(t, s) {
		whole[r.URL+r.SHA256] = true
	}
	data := export(t, s, Selection{})
	r := rand.New(rand.NewPCG(1, 2))
	dir := t.TempDir()
	for i := range 120 {
		bad := bytes.Clone(data)
		if at := r.IntN(len(bad)); i%2 == 0 {
			bad = bad[:at]
		} else {
			bad[at] ^= byte(1 + r.IntN(255))
		}
		back := open(t, filepath.Join(dir, fmt.Sprint(i)))
		res := imported(t, back, bad, "")
		list := all(t, back)
		for _, rec := range list {
			if !whole[rec.URL+rec.SHA256] {
				t.Errorf("%d: %+v was never exported", i, rec)
			}
		}
		if i%2 == 1 && len(list) < 6 && len(res.Faults) == 0 {
			t.Errorf("%d: %d of 6 records, and no fault", i, len(list))
		}
		back.Close()
	}
}
