package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
)

var day = time.Date(2024, 2, 1, 3, 4, 5, 600, time.UTC)

// TestWriteRead writes records and reads them back, from the start and from any
// gzip member.
func TestWriteRead(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	var starts []int
	var ids []string
	blocks := []string{"", "one", strings.Repeat("\x00\r\n\r\nWARC/1.1\r\n", 20_000)}
	for i, block := range blocks {
		starts = append(starts, b.Len())
		id, err := w.Write("resource", day, []Field{{"WARC-Target-URI", fmt.Sprint("http://h/", i)}, {"X-Empty", ""}}, []byte(block))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	for from, at := range starts {
		r, err := NewReader(bytes.NewReader(b.Bytes()[at:]))
		if err != nil {
			t.Fatal(err)
		}
		for i := from; ; i++ {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				if i != len(blocks) {
					t.Errorf("from %d: ends at %d", from, i)
				}
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			block, err := io.ReadAll(rec.Block)
			check := NewCheck(rec.Header.Get("WARC-Block-Digest"))
			_, _ = check.Write(block)
			if err != nil || string(block) != blocks[i] || rec.URL() != fmt.Sprint("http://h/", i) || rec.Header.Get("WARC-Record-ID") != ids[i] ||
				rec.Header.Get("WARC-Date") != "2024-02-01T03:04:05.0000006Z" || rec.Type() != "resource" || !check.OK() || len(rec.Header["X-Empty"]) > 0 {
				t.Errorf("record %d: %v %v, %d bytes", i, rec.Header, err, len(block))
			}
		}
	}
	if ids[0] == ids[1] || len(ids[0]) != len("<urn:uuid:00000000-0000-0000-0000-000000000000>") {
		t.Errorf("ids %q", ids)
	}
	if _, err := w.Write("resource", day, []Field{{"WARC-Target-URI", "http://h/\r\nX: y"}}, nil); err == nil {
		t.Error("a line break got into a header")
	}
}

func TestDigest(t *testing.T) {
	// The digests of the empty text, as the algorithms' standards give them.
	for _, d := range []string{
		Digest(nil), "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "SHA-1:da39a3ee5e6b4b0d3255bfef95601890afd80709", "md5:d41d8cd98f00b204e9800998ecf8427e",
		"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====",
	} {
		c := NewCheck(d)
		if c == nil || !c.OK() {
			t.Errorf("%s", d)
			continue
		}
		if _, _ = c.Write([]byte("x")); c.OK() {
			t.Errorf("%s fits another text", d)
		}
	}
	for _, d := range []string{"", "sha1:", "sha1:AA", "crc:00", "sha1"} {
		if NewCheck(d) != nil {
			t.Errorf("%q is a digest", d)
		}
	}
}

// TestReadBounds holds that no header takes more memory than its limit.
func TestReadBounds(t *testing.T) {
	for name, text := range map[string]string{
		"no record":       "hello\r\n",
		"blank lines":     strings.Repeat("\n", 100) + "x",
		"long version":    strings.Repeat("x", 1<<20),
		"long line":       "WARC/1.0\r\nX: " + strings.Repeat("x", maxLine+1) + "\r\n\r\n",
		"many lines":      "WARC/1.0\r\n" + strings.Repeat("X: y\r\n", maxHeader+1) + "\r\n",
		"no end":          "WARC/1.0\r\nContent-Length: 3\r\n",
		"no length":       "WARC/1.0\r\n\r\n",
		"negative length": "WARC/1.0\r\nContent-Length: -3\r\n\r\n",
		"huge length":     "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
	} {
		r, err := NewReader(strings.NewReader(text))
		if err == nil {
			_, err = r.Next()
		}
		if err == nil || errors.Is(err, io.EOF) || !strings.Contains(err.Error(), "record 1") {
			t.Errorf("%s: %v", name, err)
		}
	}
	r, err := NewReader(strings.NewReader("WARC/1.0\r\nContent-Length: 9\r\n\r\nabc"))
	if err != nil {
		t.Fatal(err)
	}
	rec, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(rec.Block); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a block that is cut short: %q %v", b, err)
	}
	if _, err := r.Next(); err == nil || !strings.Contains(err.Error(), "record 1 is cut short") {
		t.Errorf("behind it: %v", err)
	}
}

func TestResponse(t *testing.T) {
	var z bytes.Buffer
	g := gzip.NewWriter(&z)
	_, _ = g.Write([]byte("text"))
	_ = g.Close()
	for name, c := range map[string]struct{ in, want string }{
		"plain":              {"HTTP/1.1 200 OK\r\nA: b\r\n\r\ntext", "text"},
		"no reason":          {"HTTP/2 200\nA: b\n\ntext", "text"},
		"folded":             {"HTTP/1.1 200 OK\r\nContent-Encoding:\r\n identity\r\n\r\ntext", "text"},
		"no field":           {"HTTP/1.1 200 OK\r\n<!-- x -->\r\n: y\r\n\r\ntext", "text"},
		"chunks":             {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nte\r\n2\r\nxt\r\n0\r\n\r\n", "text"},
		"chunks, gzip":       {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", z.Len(), z.String()), "text"},
		"chunk cut":          {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nte", "!"},
		"gzip cut":           {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + z.String()[:z.Len()-3], "!"},
		"deflate, no frame":  {"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n\x2b\x49\xad\x28\x01\x00", "text"},
		"unknown encoding":   {"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\ntext", "!"},
		"shorter":            {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ntext", "!"},
		"longer":             {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntext", "text"},
		"empty":              {"", "!"},
		"no status":          {"HTTP/1.1 OK\r\n\r\n", "!"},
		"header without end": {"HTTP/1.1 200 OK\r\nA: b\r\n", "!"},
	} {
		r, err := ReadResponse(strings.NewReader(c.in))
		got := "!"
		if err == nil {
			if b, err := io.ReadAll(r.Body); err == nil {
				got = string(b)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q (%v)", name, got, c.want, err)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 24\r\n\r\nHTTP/1.1 200 OK\r\n\r\ntext.\r\n\r\n"))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nte\r\n0\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := NewReader(bytes.NewReader(b))
		if err != nil {
			return
		}
		for {
			rec, err := r.Next()
			if err != nil {
				return
			}
			if resp, err := ReadResponse(rec.Block); err == nil {
				_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<20))
			}
		}
	})
}
