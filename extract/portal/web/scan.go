package web

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// scanner keeps what is open while the tokens go by.
type scanner struct {
	doc     *Doc
	stack   []element
	chrome  int    // open elements that are menus, headers or footers
	raw     string // script, style, title or textarea that is open
	link    *Link
	choice  string // name of the open <select>
	option  *Option
	row     int // of lists and tables: dates are looked for within one
	runs    []string
	base    bool
	scripts int
	titled  bool
}

type element struct {
	name   string
	chrome bool
}

// Names of elements around an article and a list: of header, menu, path, footer.
var chromeNames = [...]string{"nav", "menu", "header", "footer", "foot", "top", "crumb", "position", "curpos", "dqwz", "breadcrumb", "friendlink", "yqlj", "copyright", "topbar", "memu", "topnav"}

func chromeName(a map[string]string) bool {
	for _, field := range strings.FieldsFunc(strings.ToLower(a["class"]+" "+a["id"]), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		for _, name := range chromeNames {
			if field == name || len(name) > 4 && strings.HasPrefix(field, name) {
				return true
			}
		}
	}
	return false
}

func (s *scanner) open(t html.Token) {
	a := attributes(t)
	name := t.Data
	switch name {
	case "script", "style", "title", "textarea", "noscript", "xmp":
		if name == "script" && a["src"] != "" && s.scripts < 200 {
			s.doc.Scripts = append(s.doc.Scripts, "src="+a["src"])
		}
		if t.Type == html.StartTagToken {
			s.raw = name
		}
		if name == "noscript" {
			s.raw = ""
		}
		return
	case "base":
		if !s.base && a["href"] != "" {
			if u, err := s.doc.base.Parse(strings.TrimSpace(a["href"])); err == nil && u.Host != "" {
				s.doc.base, s.base = u, true
			}
		}
	case "meta":
		s.meta(a)
	case "li", "tr", "dl", "ul", "table", "tbody", "record":
		s.row++
	case "a", "area":
		s.closeLink()
		s.startLink(a)
		if name == "area" {
			s.closeLink()
		}
		return
	case "iframe", "frame", "embed", "object":
		s.frame(name, a)
	case "param":
		if k := strings.ToLower(a["name"]); k == "src" || k == "file" || k == "url" || k == "movie" {
			s.frame("param", map[string]string{"src": a["value"]})
		}
	case "select":
		s.choice = strings.TrimSpace(a["name"] + " " + a["id"] + " " + a["onchange"])
	case "option":
		s.option = nil
		if len(s.doc.Options) < 2000 {
			s.doc.Options = append(s.doc.Options, Option{Select: s.choice, Value: a["value"]})
			s.option = &s.doc.Options[len(s.doc.Options)-1]
		}
	case "input":
		if len(s.doc.Inputs) < 2000 {
			s.doc.Inputs = append(s.doc.Inputs, Input{Name: a["name"], Type: strings.ToLower(a["type"]), Value: a["value"]})
		}
	case "img":
		if s.link != nil {
			s.link.Picture = true
			if s.link.Full == "" {
				s.link.Full = Fold(a["alt"])
			}
		}
	}
	if code := a["onclick"]; code != "" && s.link == nil && len(s.doc.Links) < MaxLinks && len(code) <= maxURL {
		s.doc.Links = append(s.doc.Links, Link{Script: code, Full: Fold(a["title"]), Text: Fold(a["value"]), Chrome: s.chrome > 0, Data: dataOf(a), row: s.row, start: len(s.runs), end: len(s.runs)})
	}
	if t.Type == html.SelfClosingTagToken || voidTag(name) || len(s.stack) >= maxOpen {
		return
	}
	e := element{name: name, chrome: name == "nav" || name == "header" || name == "footer" || name != "body" && name != "html" && chromeName(a)}
	if e.chrome {
		s.chrome++
	}
	s.stack = append(s.stack, e)
}

func (s *scanner) close(name string) {
	if s.raw == name {
		s.raw = ""
		return
	}
	switch name {
	case "a":
		s.closeLink()
		return
	case "select":
		s.choice, s.option = "", nil
	case "li", "tr", "dl", "ul", "table", "tbody", "record":
		s.row++
	}
	for i := len(s.stack) - 1; i >= 0 && i >= len(s.stack)-64; i-- {
		if s.stack[i].name != name {
			continue
		}
		for _, e := range s.stack[i:] {
			if e.chrome {
				s.chrome--
			}
		}
		s.stack = s.stack[:i]
		return
	}
}

