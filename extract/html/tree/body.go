package tree

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// bodyText places a text in the body or in a cell.
func (b *builder) bodyText(s string) {
	if top := b.top(); top.t.kind == kindPre && top.n.FirstChild == nil {
		s = firstLine(s)
	}
	if s == "" {
		return
	}
	b.reopen()
	b.addText(s)
}

// startBody places a start tag in the body, in a cell or in a caption.
func (b *builder) startBody(t *tag) bool {
	switch t.kind {
	case kindOther:
		b.reopen()
		b.add(t)
	case kindBlock, kindP:
		b.closeP()
		b.add(t)
	case kindVoid, kindBr:
		b.reopen()
		b.addEmpty(t)
	case kindFormatting:
		b.reopen()
		b.addFormatting(t)
	case kindA:
		for i := len(b.active) - 1; i >= 0 && b.active[i].n != nil; i-- {
			if n := b.active[i].n; n.DataAtom == atom.A {
				b.endFormatting(t)
				b.removeOpen(n)
				b.active = remove(b.active, n)
				break
			}
		}
		b.reopen()
		b.addFormatting(t)
	case kindTable:
		if !b.quirks {
			b.closeP()
		}
		b.add(t)
		b.mode = inTable
	case kindMeta, kindScript, kindStyle, kindTemplate:
		b.startHead(t)
	case kindHeading:
		b.closeP()
		if b.top().t.kind == kindHeading {
			b.pop()
		}
		b.add(t)
	case kindLi, kindDd:
		b.closeItem(t.kind)
		b.closeP()
		b.add(t)
	case kindPre:
		b.closeP()
		b.add(t)
	case kindForm:
		if b.form != nil {
			return true
		}
		b.closeP()
		b.form = b.add(t)
	case kindInput:
		b.popTo(b.find(atom.Select, stops))
		b.reopen()
		b.addEmpty(t)
	case kindParam:
		b.addEmpty(t)
	case kindHr:
		if b.find(atom.P, stops|stopsInner) >= 0 {
			b.closeImplied(atom.P)
			b.popTo(b.find(atom.P, stops))
		}
		if b.find(atom.Select, stops) >= 0 {
			b.closeImplied(0)
		}
		b.addEmpty(t)
	case kindImage:
		b.name = tagImg.name
		return b.startBody(tagImg)
	default:
		b.startRare(t)
	}
	return true
}

// startRare is startBody for what is seldom there.
func (b *builder) startRare(t *tag) {
	switch t.kind {
	case kindHTML:
		b.moreAttributes(b.open[0].n)
	case kindBody:
		if len(b.open) > 1 && b.open[1].t.kind == kindBody {
			b.moreAttributes(b.open[1].n)
		}
	case kindButton:
		if b.find(atom.Button, stops) >= 0 {
			b.closeImplied(0)
			b.popTo(b.find(atom.Button, stops))
		}
		b.reopen()
		b.add(t)
	case kindNobr:
		b.reopen()
		if b.find(atom.Nobr, stops) >= 0 {
			b.endFormatting(t)
			b.reopen()
		}
		b.addFormatting(t)
	case kindObject:
		b.reopen()
		b.add(t)
		b.active = append(b.active, element{})
	case kindTextarea, kindIframe, kindNoscript:
		b.addRaw(t)
	case kindXmp:
		b.closeP()
		b.reopen()
		b.addRaw(t)
	case kindSelect:
		if !b.popTo(b.find(atom.Select, stops)) {
			b.reopen()
			b.add(t)
		}
	case kindOption, kindOptgroup:
		switch {
		case b.find(atom.Select, stops) >= 0 && t.kind == kindOption:
			b.closeImplied(atom.Optgroup)
		case b.find(atom.Select, stops) >= 0:
			b.closeImplied(0)
		case b.top().t.kind == kindOption:
			b.pop()
		}
		b.reopen()
		b.add(t)
	case kindRb, kindRp:
		if b.find(atom.Ruby, stops) >= 0 {
			but := atom.Rtc
			if t.kind == kindRb {
				but = 0
			}
			b.closeImplied(but)
		}
		b.add(t)
	case kindFrameset, kindForeign, kindPlaintext:
		b.failed = true
	}
	// The others have no place here: parts of tables, <head>, <frame>.
}

// closeItem closes the list item that is open in the list at hand.
func (b *builder) closeItem(k kind) {
	for i := len(b.open) - 1; i >= 0; i-- {
		t := b.open[i].t
		if t.kind == k {
			b.open = b.open[:i]
			return
		}
		if t.flags&special != 0 && t.kind != kindP && t.atom != atom.Address && t.atom != atom.Div {
			return
		}
	}
}

// endBody places an end tag in the body, in a cell or in a caption.
func (b *builder) endBody(t *tag) bool {
	switch t.kind {
	case kindP:
		if b.find(atom.P, stops|stopsInner) < 0 {
			b.imply(tagP)
		}
		b.closeP()
	case kindBlock, kindPre, kindButton, kindSelect:
		if b.find(t.atom, stops) >= 0 {
			b.closeImplied(0)
			b.popTo(b.find(t.atom, stops))
		}
	case kindA, kindFormatting, kindNobr:
		b.endFormatting(t)
	case kindBody:
		if b.find(atom.Body, stops) >= 0 {
			b.mode = afterBody
		}
	case kindHTML:
		if b.find(atom.Body, stops) >= 0 {
			b.mode = afterBody
			return false
		}
	case kindForm:
		form := b.form
		b.form = nil
		if i := b.find(atom.Form, stops); form != nil && i >= 0 && b.open[i].n == form {
			b.closeImplied(0)
			b.removeOpen(form)
		}
	case kindLi:
		b.popTo(b.find(atom.Li, stops|stopsList))
	case kindDd:
		b.popTo(b.find(t.atom, stops))
	case kindHeading:
		b.popTo(b.findKind(kindHeading, stops))
	case kindObject:
		if b.popTo(b.find(t.atom, stops)) {
			b.clearActive()
		}
	case kindBr:
		b.attr = nil
		return b.startBody(t)
	case kindTemplate:
	default:
		b.endOther(t)
	}
	return true
}

// endOther closes the innermost element of that name, if no block is open in it.
func (b *builder) endOther(t *tag) {
	for i := len(b.open) - 1; i >= 0; i-- {
		at := b.open[i]
		if at.t.atom == t.atom && (t.atom != 0 || at.n.Data == b.name) {
			b.open = b.open[:i]
			return
		}
		if at.t.flags&special != 0 {
			return
		}
	}
}

// addFormatting opens a formatting element. Its attributes are sorted, as the
// parser leaves them.
func (b *builder) addFormatting(t *tag) {
	for i := 1; i < len(b.attr); i++ {
		for j := i; j > 0 && strings.Compare(b.attr[j-1].Key, b.attr[j].Key) > 0; j-- {
			b.attr[j-1], b.attr[j] = b.attr[j], b.attr[j-1]
		}
	}
	n := b.add(t)
	b.enlist(element{n, t})
}
