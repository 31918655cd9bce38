package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"encoding/binary"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai"
	"gongkai/extract/limit"
)

// walk writes data to a file and lists what Walk hands out: "path=bytes", or
// "path!reason".
func walk(t *testing.T, name string, data []byte) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return list(t, file)
}

func list(t *testing.T, file string) []string {
	t.Helper()
	var out []string
	err := Walk(file, func(src gongkai.Source, data []byte, err error) error {
		p := strings.TrimPrefix(strings.TrimPrefix(src.Path, file), "!")
		if src.URL != "" {
			p = src.URL + "@" + src.FetchedAt
		}
		var r *gongkai.ReadError
		switch {
		case errors.As(err, &r):
			out = append(out, p+"!"+string(r.Reason))
		case err != nil:
			t.Errorf("%s: undeclared error %v", src.Path, err)
		default:
			out = append(out, p+"="+string(data))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

type file struct{ name, data string }

func zipped(files ...file) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		h.NonUTF8 = strings.ContainsFunc(f.name, func(r rune) bool { return r == 0xFFFD })
		w, _ := z.CreateHeader(h)
		_, _ = w.Write([]byte(f.data))
	}
	_ = z.Close()
	return b.Bytes()
}

func tarred(files ...file) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		_ = w.WriteHeader(&tar.Header{Name: f.name, Mode: 0o600, Size: int64(len(f.data)), Typeflag: tar.TypeReg})
		_, _ = w.Write([]byte(f.data))
	}
	_ = w.WriteHeader(&tar.Header{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink})
	_ = w.Close()
	return b.Bytes()
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

func TestZip(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String("年报/水务局.html")
	same(t, walk(t, "a.zip", zipped(file{gbk, "<p>11</p>"}, file{"二.html", "<p>12</p>"}, file{"dir/", ""}, file{"__MACOSX/x", "x"}, file{".DS_Store", "x"})),
		"年报/水务局.html=<p>11</p>", "二.html=<p>12</p>")
}

func TestNested(t *testing.T) {
	inner := zipped(file{"c.html", "<p>21</p>"})
	same(t, walk(t, "a.zip", zipped(file{"b.tar.gz", string(gzipped(tarred(file{"d/inner.zip", string(inner)}, file{"e.txt", "22"})))})),
		"b.tar.gz!d/inner.zip!c.html=<p>21</p>", "b.tar.gz!e.txt=22")
	same(t, walk(t, "report.html.gz", gzipped([]byte("<p>23</p>"))), "report.html=<p>23</p>")

	deep := []byte("<p>24</p>")
	for i := range limit.MaxNesting {
		deep = zipped(file{fmt.Sprintf("%d.zip", i), string(deep)})
	}
	same(t, walk(t, "deep.zip", deep), "3.zip!2.zip!1.zip!0.zip=<p>24</p>")
	if got := walk(t, "deeper.zip", zipped(file{"x.zip", string(deep)})); len(got) != 1 || !strings.HasSuffix(got[0], "!limit") {
		t.Errorf("a level past the limit: %v", got)
	}
}

// A document of an office program is a document, not a container of them.
func TestOfficeFilesStayWhole(t *testing.T) {
	docx := zipped(file{"[Content_Types].xml", "<Types/>"}, file{"word/document.xml", "<w/>"})
	if Is(docx) {
		t.Error("a DOCX passes for a container")
	}
	late := zipped(file{"word/document.xml", "<w/>"}, file{"[Content_Types].xml", "<Types/>"})
	if got := walk(t, "late.zip", late); len(got) != 1 || got[0] != "="+string(late) {
		t.Errorf("a DOCX with its parts in another order: %d entries", len(got))
	}
	same(t, walk(t, "a.zip", zipped(file{"r.docx", string(docx)})), "r.docx="+string(docx))
}

// Names do not lead out of the container.
func TestNamesStayInside(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd": "etc/passwd", "/abs/x": "abs/x", `..\..\x`: "x", `C:\x\y`: "C:/x/y", "a/../../b": "b", "./a": "a", "a//b": "a/b",
	} {
		if got := clean(name); got != want {
			t.Errorf("clean(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestBombs(t *testing.T) {
	start := time.Now()
	zeros := strings.Repeat("0", limit.MaxBytes+1)
	if got := walk(t, "big.zip", zipped(file{"zeros", zeros})); len(got) != 1 || got[0] != "zeros!limit" {
		t.Errorf("an entry past the limit: %.80v", got)
	}
	if got := walk(t, "ratio.zip", zipped(file{"zeros", zeros[:4<<20]}, file{"ok.html", "31"})); len(got) != 2 || got[0] != "zeros!limit" || got[1] != "ok.html=31" {
		t.Errorf("an entry of a thousandfold ratio: %.80v", got)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestDamage(t *testing.T) {
	whole := zipped(file{"a.html", "41"}, file{"b.html", "42"})
	same(t, walk(t, "cut.zip", whole[:len(whole)-30]), "!corrupt")
	bad := bytes.Replace(tarred(file{"a.html", "43"}, file{"b.html", "44"}), []byte("b.html"), []byte("b\xFFhtml"), 1)
	same(t, walk(t, "bad.tar", bad), "a.html=43", "!corrupt")
	gz := gzipped([]byte(strings.Repeat("<p>45</p>", 1000)))
	if got := walk(t, "cut.gz", gz[:len(gz)/2]); len(got) != 1 || !strings.HasSuffix(got[0], "!corrupt") {
		t.Errorf("a gzip cut short: %.80v", got)
	}
}

// rar builds an archive of stored entries in the format of RAR 4.
func rar(files ...file) []byte {
	var b bytes.Buffer
	b.WriteString("Rar!\x1a\x07\x00")
	block := func(h []byte) {
		binary.LittleEndian.PutUint16(h, uint16(crc32.ChecksumIEEE(h[2:])))
		b.Write(h)
	}
	block([]byte{0, 0, 0x73, 0, 0, 13, 0, 0, 0, 0, 0, 0, 0})
	for _, f := range files {
		h := make([]byte, 32, 32+len(f.name))
		h[2] = 0x74
		binary.LittleEndian.PutUint16(h[3:], 0x8000)
		binary.LittleEndian.PutUint16(h[5:], uint16(32+len(f.name)))
		binary.LittleEndian.PutUint32(h[7:], uint32(len(f.data)))
		binary.LittleEndian.PutUint32(h[11:], uint32(len(f.data)))
		binary.LittleEndian.PutUint32(h[16:], crc32.ChecksumIEEE([]byte(f.data)))
		h[24], h[25] = 20, 0x30
		binary.LittleEndian.PutUint16(h[26:], uint16(len(f.name)))
		block(append(h, f.name...))
		b.WriteString(f.data)
	}
	return b.Bytes()
}

func TestRARAndSevenZip(t *testing.T) {
	same(t, walk(t, "a.rar", rar(file{"x.html", "<p>51</p>"}, file{`d\y.html`, "<p>52</p>"})), "x.html=<p>51</p>", "d/y.html=<p>52</p>")
	same(t, list(t, "testdata/two.7z"), "b.html=<p>七压缩之二 72</p>", "甲/一.html=<p>七压缩之一 71</p>")
	same(t, list(t, "testdata/locked.7z"), "!encrypted")
}
