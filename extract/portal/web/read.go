package web

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/charset"
)

// Limits on one page. The largest real list page has 3 MB and 5,000 links.
const (
	MaxBytes   = 16 << 20
	MaxLinks   = 20_000
	maxOpen    = 512     // open elements that are kept track of
	maxToken   = 8 << 20 // bytes of one tag or script
	maxTextRun = 2 << 10 // bytes of a link's text
)

// Doc is a page, read.
type Doc struct {
	URL      string
	Encoding string // as charset.Decode names it
	Source   string // as UTF-8
	Title    string // of the first <title>
	Meta     map[string]string
	Refresh  string // content of <meta http-equiv=refresh>
	Links    []Link
	Frames   []Frame
	Options  []Option
	Inputs   []Input
	Scripts  []string
	Texts    []Text

	base *url.URL
}

// Link is an <a> or <area>, or another element that a script makes a link.
type Link struct {
	Href    string // as written, entities resolved
	URL     string // absolute, "" where Href leads nowhere by itself
	Text    string // as printed, blanks folded
	Full    string // the title attribute, blanks folded
	Script  string // onclick, or the code of a javascript: address
	Data    string // the first of data-url, data-href, data-file, download and the like
	Rel     string
	Date    string // printed beside it: 2022-01-07, or ""
	Chrome  bool   // in a menu, header or footer
	Picture bool   // holds an image
	Rest    string // the text up to the next link

	start, end int // in the run of texts
	row        int
}

// Label is what the link is called: the title attribute where it says more than
// the text, which lists cut.
func (l *Link) Label() string {
	printed := dayAtEnd.ReplaceAllString(l.Text, "")
	text := strings.TrimRight(printed, ".…· ")
	switch {
	case l.Full == "":
		return printed
	case text == "" || strings.HasPrefix(l.Full, text) && len(text) < len(printed):
		return l.Full
	case strings.Contains(l.Full, text) || len([]rune(l.Full)) > len([]rune(text)) && looksCut(printed):
		return l.Full
	}
	return printed
}

func looksCut(s string) bool {
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "..") || strings.HasSuffix(s, "．．")
}

// Frame is an <iframe>, <frame>, <embed> or <object>.
type Frame struct {
	Tag, Src, URL, Name string // Name: id, name and class, joined by blanks
	Small               bool   // no room for a text
}

// Option is a choice of a <select>; Select names it.
type Option struct{ Select, Value, Text string }

// Input is a form's field.
type Input struct{ Name, Type, Value string }

// Text is a run of printed text outside links and menus.
type Text struct {
	Text   string
	Chrome bool
}

// Read reads a page. The error is a *gongkai.ReadError for what is no text, and
// an error of net/url for a page without a sound address.
func Read(p Page) (*Doc, error) {
	body := p.Body[:min(len(p.Body), MaxBytes)]
	declared := p.ContentType
	if !strings.Contains(strings.ToLower(declared), "charset") {
		if c := charset.Declared(body); c != "" {
			declared = c
		}
	}
	s, encoding, err := charset.Decode(body, declared)
	if err != nil {
		return nil, err
	}
	base := p.Base
	if base == "" {
		base = p.URL
	}
	return parse(p.URL, base, s, encoding)
}

// Fragment reads HTML that stands in a page, such as a record of a list.
func (d *Doc) Fragment(markup string) *Doc {
	f := &Doc{URL: d.URL, Encoding: d.Encoding, Source: markup, Meta: map[string]string{}, base: d.base}
	f.scan()
	return f
}

func parse(address, at, s, encoding string) (*Doc, error) {
	base, err := url.Parse(at)
	if err != nil {
		return nil, err
	}
	d := &Doc{URL: address, Encoding: encoding, Source: s, Meta: map[string]string{}, base: base}
	d.scan()
	return d, nil
}

// scan runs over the tokens. No tree is built: depth costs nothing, and what is
// never closed does no harm.
func (d *Doc) scan() {
	z := html.NewTokenizer(strings.NewReader(d.Source))
	z.SetMaxBuf(maxToken)
	s := scanner{doc: d}
	for {
		switch z.Next() {
		case html.ErrorToken:
			s.closeLink()
			dates(d, s.runs)
			return
		case html.TextToken:
			s.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			s.open(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			s.close(string(name))
		}
	}
}

// attributes returns a tag's attributes; the first of a name counts.
func attributes(t html.Token) map[string]string {
	a := make(map[string]string, len(t.Attr))
	for _, x := range t.Attr {
		if _, ok := a[x.Key]; !ok {
			a[x.Key] = x.Val
		}
	}
	return a
}

// Fold joins what blanks and line breaks tear apart into single blanks.
func Fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// Text returns what the page prints outside links and menus, with n bytes at most.
func (d *Doc) Text(n int) string {
	var b strings.Builder
	for _, t := range d.Texts {
		if t.Chrome {
			continue
		}
		if b.Len()+len(t.Text) > n {
			break
		}
		b.WriteString(t.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// voidTag reports elements that have no end tag.
func voidTag(name string) bool {
	switch atom.Lookup([]byte(name)) {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Wbr:
		return true
	}
	return false
}

// Plain returns all that a page or fragment prints, links included.
func (d *Doc) Plain() string {
	if !strings.ContainsAny(d.Source, "<&") {
		return d.Source
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(d.Source))
	z.SetMaxBuf(maxToken)
	for raw := ""; ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if raw == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "script", "style":
				raw = string(name)
			case "a", "b", "em", "font", "i", "span", "strong", "u":
			default:
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == raw {
				raw = ""
			}
		}
	}
}
