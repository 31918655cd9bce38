// Package text reads decoded plain text: what converters, portals and OCR
// programs leave of a page once its markup is gone. It knows typography only
// (tabs, pipes, blank lines, numbered headings, the furniture of web pages) and
// nothing of what the text is about.
//
// Four layouts of tables occur:
//
//	a cell a TAB      "\t规章\n\t0\n\t0\n\n": a blank line ends the row   (cells.go)
//	a row a line      "规章\t0\t0"                                       (tsv.go)
//	pipes             "| 规章 | 0 | 0 |" or "规章 | 0 | 0 | ||"           (pipe.go)
//	a cell a line     "规章\n\n0\n\n0": no row can be told from the next, so
//	                  these stay paragraphs
//
// Tables are [gongkai.Ragged] and their grids hold just the printed cells.
package text

import (
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/extract/limit"
)

// Read turns decoded text with LF line ends into a document. Metadata lines
// ("发布时间: 2020-01-20 15:22") fill doc.Page and stay in the document as
// furniture; "原文链接:" fills src.URL where that is empty. The error is nil or a
// *gongkai.ReadError: ReasonEncoding for bytes that are no UTF-8, ReasonLimit for
// more blocks or cells than are allowed. Text without words gives a document
// without blocks. Time is linear in the length of the text.
func Read(text string, src gongkai.Source) (*gongkai.Document, error) {
	if !utf8.ValidString(text) {
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonEncoding, Detail: "text is not valid UTF-8; decode it before reading"}
	}
	r := newReader(text, src)
	for r.i < len(r.lines) && r.err == nil {
		r.next()
	}
	r.flushPageNumbers(1 << 62)
	if r.err != nil {
		return nil, r.err
	}
	return r.doc, nil
}

// reader walks the lines once; i is the line to be read next.
type reader struct {
	doc       *gongkai.Document
	lines     []line
	furniture []bool // by line
	after     []int  // by line: index of the next line with text
	pages     []line // page numbers not yet written
	i         int
	cells     int
	h1        bool   // whether a level 1 heading gave the title
	otherDate string // a date whose label does not say "published"
	err       error
}

func newReader(text string, src gongkai.Source) *reader {
	all := splitLines(text)
	body, pages := takePageNumbers(all)
	r := &reader{
		doc:       &gongkai.Document{Source: src},
		lines:     body,
		pages:     pages,
		furniture: make([]bool, len(body)),
		after:     make([]int, len(body)),
	}
	next := len(body)
	for i := len(body) - 1; i >= 0; i-- {
		r.after[i] = next
		if !isBlank(body[i].text) {
			next = i
		}
	}
	r.readFurniture()
	return r
}

// next reads one line or one table.
func (r *reader) next() {
	text := r.lines[r.i].text
	switch {
	case r.furniture[r.i]:
		r.paragraph(trimBlanks(text), r.lines[r.i].no, gongkai.Furniture)
		r.i++
	case isTabRow(text):
		if r.rowsStandOnLines(r.i) {
			r.readTSV()
		} else if text[0] == '\t' {
			r.readCells()
		} else {
			r.prose(r.i)
			r.i++
		}
	case isBlank(text), onlyBars(text):
		r.i++
	case isLayoutFrame(text):
		r.proseText(r.i, trimBlanks(strings.Trim(text, frame)))
		r.i++
	case isPipeRow(text):
		r.readPipes()
	default:
		r.prose(r.i)
		r.i++
	}
}

// prose writes line i as a heading or a paragraph.
func (r *reader) prose(i int) { r.proseText(i, trimBlanks(r.lines[i].text)) }

// proseText is prose for a line whose text was taken out of a table's frame.
func (r *reader) proseText(i int, text string) {
	if text == "" {
		return
	}
	if level, title := markdownHeading(text); level > 0 {
		if title = stripBold(title); level == 1 && !r.h1 {
			r.doc.Page.Title, r.h1 = title, true
		}
		r.add(gongkai.Block{Kind: gongkai.Heading, Level: level, Text: title, Line: r.lines[i].no})
		return
	}
	text = stripBold(text)
	if level := numberedHeading(text); level > 0 && !r.valuesFollow(i) {
		r.add(gongkai.Block{Kind: gongkai.Heading, Level: level, Text: text, Line: r.lines[i].no})
		return
	}
	r.paragraph(text, r.lines[i].no, gongkai.Article)
}

// valuesFollow reports whether one of the next two lines with text is a bare
// value. Then "一、本年新收…" and "（三）不予公开" are row labels of a table printed a
// cell a line, not headings.
func (r *reader) valuesFollow(i int) bool {
	for range 2 {
		if i = r.after[i]; i >= len(r.lines) {
			return false
		}
		if isValue(r.lines[i].text) {
			return true
		}
	}
	return false
}

func (r *reader) paragraph(text string, no int, zone gongkai.Zone) {
	if !isBlank(text) {
		r.add(gongkai.Block{Kind: gongkai.Paragraph, Zone: zone, Text: text, Line: no})
	}
}

// add appends a block, after the page numbers that stand above it.
func (r *reader) add(b gongkai.Block) {
	r.flushPageNumbers(b.Line)
	if have := len(r.doc.Blocks) + 1; have > limit.MaxBlocks {
		r.refuse("blocks", have, limit.MaxBlocks)
		return
	}
	r.doc.Blocks = append(r.doc.Blocks, b)
}

// refuse records that the text is beyond a limit; the first refusal stands.
func (r *reader) refuse(what string, have, most int) {
	if r.err == nil {
		r.err = limit.Exceeded(what, have, most)
	}
}

// count adds n cells to the document's, and reports whether it may have them.
// Cells are counted before they are made: a line can be megabytes of bars.
func (r *reader) count(n int) bool {
	if r.cells += n; r.cells > limit.MaxCells {
		r.refuse("table cells", r.cells, limit.MaxCells)
	}
	return r.err == nil
}
