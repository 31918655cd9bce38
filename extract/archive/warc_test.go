package archive

import (
	"bytes"
	"fmt"
	"testing"
)

func record(kind, url, digest, block string) string {
	h := fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-02-01T03:04:05Z\r\n", kind, url)
	if digest != "" {
		h += "WARC-Payload-Digest: " + digest + "\r\n"
	}
	return h + fmt.Sprintf("Content-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
}

func response(headers, body string) string { return "HTTP/1.1 200 OK\r\n" + headers + "\r\n" + body }

func TestWARC(t *testing.T) {
	records := []string{
		record("warcinfo", "", "", "software: x\r\n"),
		record("request", "http://h/1", "", "GET /1 HTTP/1.1\r\n\r\n"),
		record("response", "http://h/1", "sha1:AA", response("Content-Type: text/html; charset=gbk\r\n", "<p>61</p>")),
		record("response", "http://h/2", "", response("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", "9\r\n<p>62</p>\r\n0\r\n\r\n")),
		record("response", "http://h/3", "", response("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", string(gzipped([]byte("<p>63</p>"))))),
		record("response", "http://h/404", "", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\ngone"),
		record("response", "http://h/logo.png", "", response("Content-Type: image/png\r\n", "\x89PNG")),
		record("revisit", "http://h/4", "sha1:AA", ""),
		record("revisit", "http://h/5", "sha1:ZZ", ""),
		record("resource", "http://h/6", "", "plain 66"),
	}
	want := []string{
		"http://h/1@2024-02-01T03:04:05Z=<p>61</p>", "http://h/2@2024-02-01T03:04:05Z=<p>62</p>", "http://h/3@2024-02-01T03:04:05Z=<p>63</p>",
		"http://h/4@2024-02-01T03:04:05Z=<p>61</p>", "http://h/6@2024-02-01T03:04:05Z=plain 66",
	}
	var plain, members bytes.Buffer
	for _, r := range records {
		plain.WriteString(r)
		members.Write(gzipped([]byte(r)))
	}
	same(t, walk(t, "a.warc", plain.Bytes()), want...)
	same(t, walk(t, "a.warc.gz", members.Bytes()), want...)
	same(t, walk(t, "cut.warc", plain.Bytes()[:plain.Len()-5]), append(want[:4:4], "http://h/6@2024-02-01T03:04:05Z!corrupt", "!corrupt")...)
}

func FuzzWalk(f *testing.F) {
	f.Add([]byte(record("response", "http://h/1", "sha1:AA", response("Content-Type: text/html\r\n", "<p>1</p>"))))
	f.Add(zipped(file{"a.html", "1"}))
	f.Add(gzipped(tarred(file{"a.html", "1"})))
	f.Add(rar(file{"a.html", "1"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if Is(data[:min(len(data), HeadSize)]) {
			walk(t, "x", data)
		}
	})
}
