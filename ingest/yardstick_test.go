package ingest_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gongkai"
	"gongkai/extract"
	"gongkai/ingest"
	"gongkai/internal/draw"
)

// TestYardsticks prints how fast documents are turned into facts, each format
// beside a program or library that reads it without knowing what it says, on the
// same documents in the same run. What counts is time on the processor, of one
// core: other work on the machine does not count. It judges nothing.
func TestYardsticks(t *testing.T) {
	if os.Getenv("GONGKAI_BENCH") == "" {
		t.Skip("set GONGKAI_BENCH=1")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	fmt.Printf("%-26s %-24s %12s %12s %8s %8s\n", "documents", "beside", "ours ms", "theirs ms", "ratio", "asked")
	row := func(what, beside string, ours, theirs time.Duration, asked string) {
		ms := func(d time.Duration) string { return fmt.Sprintf("%.3f", float64(d)/1e6) }
		fmt.Printf("%-26s %-24s %12s %12s %8.2f %8s\n", what, beside, ms(ours), ms(theirs), float64(theirs)/float64(ours), asked)
	}
	for _, p := range htmlPages() {
		row(p.name, "goquery, parse only", perDocument(p.docs, facts("a.html")), perDocument(p.docs, func(b []byte) {
			if d, err := goquery.NewDocumentFromReader(bytes.NewReader(b)); err == nil {
				_ = d.Length()
			}
		}), "0.75")
	}
	docx := many(draw.DOCX, 40)
	ours := perDocument(docx, documents("a.docx"))
	outside(t, row, "DOCX", ours, docx, "a.docx", "20", "python3", "-c", `
import sys, docx
for f in sys.argv[1:]:
    for t in docx.Document(f).tables:
        for r in t.rows:
            [c.text for c in r.cells]`)
	doc := repeated(t, "shuyang_water_2023.doc", 40)
	ours = perDocument(doc, documents("a.doc"))
	outside(t, row, "DOC", ours, doc, "a.doc", "5", "sh", "-c", `for f; do antiword -m UTF-8.txt "$f"; done`, "sh")
	outside(t, row, "DOC", ours, doc, "a.doc", "5", "sh", "-c", `for f; do catdoc -d utf-8 "$f"; done`, "sh")
	for _, name := range []string{"huian_water_2022.pdf", "shuyang_education_2022.pdf", "songming_agriculture_2023.pdf"} {
		if _, err := os.Stat("../testdata/formats/" + name); err != nil {
			continue
		}
		pdf := repeated(t, name, 10)
		ours = perDocument(pdf, documents("a.pdf"))
		outside(t, row, "PDF "+name[:len(name)-9], ours, pdf, "a.pdf", "2", "sh", "-c", `for f; do pdftotext -layout "$f" -; done`, "sh")
		outside(t, row, "PDF "+name[:len(name)-9], ours, pdf[:3], "a.pdf", "10", "python3", "-c", `
import sys, pdfplumber
for f in sys.argv[1:]:
    for p in pdfplumber.open(f).pages:
        p.extract_tables()`)
		outside(t, row, "PDF "+name[:len(name)-9], ours, pdf[:3], "a.pdf", "10", "python3", "-c", `
import sys
from pdfminer.high_level import extract_text
for f in sys.argv[1:]:
    extract_text(f)`)
	}
}

// documents makes documents of bytes, as the programs beside it do.
func documents(name string) func([]byte) {
	return func(b []byte) { extract.Read(gongkai.Source{Path: name}, b) }
}

// facts goes all the way.
func facts(name string) func([]byte) {
	return func(b []byte) { ingest.ParseBytes(gongkai.Source{Path: name}, b) }
}

// pages is a set of documents under a name.
type pages struct {
	name string
	docs [][]byte
}

// htmlPages are the drawn pages by layout, and the real ones by folder.
func htmlPages() []pages {
	out := []pages{{"HTML clean", many(draw.Clean, 40)}, {"HTML portal", many(draw.Portal, 40)}, {"HTML from Word", many(draw.Word, 40)}}
	real, _ := filepath.Glob(filepath.Join(os.Getenv("GONGKAI_CORPUS"), "real", "*", "doc.html"))
	for _, f := range real {
		if b, err := os.ReadFile(f); err == nil && os.Getenv("GONGKAI_CORPUS") != "" {
			out = append(out, pages{"HTML " + filepath.Base(filepath.Dir(f)), [][]byte{b}})
		}
	}
	return out
}

// many draws n reports in a layout.
func many(l draw.Layout, n int) [][]byte {
	var out [][]byte
	for i := range n {
		out = append(out, draw.Draw(draw.Options{Seed: uint64(i), Layout: l, Template: draw.Templates[i%len(draw.Templates)]}).Bytes)
	}
	return out
}

func repeated(t *testing.T, name string, n int) [][]byte {
	b, err := os.ReadFile("../testdata/formats/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]byte
	for range n {
		out = append(out, b)
	}
	return out
}

// perDocument is the processor's time for one document: the least of several
// rounds, since only what disturbs makes it more.
func perDocument(docs [][]byte, do func([]byte)) time.Duration {
	best := time.Duration(1 << 62)
	for range 7 {
		runtime.GC()
		start, n := spent(syscall.RUSAGE_SELF), 0
		for spent(syscall.RUSAGE_SELF)-start < 300*time.Millisecond {
			for _, b := range docs {
				do(b)
				n++
			}
		}
		best = min(best, (spent(syscall.RUSAGE_SELF)-start)/time.Duration(n))
	}
	return best
}

func spent(who int) time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(who, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// outside runs a program over the documents, with its start: a library once for
// all of them, a command once for each, as it must to give an output for each.
func outside(t *testing.T, row func(string, string, time.Duration, time.Duration, string), what string, ours time.Duration, docs [][]byte, name, asked string, command ...string) {
	t.Helper()
	dir := t.TempDir()
	for i, b := range docs {
		file := filepath.Join(dir, fmt.Sprintf("%d-%s", i, name))
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
		command = append(command, file)
	}
	beside := command[0]
	switch {
	case strings.Contains(command[2], "import sys, docx"):
		beside = "python-docx"
	case strings.Contains(command[2], "pdfplumber"):
		beside = "pdfplumber"
	case strings.Contains(command[2], "pdfminer"):
		beside = "pdfminer"
	case strings.Contains(command[2], "pdftotext"):
		beside = "pdftotext -layout"
	case strings.Contains(command[2], "antiword"):
		beside = "antiword"
	case strings.Contains(command[2], "catdoc"):
		beside = "catdoc"
	}
	best := time.Duration(1 << 62)
	for range 3 {
		start := spent(syscall.RUSAGE_CHILDREN)
		if err := exec.Command(command[0], command[1:]...).Run(); err != nil {
			fmt.Printf("%-26s %-24s not here: %v\n", what, beside, err)
			return
		}
		best = min(best, (spent(syscall.RUSAGE_CHILDREN)-start)/time.Duration(len(docs)))
	}
	row(what, beside, ours, best, asked)
}
