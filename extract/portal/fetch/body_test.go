package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// packed returns data in an encoding.
func packed(name string, data []byte) []byte {
	var b bytes.Buffer
	var w io.WriteCloser
	switch name {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, _ = flate.NewWriter(&b, 9)
	case "br":
		w = brotli.NewWriter(&b)
	}
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func TestBodies(t *testing.T) {
	page := []byte(strings.Repeat("<td>收到申请</td>", 50))
	zeros := make([]byte, 20<<20)
	gz := packed("gzip", page)
	big := bytes.Repeat([]byte("0123456789abcdef"), 100) // 1,600 bytes
	cases := map[string]struct {
		encoding string
		send     []byte
		want     []byte
		reason   Reason
	}{
		"plain":               {"", page, page, ""},
		"empty":               {"", nil, nil, ""},
		"empty, gzip":         {"gzip", nil, nil, ""},
		"gzip":                {"gzip", gz, page, ""},
		"x-gzip":              {"x-gzip", gz, page, ""},
		"gzip, two members":   {"gzip", append(bytes.Clone(gz), gz...), append(bytes.Clone(page), page...), ""},
		"gzip, line end":      {"gzip", append(bytes.Clone(gz), "\r\n\r\n"...), page, ""},
		"deflate":             {"deflate", packed("zlib", page), page, ""},
		"deflate, bare":       {"deflate", packed("flate", page), page, ""},
		"br":                  {"br", packed("br", page), page, ""},
		"gzip in br":          {"gzip, br", packed("br", gz), page, ""},
		"charset as encoding": {"UTF-8", page, page, ""},
		"gzip, cut":           {"gzip", gz[:len(gz)-9], nil, Truncated},
		"gzip, in its header": {"gzip", gz[:7], nil, Truncated},
		"gzip, damaged":       {"gzip", append(bytes.Clone(gz[:len(gz)-8]), 1, 2, 3, 4, 5, 6, 7, 8), nil, Truncated},
		"deflate, cut":        {"deflate", packed("flate", page)[:20], nil, Truncated},
		"br, cut":             {"br", packed("br", page)[:20], nil, Truncated},
		"not gzip at all":     {"gzip", page, nil, BadEncoding},
		"unknown":             {"zstd", page, nil, BadEncoding},
		"three on top":        {"gzip, gzip, gzip", page, nil, BadEncoding},
		"bomb":                {"gzip", packed("gzip", zeros), nil, DecompressionBomb},
		"bomb, deflate":       {"deflate", packed("zlib", zeros), nil, DecompressionBomb},
		"bomb, br":            {"br", packed("br", zeros), nil, DecompressionBomb},
		"bomb in a bomb":      {"gzip, gzip", packed("gzip", packed("gzip", zeros)), nil, DecompressionBomb},
		"at the limit":        {"", big[:1500], big[:1500], ""},
		"one past it":         {"", big[:1501], nil, TooLarge},
		"unpacked at limit":   {"gzip", packed("gzip", big[:1500]), big[:1500], ""},
		"unpacked past it":    {"gzip", packed("gzip", big[:1501]), nil, TooLarge},
	}
	for name, tc := range cases {
		for _, chunked := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, chunked %v", name, chunked), func(t *testing.T) {
				p := Policy{}
				if strings.Contains(name, "limit") || strings.Contains(name, "past") {
					p.MaxBody, p.MaxDecoded = 1500, 1500
				}
				bubble(t, p, noRobots(func(w http.ResponseWriter, r *http.Request) {
					if tc.encoding != "" {
						w.Header().Set("Content-Encoding", tc.encoding)
					}
					w.Header().Set("Content-Type", "text/html")
					if !chunked {
						w.Header().Set("Content-Length", fmt.Sprint(len(tc.send)))
					}
					w.Write(tc.send)
					w.(http.Flusher).Flush()
				}), func(t *testing.T, c *Client) {
					resp, e := get(c, "/")
					if reason(e) != tc.reason {
						t.Fatalf("%v, want %q", e, tc.reason)
					}
					if e == nil && !bytes.Equal(resp.Body, tc.want) {
						t.Errorf("%d bytes, want %d", len(resp.Body), len(tc.want))
					}
					if e != nil && e.Status != 200 {
						t.Errorf("status %d", e.Status)
					}
					if tries := c.Stats().Requests - 1; tc.reason == Truncated && tries != 4 || tc.reason != Truncated && tries != 1 {
						t.Errorf("%d tries", tries)
					}
				})
			})
		}
	}
}

// TestBounds holds limits against servers that never end.
func TestBounds(t *testing.T) {
	for name, tc := range map[string]struct {
		h    http.HandlerFunc
		want Reason
	}{
		"endless body": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		}, TooLarge},
		"30 MB announced": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "31457280")
			w.Write(make([]byte, 100))
		}, TooLarge},
		"drip": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				io.WriteString(w, ".")
				w.(http.Flusher).Flush()
				time.Sleep(9 * time.Second)
			}
		}, Timeout},
		"drip of an error page": {func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			for r.Context().Err() == nil {
				io.WriteString(w, ".")
				w.(http.Flusher).Flush()
				time.Sleep(9 * time.Second)
			}
		}, HTTP404},
		"no answer": {func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, Timeout},
		"headers": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Long", strings.Repeat("x", 70<<10))
		}, HeadersTooLarge},
		"many headers": {func(w http.ResponseWriter, r *http.Request) {
			for i := range 5000 {
				w.Header().Set(fmt.Sprint("X-", i), "0123456789")
			}
		}, HeadersTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, Policy{MaxBody: 20 << 20, Timeout: time.Minute}, noRobots(tc.h), func(t *testing.T, c *Client) {
				begin := time.Now()
				if _, e := get(c, "/"); reason(e) != tc.want {
					t.Errorf("%v, want %s", e, tc.want)
				}
				if took := time.Since(begin); took > 10*time.Minute {
					t.Errorf("took %s", took)
				}
			})
		})
	}
}
