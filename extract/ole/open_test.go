package ole_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/ole"
	"gongkai/extract/ole/oletest"
	"gongkai/internal/cost"
)

func TestStream(t *testing.T) {
	long := bytes.Repeat([]byte("0123456789"), 40_000)
	f, err := ole.Open(oletest.Write(oletest.Stream{Name: "WordDocument", Data: []byte("甲")}, oletest.Stream{Name: "1Table", Data: long}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.Stream("1table"); err != nil || !bytes.Equal(got, long) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := f.Stream("Data"); !refused(err, gongkai.ReasonCorrupt) {
		t.Errorf("a stream that isn't there: %v", err)
	}
}

func TestKind(t *testing.T) {
	for want, names := range map[ole.Kind]string{
		ole.Word:      "CompObj WordDocument 1Table",
		ole.Workbook:  "Book Workbook",
		ole.Book:      "Book",
		ole.Slides:    "PowerPoint Document",
		ole.Encrypted: "EncryptionInfo EncryptedPackage WordDocument",
		ole.Works:     "MatOST",
		ole.Mail:      "__properties_version1.0",
		ole.Drawing:   "VisioDocument",
		ole.Unknown:   "Catalog",
	} {
		var streams []oletest.Stream
		for name := range strings.FieldsSeq(strings.ReplaceAll(names, "PowerPoint Document", "PowerPoint_Document")) {
			streams = append(streams, oletest.Stream{Name: strings.ReplaceAll(name, "PowerPoint_", "PowerPoint ")})
		}
		f, err := ole.Open(oletest.Write(streams...))
		if err != nil || f.Kind() != want {
			t.Errorf("%s: %v, %v", names, f.Kind(), err)
		}
		if want.String() == "" {
			t.Errorf("kind %d has no name", want)
		}
	}
}

// TestDamage cuts a file short at each sector: what can be opened gives each of
// its streams whole or not at all.
func TestDamage(t *testing.T) {
	long := bytes.Repeat([]byte("0123456789"), 1000)
	data := oletest.Write(oletest.Stream{Name: "WordDocument", Data: long})
	for n := 0; n < len(data); n += 128 {
		f, err := ole.Open(data[:n])
		if err == nil {
			var b []byte
			if b, err = f.Stream("WordDocument"); err == nil && !bytes.Equal(b, long) {
				t.Fatalf("cut to %d bytes: another stream", n)
			}
		}
		if err != nil && !refused(err, gongkai.ReasonCorrupt) {
			t.Fatalf("cut to %d bytes: %v", n, err)
		}
	}
}

// nested makes a file of storages, each in the one before it.
func nested(depth int) []byte {
	streams := make([]oletest.Stream, depth)
	for i := range streams {
		streams[i].Name = fmt.Sprint(i)
	}
	data := oletest.Write(streams...)
	at := bytes.Index(data, []byte("R\x00o\x00o\x00t\x00"))
	for i := range depth {
		e := data[at+128*(i+1):]
		e[66] = 1
		binary.LittleEndian.PutUint32(e[72:], 0xFFFFFFFF)
		if i+1 < depth {
			binary.LittleEndian.PutUint32(e[76:], uint32(i+2))
		}
	}
	return data
}

func TestLimits(t *testing.T) {
	if _, err := ole.Open(make([]byte, limit.MaxBytes+1)); !refused(err, gongkai.ReasonLimit) {
		t.Errorf("too many bytes: %v", err)
	}
	if _, err := ole.Open(nested(200)); err != nil {
		t.Error(err)
	}
}

// TestBombs opens files that ask for far more than they hold.
func TestBombs(t *testing.T) {
	entries := func(n int) []byte { // a directory chain of n sectors
		data := make([]byte, 512*(n+1))
		copy(data, oletest.Write(oletest.Stream{Name: "WordDocument"})[:512])
		le := binary.LittleEndian
		fats := (n + 127) / 128
		le.PutUint32(data[48:], uint32(fats))
		le.PutUint32(data[44:], uint32(fats))
		for i := range min(fats, 109) {
			le.PutUint32(data[76+4*i:], uint32(i))
		}
		for i := range n - 1 {
			if at := 512 + 4*i; at+4 < len(data) {
				le.PutUint32(data[at:], uint32(i+1))
			}
		}
		for i := fats; i < n; i++ {
			for j := range 4 {
				e := data[512*(i+1)+128*j:]
				e[66] = 1
				le.PutUint32(e[68:], 0xFFFFFFFF)
				le.PutUint32(e[72:], 0xFFFFFFFF)
				le.PutUint32(e[76:], uint32(4*(i-fats)+j+1))
			}
		}
		return data
	}
	for name, data := range map[string][]byte{
		"directory":     entries(12_000),
		"nested":        entries(1000),
		"claimed size":  claimed(1 << 31),
		"long stream":   oletest.Write(oletest.Stream{Name: "WordDocument", Data: make([]byte, 6<<20)}),
		"endless chain": endless(),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := cost.Start()
			f, err := ole.Open(data)
			if err == nil {
				_, err = f.Stream("WordDocument")
			}
			took := start.Spent()
			runtime.ReadMemStats(&after)
			var re *gongkai.ReadError
			if err != nil && !errors.As(err, &re) {
				t.Errorf("%T: %v", err, err)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; took > time.Second || mb > 256 {
				t.Errorf("%d KB took %v and %d MiB", len(data)>>10, took, mb)
			}
		})
	}
}

// claimed makes a stream say that it is longer than its file.
func claimed(size uint32) []byte {
	data := oletest.Write(oletest.Stream{Name: "WordDocument"})
	at := bytes.Index(data, []byte("W\x00o\x00r\x00d\x00"))
	binary.LittleEndian.PutUint32(data[at+120:], size)
	return data
}

// endless makes a stream's sectors a circle.
func endless() []byte {
	data := oletest.Write(oletest.Stream{Name: "WordDocument", Data: make([]byte, 1<<20)})
	fat := bytes.LastIndex(data, []byte{1, 0, 0, 0, 2, 0, 0, 0})
	binary.LittleEndian.PutUint32(data[fat+4*100:], 3)
	return data
}

func refused(err error, reason gongkai.Reason) bool {
	var re *gongkai.ReadError
	return errors.As(err, &re) && re.Reason == reason
}