func (s *scanner) startLink(a map[string]string) {
	if len(s.doc.Links) >= MaxLinks {
		return
	}
	l := Link{Href: strings.TrimSpace(a["href"]), Script: a["onclick"], Full: Fold(a["title"]), Rel: strings.ToLower(a["rel"]), Data: dataOf(a), Chrome: s.chrome > 0, row: s.row, start: len(s.runs)}
	if code, ok := cutScheme(l.Href, "javascript:"); ok {
		if code = strings.TrimSpace(code); code != "" && code != ";" && !strings.HasPrefix(code, "void") {
			l.Script = strings.TrimSpace(code + ";" + l.Script)
		}
	} else {
		l.URL = s.doc.Resolve(l.Href)
	}
	s.doc.Links = append(s.doc.Links, l)
	s.link = &s.doc.Links[len(s.doc.Links)-1]
}

// cutScheme cuts a scheme off an address, whatever its case.
func cutScheme(ref, scheme string) (string, bool) {
	if len(ref) < len(scheme) || !strings.EqualFold(ref[:len(scheme)], scheme) {
		return ref, false
	}
	rest := ref[len(scheme):]
	if s := Name(rest); strings.Contains(rest, "%27") || strings.Contains(rest, "%22") {
		rest = s
	}
	return rest, true
}

func dataOf(a map[string]string) string {
	for _, k := range [...]string{"data-url", "data-href", "data-file", "data-src", "data-path", "data-link", "download"} {
		if v := strings.TrimSpace(a[k]); v != "" {
			return v
		}
	}
	return ""
}

func (s *scanner) closeLink() {
	if s.link == nil {
		return
	}
	s.link.Text = Fold(s.link.Text)
	s.link.end = len(s.runs)
	s.link = nil
}

func (s *scanner) text(t string) {
	switch s.raw {
	case "script":
		if s.scripts++; s.scripts <= 500 {
			s.doc.Scripts = append(s.doc.Scripts, t)
		}
		return
	case "title":
		if !s.titled {
			s.doc.Title, s.titled = Fold(t), true
		}
		return
	case "style", "textarea", "xmp":
		return
	}
	folded := Fold(t)
	if folded == "" {
		return
	}
	if s.option != nil {
		s.option.Text = strings.TrimSpace(s.option.Text + folded)
		if len(s.option.Text) > maxTextRun {
			s.option = nil
		}
		return
	}
	if s.link != nil {
		if len(s.link.Text)+len(t) <= maxTextRun {
			s.link.Text += t
		}
		return
	}
	s.runs = append(s.runs, folded)
	s.rowOf(len(s.doc.Links))
	s.doc.Texts = append(s.doc.Texts, Text{Text: folded, Chrome: s.chrome > 0})
}

// rowOf gives the last link the text that follows it.
func (s *scanner) rowOf(links int) {
	if links == 0 {
		return
	}
	l := &s.doc.Links[links-1]
	if l.row == s.row && len(l.Rest) < 200 {
		l.Rest = strings.TrimSpace(l.Rest + " " + s.runs[len(s.runs)-1])
	}
}

func (s *scanner) meta(a map[string]string) {
	if strings.EqualFold(a["http-equiv"], "refresh") && s.doc.Refresh == "" {
		s.doc.Refresh = a["content"]
	}
	name := strings.ToLower(a["name"])
	if name == "" || len(s.doc.Meta) >= 200 {
		return
	}
	if _, ok := s.doc.Meta[name]; !ok {
		s.doc.Meta[name] = Fold(a["content"])
	}
}

func (s *scanner) frame(tag string, a map[string]string) {
	src := a["src"]
	if src == "" {
		src = a["data"]
	}
	if src == "" {
		src = dataOf(a)
	}
	if src == "" || len(s.doc.Frames) >= 200 {
		return
	}
	small := func(v string) bool {
		n := 0
		for _, c := range strings.TrimSuffix(strings.TrimSpace(v), "px") {
			if c < '0' || c > '9' || n > 1e6 {
				return false
			}
			n = n*10 + int(c-'0')
		}
		return v != "" && n < 60
	}
	hidden := strings.Contains(strings.ReplaceAll(a["style"], " ", ""), "display:none")
	s.doc.Frames = append(s.doc.Frames, Frame{Tag: tag, Src: src, URL: s.doc.Resolve(src), Small: hidden || small(a["height"]) || small(a["width"]),
		Name: strings.Join(strings.Fields(a["id"]+" "+a["name"]+" "+a["class"]), " ")})
}
