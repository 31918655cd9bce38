package tree

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mode is the standard's insertion mode.
type mode uint8

const (
	initial mode = iota
	beforeHTML
	beforeHead
	inHead
	afterHead
	inBody
	inTable
	inCaption
	inColgroup
	inRows
	inRow
	inCell
	afterBody
	afterAfterBody
)

// blanks are what the standard calls whitespace. A '\r' is left where it was
// written as a character reference.
const blanks = " \t\r\n\f"

// text places a text.
func (b *builder) text(s string) {
	for !b.failed {
		switch b.mode {
		case initial, beforeHTML, beforeHead:
			if s = strings.TrimLeft(s, blanks); s == "" {
				return
			}
			b.begin()
		case inHead, afterHead, inColgroup:
			rest := strings.TrimLeft(s, blanks)
			if len(rest) < len(s) {
				b.addText(s[:len(s)-len(rest)])
			}
			if s = rest; s == "" {
				return
			}
			b.begin()
		case inTable, inRows, inRow:
			if !onlyBlanks(s) {
				b.failed = true // it would be moved before the table
				return
			}
			b.addText(s)
			return
		case afterBody, afterAfterBody:
			if onlyBlanks(s) {
				b.bodyText(s)
				return
			}
			b.mode = inBody
		default:
			b.bodyText(s)
			return
		}
	}
}

// begin goes on to the next mode, as for a token that the present one has no use
// for, and adds the element that this takes.
func (b *builder) begin() {
	switch b.mode {
	case initial:
		b.quirks = true
		b.mode = beforeHTML
	case beforeHTML:
		b.imply(tagHTML)
	case beforeHead:
		b.imply(tagHead)
	case inHead:
		b.pop()
		b.mode = afterHead
	case afterHead:
		b.imply(tagBody)
	case inColgroup:
		b.pop()
		b.mode = inTable
	}
}

// imply places a start tag that isn't there.
func (b *builder) imply(t *tag) {
	name, attr := b.name, b.attr
	b.name, b.attr = t.name, nil
	b.start(t)
	b.name, b.attr = name, attr
}

// finish ends the page: even the empty one has a head and a body.
func (b *builder) finish() {
	for b.mode < inBody && !b.failed {
		b.begin()
	}
}

func (b *builder) comment(s string) {
	b.tags++
	at := b.doc
	switch b.mode {
	case initial, beforeHTML, afterAfterBody:
	case afterBody:
		at = b.open[0].n
	default:
		at = b.top().n
	}
	n := b.node(html.CommentNode)
	n.Data = s
	link(at, n)
}

// doctype places a doctype, whole as it is written. What it says of quirks shows
// in where a table after a paragraph goes.
func (b *builder) doctype(s string) {
	switch b.mode {
	case initial:
	case afterBody:
		b.mode = inBody
		return
	default:
		return
	}
	b.mode = beforeHTML
	n := b.node(html.DoctypeNode)
	link(b.doc, n)
	if strings.EqualFold(s, "<!doctype html>") && strings.HasSuffix(s, "html>") {
		n.Data = "html"
		return
	}
	if len(s) > 1000 {
		b.failed = true
		return
	}
	root, err := html.Parse(strings.NewReader(s + "<p><table>"))
	if err != nil || root.FirstChild == nil || root.FirstChild.Type != html.DoctypeNode {
		b.failed = true
		return
	}
	n.Data, n.Attr = root.FirstChild.Data, root.FirstChild.Attr
	for c := range root.Descendants() {
		b.quirks = b.quirks || c.DataAtom == atom.Table && c.Parent.DataAtom == atom.P
	}
}

