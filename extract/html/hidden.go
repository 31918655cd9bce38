package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// attributes applies an element's attributes to st, and reports whether the
// element is not shown at all.
func (w *walker) attributes(n *node, k kind, st *state) (hidden bool) {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "style":
			s := w.styles.get(a.Val)
			hidden = hidden || s&notDisplayed != 0
			s.inherit(st)
		case "hidden":
			hidden = true
		case "align":
			if strings.EqualFold(a.Val, "center") {
				st.centered = true
			}
		case "class", "id":
			if k != inline {
				st.named(a.Val)
			}
		case "role":
			if a.Val == "navigation" || a.Val == "banner" || a.Val == "contentinfo" {
				st.chrome = true
			}
		}
	}
	if !hidden {
		return false
	}
	switch n.DataAtom {
	case atom.Html, atom.Body:
		// Hidden until a script has run, as a defence against framing.
		return false
	case atom.Div, atom.Section, atom.Article, atom.Ul, atom.Li:
		w.hiddenPanels++
		return !w.showPanels
	}
	return true
}

// style is what a style attribute says of visibility.
type style uint8

const (
	notDisplayed style = 1 << iota
	invisible
	visible
	tiny
	sized
	centered
	uncentered
	struck
)

func (s style) inherit(st *state) {
	st.invisible = (st.invisible || s&invisible != 0) && s&visible == 0
	st.tiny = (st.tiny || s&tiny != 0) && s&sized == 0
	st.struck = st.struck || s&struck != 0
	st.centered = (st.centered || s&centered != 0) && s&uncentered == 0
}

// A styleCache remembers what style attributes say. Pages pasted from Word
// carry a few dozen different ones on thousands of elements.
type styleCache [64]struct {
	text  string
	style style
}

func (c *styleCache) get(s string) style {
	if s == "" {
		return 0
	}
	e := &c[(len(s)*7+int(s[len(s)/2])+int(s[len(s)/3]))%len(c)]
	if e.text != s {
		e.text, e.style = s, parseStyle(s)
	}
	return e.style
}

func parseStyle(s string) (st style) {
	for s != "" {
		var decl string
		decl, s, _ = strings.Cut(s, ";")
		name, value, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		value, _, _ = strings.Cut(value, "!") // !important
		value = strings.TrimSpace(strings.ToLower(value))
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "display":
			if st &^= notDisplayed; value == "none" {
				st |= notDisplayed
			}
		case "mso-hide":
			if value == "all" {
				st |= notDisplayed
			}
		case "visibility":
			if st &^= invisible | visible; value == "hidden" || value == "collapse" {
				st |= invisible
			} else if value == "visible" {
				st |= visible
			}
		case "text-decoration", "text-decoration-line":
			if st &^= struck; strings.Contains(value, "line-through") {
				st |= struck
			}
		case "font-size":
			st = st&^(tiny|sized) | fontSize(value)
		case "text-align":
			if st &^= centered | uncentered; value == "center" {
				st |= centered
			} else {
				st |= uncentered
			}
		}
	}
	return st
}

// fontSize tells 0 from a size of its own. Relative sizes of nothing are nothing.
func fontSize(value string) style {
	if value == "" || value[0] != '.' && (value[0] < '0' || value[0] > '9') {
		return 0
	}
	unit := strings.TrimLeft(value, "0123456789.")
	if strings.Trim(value[:len(value)-len(unit)], "0.") == "" {
		return tiny
	}
	if unit == "%" || unit == "em" {
		return 0
	}
	return sized
}
