package ole

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"gongkai"
	"gongkai/extract/ole/oletest"
)

// TestPlain holds that a file that is read here says the same as mscfb makes it
// say: the fixtures, and what is left of them where bytes are changed, mostly in
// the header, the table of sectors and the directory.
func TestPlain(t *testing.T) {
	read, odd := 0, 0
	for name, data := range compound(t) {
		if _, ok := readPlain(data); !ok {
			t.Errorf("%s is not read as a plain file", name)
		}
		rnd := rand.New(rand.NewPCG(3, uint64(len(data))))
		for i := range 3000 {
			mutant := damage(rnd, data)
			if i == 0 {
				mutant = data
			}
			if _, ok := readPlain(mutant); !ok {
				odd++
				continue
			}
			read++
			if err := alike(mutant); err != nil {
				t.Fatalf("%s, mutant %d: %v", name, i, err)
			}
		}
	}
	if read < 5000 || odd < 2000 {
		t.Errorf("%d mutants were plain and %d odd: too few of one to show anything", read, odd)
	}
}

func compound(t *testing.T) map[string][]byte {
	files := map[string][]byte{
		"scattered": scattered(),
		"mini":      miniature(),
	}
	for _, pattern := range []string{"../../testdata/formats/*.doc", "../../testdata/formats/*.wps", "../../testdata/formats/*.xls", "../doc/testdata/*.doc"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.HasPrefix(data, []byte(Magic)) {
				files[filepath.Base(name)] = data
			}
		}
	}
	return files
}

var streams = []oletest.Stream{
	{Name: "WordDocument", Data: bytes.Repeat([]byte("0123456789"), 700)},
	{Name: "\x05SummaryInformation", Data: []byte("甲")},
	{Name: "1Table", Data: bytes.Repeat([]byte("乙丙"), 1500)},
}

// scattered has two sectors of a stream in each other's place.
func scattered() []byte {
	data := oletest.Write(streams...)
	first, second := bytes.Clone(data[512*3:512*4]), data[512*5:512*6]
	copy(data[512*3:], second)
	copy(data[512*5:], first)
	fat := bytes.LastIndex(data, []byte{1, 0, 0, 0, 2, 0, 0, 0})
	for i, n := range []byte{1, 4, 3, 2, 5} { // 0, 1, 4, 3, 2, 5
		data[fat+4*i] = n
	}
	return data
}

// miniature says of a stream that it is short, and of another that it holds the
// short ones, with a table in a third.
func miniature() []byte {
	data := oletest.Write(append(streams, oletest.Stream{Name: "Table", Data: []byte{5, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 6, 0, 0, 0, 1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF}})...)
	entry := func(name string) []byte { return data[bytes.Index(data, []byte(name)):] }
	root, word, summary, table := entry("R\x00o\x00o\x00t"), entry("W\x00o\x00r\x00d"), entry("\x05\x00S\x00"), entry("T\x00a\x00b\x00")
	copy(root[entryStart:entryBytes], word[entryStart:entryBytes])
	copy(data[60:64], table[entryStart:entryBytes])
	data[64] = 1
	copy(summary[entryStart:], []byte{0, 0, 0, 0, 0x5E, 1, 0, 0}) // 350 bytes: 0, 5, 1, 2, 3, 4
	return data
}

// damage changes some bytes, and cuts some files short.
func damage(rnd *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	directory := bytes.Index(out, []byte("R\x00o\x00o\x00t\x00"))
	for range 1 + rnd.IntN(3) {
		at := 0
		switch rnd.IntN(4) {
		case 0:
			at = rnd.IntN(min(512, len(out)))
		case 1:
			at = directory + rnd.IntN(min(1024, len(out)-directory))
		case 2:
			at = len(out) - 1 - rnd.IntN(1024)
		default:
			at = rnd.IntN(len(out))
		}
		out[at] = byte(rnd.IntN(1 << (1 + rnd.IntN(8))))
	}
	if rnd.IntN(8) == 0 {
		out = out[:512+rnd.IntN(len(out)-512)]
	}
	return out
}

// alike reads a plain file in both ways.
func alike(data []byte) error {
	ours, err := Open(data)
	if err != nil {
		return err
	}
	if ours.plain == nil {
		return errors.New("is not read as a plain file")
	}
	theirs := &File{data: data}
	if err := theirs.open(); err != nil {
		return fmt.Errorf("mscfb refuses it: %w", err)
	}
	if a, b := ours.Kind(), theirs.Kind(); a != b {
		return fmt.Errorf("it is %v, but %v to mscfb", a, b)
	}
	names := map[string]bool{"Data": true, "0Table": true}
	for _, e := range theirs.reader.File {
		names[fullName(e)] = true
	}
	for name := range names {
		a, err := ours.Stream(name)
		b, fault := theirs.Stream(name)
		if !bytes.Equal(a, b) || said(err) != said(fault) {
			return fmt.Errorf("%q: %d bytes (%s), but %d (%s) to mscfb", name, len(a), said(err), len(b), said(fault))
		}
	}
	return nil
}

func said(err error) string {
	var e *gongkai.ReadError
	if errors.As(err, &e) {
		return fmt.Sprint(e.Detail, e.Err)
	}
	return ""
}
