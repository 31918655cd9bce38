package docx

import (
	"archive/zip"
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
	"gongkai/internal/cost"
)

func rep(s string, n int) string { return strings.Repeat(s, n) }

func reason(t *testing.T, data []byte) gongkai.Reason {
	t.Helper()
	_, err := Read(data, gongkai.Source{})
	if err == nil {
		return ""
	}
	var re *gongkai.ReadError
	if !errors.As(err, &re) {
		t.Fatalf("%T: %v", err, err)
	}
	return re.Reason
}

// stored packs a document without compression, so that no ratio stands out.
func stored(t *testing.T, p parts) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, s := range p {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(s))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLimits(t *testing.T) {
	body := func(s string) []byte { return stored(t, document(s)) }
	grid := func(rows, cols int) string { return tbl(rep(tr(rep(tc("", ""), cols)), rows)) }
	// document, body, and three for each table around the last one's paragraph
	depth := func(n int) string { return rep("<w:sdt>", n) + rep("</w:sdt>", n) }
	nest := func(n int) string {
		return rep("<w:tbl><w:tr><w:tc>"+p("甲"), n) + p("乙") + rep("</w:tc></w:tr></w:tbl>", n)
	}
	entries := func(n int) []byte {
		d := document(p("甲"))
		for i := len(d); i < n; i++ {
			d[fmt.Sprintf("x%d", i)] = ""
		}
		return stored(t, d)
	}
	for _, tt := range []struct {
		name         string
		within, over []byte
	}{
		{"entries", entries(10_000), entries(10_001)},
		{"depth", body(depth(limit.MaxDepth - 2)), body(depth(limit.MaxDepth - 1))},
		{"table depth", body(nest(limit.MaxTableDepth)), body(nest(limit.MaxTableDepth + 1))},
		{"blocks", body(rep(p("甲"), limit.MaxBlocks)), body(rep(p("甲"), limit.MaxBlocks+1))},
		{"cells", body(grid(limit.MaxCells/500, 500)), body(grid(limit.MaxCells/500, 500) + grid(1, 2))},
		{"columns", body(tbl(tr(rep(tc(span("1000"), ""), 4)))), body(tbl(tr(rep(tc(span("1000"), ""), 5))))},
		{
			"cell text", body(tbl(tr(tc("", rep("a", limit.MaxCellBytes)), tc("", "1")), tr(rep(tc("", "2"), 25)))),
			body(tbl(tr(tc("", rep("a", limit.MaxCellBytes+1)), tc("", "1")), tr(rep(tc("", "2"), 25)))),
		},
		{"ratio", document(p(rep("甲乙丙丁", 1000))).zip(t), document(p(rep("甲", 1<<20))).zip(t)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := reason(t, tt.within); got != "" {
				t.Errorf("at the limit: %s", got)
			}
			if got := reason(t, tt.over); got != gongkai.ReasonLimit {
				t.Errorf("past the limit: %q", got)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	whole := document(p("甲1") + tbl(tr(tc("", "2"), tc("", "3"))))
	edit := func(from, to string) parts {
		d := document(p("甲1"))
		d["word/document.xml"] = strings.Replace(d["word/document.xml"], from, to, 1)
		return d
	}
	data := whole.zip(t)
	for _, tt := range []struct {
		name string
		data []byte
		want gongkai.Reason
	}{
		{"cut short", data[:len(data)/2], gongkai.ReasonCorrupt},
		{"no zip", []byte("甲"), gongkai.ReasonCorrupt},
		{"nothing", nil, gongkai.ReasonCorrupt},
		{"another zip", parts{"xl/workbook.xml": "<x/>"}.zip(t), gongkai.ReasonUnsupported},
		{"XML cut short", edit("</w:body></w:document>", "").zip(t), gongkai.ReasonCorrupt},
		{"crossed tags", edit("</w:r></w:p>", "</w:p></w:r>").zip(t), gongkai.ReasonCorrupt},
		{"not XML", edit("<?xml", "plain text <").zip(t), gongkai.ReasonCorrupt},
		{"NUL", edit("甲", "\x00").zip(t), gongkai.ReasonCorrupt},
		{"entities", edit("<w:document", `<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><w:document`).zip(t), gongkai.ReasonCorrupt},
		{"another file inside", edit("<w:p>", `<w:altChunk r:id="x"/><w:p>`).zip(t), gongkai.ReasonUnsupported},
		{"damaged styles", func() []byte { d := document(p("甲"), "styles", "<w:style>"); return d.zip(t) }(), gongkai.ReasonCorrupt},
	} {
		if got := reason(t, tt.data); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestBombs reads documents that ask for far more than they hold.
func TestBombs(t *testing.T) {
	lying := document(p("甲")).zip(t) // each entry says that it is 16 bytes long
	for i := bytes.Index(lying, []byte("PK\x01\x02")); i >= 0; {
		binary.LittleEndian.PutUint32(lying[i+24:], 16)
		j := bytes.Index(lying[i+4:], []byte("PK\x01\x02"))
		if j < 0 {
			break
		}
		i += 4 + j
	}
	chain := ""
	for i := range 4000 {
		chain += fmt.Sprintf(`<w:style w:styleId="s%d"><w:basedOn w:val="s%d"/></w:style>`, i, i+1)
	}
	for name, data := range map[string][]byte{
		"spans":       stored(t, document(tbl(rep(tr(tc(span("1000"), "7"), tc(span("1000"), "8")), 2000)))),
		"wide tables": stored(t, document(rep(tbl(tr(tc(span("1000"), ""))), 200_000))),
		"empty rows":  stored(t, document("<w:tbl>"+rep("<w:tr/>", 1<<20)+"</w:tbl>")),
		"empty cells": stored(t, document("<w:tbl><w:tr>"+rep("<w:tc/>", 1<<20)+"</w:tr></w:tbl>")),
		"paragraphs":  stored(t, document(rep("<w:p/>", 2<<20))),
		"boxes":       stored(t, document("<w:p><w:r>"+rep("<w:txbxContent>"+p("甲")+"</w:txbxContent>", 1<<18)+"</w:r></w:p>")),
		"fields":      stored(t, document("<w:p>"+rep(`<w:r><w:fldChar w:fldCharType="begin"/><w:t>1</w:t></w:r>`, 1<<15)+"</w:p>")),
		"namespaces":  stored(t, document("<w:p"+rep(` xmlns:a="b"`, 1<<16)+"/>")),
		"attributes":  stored(t, document("<w:p"+rep(` a="b"`, 1<<18)+"/>")),
		"nested":      stored(t, document(rep("<w:tbl><w:tr><w:tc>", 160)+rep("</w:tc></w:tr></w:tbl>", 160))),
		"styles":      stored(t, document(p("甲"), "styles", chain)),
		"lying sizes": lying,
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := cost.Start()
			reason(t, data)
			took := start.Spent()
			runtime.ReadMemStats(&after)
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 2*time.Second || mb > 256 {
				t.Errorf("%d KB took %v and %d MiB", len(data)>>10, took, mb)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(document(p("甲1") + tbl(tr(tc(begin, "2"), tc(span("2"), "3")), tr(tc(under, ""), tc("", "4"), tc("", "5")))).zip(f))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, data) })
}

// FuzzBody puts its input where the reader's work begins.
func FuzzBody(f *testing.F) {
	f.Add(tbl(tr(tc(begin, "2"), tc(span("2"), "3")), tr(tc(under, ""), tc(width("300"), "4"), tc("", "5"))), "", "")
	f.Add(`<w:p><w:pPr><w:pStyle w:val="S"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>`+run("甲&amp;")+`<w:r><w:footnoteReference w:id="1"/><w:fldChar w:fldCharType="begin"/></w:r></w:p>`,
		`<w:style w:styleId="S"><w:basedOn w:val="S"/></w:style>`, `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:lvlText w:val="%1%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		fuzz(t, document(body, "styles", styles, "numbering", numbering).zip(t))
	})
}

func fuzz(t *testing.T, data []byte) {
	d, err := Read(data, gongkai.Source{})
	if err != nil {
		var re *gongkai.ReadError
		if !errors.As(err, &re) {
			t.Fatalf("%T: %v", err, err)
		}
		return
	}
	for _, tb := range d.Tables() {
		checkGrid(t, tb)
	}
}