// start places a start tag.
func (b *builder) start(t *tag) {
	for !b.failed {
		switch b.mode {
		case initial:
			b.begin()
		case beforeHTML:
			if t.kind == kindHTML {
				b.add(t)
				b.mode = beforeHead
				return
			}
			b.begin()
		case beforeHead:
			switch t.kind {
			case kindHead:
				b.head = b.add(t)
				b.mode = inHead
				return
			case kindHTML:
				b.moreAttributes(b.open[0].n)
				return
			}
			b.begin()
		case inHead:
			switch t.kind {
			case kindHTML:
				b.moreAttributes(b.open[0].n)
				return
			case kindMeta, kindScript, kindStyle, kindNoscript, kindTemplate:
				b.startHead(t)
				return
			case kindHead:
				return
			}
			b.begin()
		case afterHead:
			switch t.kind {
			case kindHTML:
				b.moreAttributes(b.open[0].n)
				return
			case kindBody:
				b.add(t)
				b.mode = inBody
				return
			case kindMeta, kindScript, kindStyle, kindTemplate:
				b.push(b.head, tagHead)
				b.startHead(t)
				b.removeOpen(b.head)
				return
			case kindHead:
				return
			case kindFrameset:
				b.failed = true
				return
			}
			b.begin()
		case inTable:
			if b.startTable(t) {
				return
			}
		case inCaption:
			if b.startCaption(t) {
				return
			}
		case inColgroup:
			switch t.kind {
			case kindHTML:
				b.moreAttributes(b.open[0].n)
				return
			case kindCol:
				b.addEmpty(t)
				return
			case kindTemplate:
				b.failed = true
				return
			}
			b.begin()
		case inRows:
			if b.startRows(t) {
				return
			}
		case inRow:
			if b.startRow(t) {
				return
			}
		case inCell:
			if b.startCell(t) {
				return
			}
		case afterBody, afterAfterBody:
			if t.kind == kindHTML {
				b.moreAttributes(b.open[0].n)
				return
			}
			b.mode = inBody
		default:
			if b.startBody(t) {
				return
			}
		}
	}
}

// startHead places an element that belongs into the head.
func (b *builder) startHead(t *tag) {
	switch t.kind {
	case kindTemplate:
		b.failed = true
	case kindMeta:
		b.addEmpty(t)
	default:
		b.addRaw(t)
	}
}

// moreAttributes gives an element those attributes of the tag at hand that it
// has not. This is what becomes of a second <html> or <body>.
func (b *builder) moreAttributes(n *html.Node) {
	b.steps += len(n.Attr) * len(b.attr)
next:
	for _, a := range b.attr {
		for i := range n.Attr {
			if n.Attr[i].Key == a.Key {
				continue next
			}
		}
		n.Attr = append(n.Attr, a)
	}
}

// end places an end tag.
func (b *builder) end(t *tag) {
	for !b.failed {
		switch b.mode {
		case initial:
			b.begin()
		case beforeHTML, beforeHead, inHead, afterHead:
			switch {
			case b.mode == inHead && t.kind == kindHead:
				b.pop()
				b.mode = afterHead
				return
			case b.mode == afterHead && t.kind == kindHead,
				t.kind != kindHead && t.kind != kindBody && t.kind != kindHTML && t.kind != kindBr:
				return
			}
			b.begin()
		case inTable:
			if b.endTable(t) {
				return
			}
		case inCaption:
			if b.endCaption(t) {
				return
			}
		case inColgroup:
			switch t.kind {
			case kindColgroup:
				b.begin()
				return
			case kindCol, kindTemplate:
				return
			}
			b.begin()
		case inRows:
			if b.endRows(t) {
				return
			}
		case inRow:
			if b.endRow(t) {
				return
			}
		case inCell:
			if b.endCell(t) {
				return
			}
		case afterBody:
			if t.kind == kindHTML {
				b.mode = afterAfterBody
				return
			}
			b.mode = inBody
		case afterAfterBody:
			b.mode = inBody
		default:
			if b.endBody(t) {
				return
			}
		}
	}
}

func onlyBlanks(s string) bool {
	for i := 0; i < len(s); i++ {
		if !space(s[i]) && s[i] != '\r' {
			return false
		}
	}
	return true
}

// firstLine cuts off the line break with which the content of some elements may
// begin.
func firstLine(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n")
}
