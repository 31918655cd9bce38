package doc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/ole"
	"gongkai/extract/ole/oletest"
)

var update = flag.Bool("update", false, "rewrite the expected dumps")

// TestFixtures reads documents that LibreOffice wrote from the sources beside
// them, as `soffice --headless --convert-to doc:"MS Word 97" features.fodt`.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/*.doc")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d documents: %v", len(names), err)
	}
	for _, name := range names {
		d, err := Read(load(t, name), gongkai.Source{Path: name})
		if err != nil {
			t.Fatal(err)
		}
		if d.Source.MediaType != MediaType || d.Source.Path != name {
			t.Errorf("%s: %+v", name, d.Source)
		}
		golden := strings.TrimSuffix(name, ".doc") + ".want"
		if *update {
			if err := os.WriteFile(golden, []byte(dump(d)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(d); got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func load(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestRefused reads documents that can't be read.
func TestRefused(t *testing.T) {
	data := load(t, "testdata/features.doc")
	fib := bytes.Index(data, []byte{0xEC, 0xA5})
	patch := func(at int, b ...byte) []byte {
		out := bytes.Clone(data)
		copy(out[fib+at:], b)
		return out
	}
	for _, tt := range []struct {
		name   string
		data   []byte
		reason gongkai.Reason
		detail string
	}{
		{"password", patch(11, data[fib+11]|1), gongkai.ReasonEncrypted, "password"},
		{"password of a later format", oletest.Write(oletest.Stream{Name: "EncryptedPackage"}), gongkai.ReasonEncrypted, "password"},
		{"Word 95", patch(0, 0xDC, 0xA5, 0x68, 0), gongkai.ReasonUnsupported, "Word 6 or 95 (format 104)"},
		{"Word 6", patch(2, 0x65, 0), gongkai.ReasonUnsupported, "Word 6 or 95 (format 101)"},
		{"workbook", oletest.Write(oletest.Stream{Name: "Workbook"}), gongkai.ReasonUnsupported, "Excel"},
		{"no table stream", oletest.Write(oletest.Stream{Name: "WordDocument", Data: data[fib : fib+4096]}), gongkai.ReasonCorrupt, "Table"},
		{"cut short", data[:len(data)/2], gongkai.ReasonCorrupt, "fetch it again"},
		{"no document", []byte("no document"), gongkai.ReasonCorrupt, "OLE2"},
		{"text beyond its end", patch(0x4C, 0, 0, 0, 1), gongkai.ReasonCorrupt, "characters"},
		{"no piece table", patch(0x1A2+4, 0, 0, 0, 0), gongkai.ReasonCorrupt, "piece table"},
		{"no paragraphs", patch(0x102+4, 0, 0, 0, 0), gongkai.ReasonCorrupt, "paragraph"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(tt.data, gongkai.Source{})
			var re *gongkai.ReadError
			if !errors.As(err, &re) || re.Reason != tt.reason || !strings.Contains(re.Error(), tt.detail) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// parts opens a fixture for a test that changes it.
func parts(t testing.TB, name string) *fib {
	t.Helper()
	f, err := openBytes(load(t, name))
	if err != nil {
		t.Fatal(err)
	}
	// Both streams are copies, and the pairs are part of one.
	return f
}

// setPart puts a structure at the end of the table stream.
func (f *fib) setPart(i int, b []byte) {
	binary.LittleEndian.PutUint32(f.parts[8*i:], uint32(len(f.table)))
	binary.LittleEndian.PutUint32(f.parts[8*i+4:], uint32(len(b)))
	f.table = append(f.table, b...)
}

// pack writes the streams as a document.
func (f *fib) pack() []byte {
	name := "0Table"
	if f.flags&flagTable1 != 0 {
		name = "1Table"
	}
	return oletest.Write(oletest.Stream{Name: "WordDocument", Data: f.word}, oletest.Stream{Name: name, Data: f.table}, oletest.Stream{Name: "Data", Data: f.data})
}

func TestPack(t *testing.T) {
	f := parts(t, "testdata/features.doc")
	file, err := ole.Open(f.pack())
	if err != nil || file.Kind() != ole.Word {
		t.Fatal(err)
	}
	want, err := Read(load(t, "testdata/features.doc"), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(f.pack(), gongkai.Source{})
	if err != nil || dump(got) != dump(want) {
		t.Errorf("%v", err)
	}
}

// openBytes opens a file in memory.
func openBytes(data []byte) (*fib, error) {
	file, err := ole.Open(data)
	if err != nil {
		return nil, err
	}
	return open(file)
}
