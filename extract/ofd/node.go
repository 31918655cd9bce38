package ofd

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/limit"
)

// A node is an element. Namespaces are left out: writers differ in prefixes, and
// some in the namespace itself.
type node struct {
	name  string
	attrs []xml.Attr
	kids  []*node
	text  string
}

// maxNodes is the number of elements of one file of the package.
const maxNodes = limit.MaxNodes

func parse(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "gb") {
			return simplifiedchinese.GB18030.NewDecoder().Reader(in), nil
		}
		return nil, fmt.Errorf("encoding %s", label)
	}
	root := &node{}
	open := []*node{root}
	n := 0
	for {
		t, err := d.Token()
		if err == io.EOF && len(open) == 1 && len(root.kids) > 0 {
			return root.kids[0], nil
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if n++; n > maxNodes {
				return nil, limit.Exceeded("elements of a page", n, maxNodes)
			}
			if len(open) > limit.MaxDepth {
				return nil, limit.Exceeded("open elements", len(open), limit.MaxDepth)
			}
			k := &node{name: t.Name.Local, attrs: t.Attr}
			top.kids = append(top.kids, k)
			open = append(open, k)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 || top.name == "TextCode" {
				top.text += string(t)
			}
		}
	}
}

// first returns the first child of a name, or an empty node.
func (n *node) first(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return &node{}
}

// attr returns an attribute, or "".
func (n *node) attr(name string) string {
	for i := range n.attrs {
		if n.attrs[i].Name.Local == name {
			return n.attrs[i].Value
		}
	}
	return ""
}

// number returns an attribute as a number, or what it is when absent.
func (n *node) number(name string, absent float64) float64 {
	if x := numbers(n.attr(name)); len(x) > 0 {
		return x[0]
	}
	return absent
}

// flag returns a boolean attribute.
func (n *node) flag(name string, absent bool) bool {
	if v, err := strconv.ParseBool(n.attr(name)); err == nil {
		return v
	}
	return absent
}

// numbers reads numbers apart by blanks. What is none ends the list.
func numbers(s string) []float64 {
	var out []float64
	for f := range strings.FieldsSeq(s) {
		x, err := strconv.ParseFloat(f, 64)
		if err != nil || !(x > -1e7 && x < 1e7) {
			break
		}
		out = append(out, x)
	}
	return out
}

// steps reads the distances between characters: "3 3 4.5", "g 5 3 4.5" (five
// times 3, then 4.5). At most n are wanted.
func steps(s string, n int) []float64 {
	f := strings.Fields(s)
	var out []float64
	for i := 0; i < len(f) && len(out) < n; i++ {
		times, at := 1, i
		if f[i] == "g" && i+2 < len(f) {
			times, _ = strconv.Atoi(f[i+1])
			at = i + 2
			i = at
		}
		x := numbers(f[at])
		if len(x) == 0 {
			break
		}
		for range min(times, n-len(out)) {
			out = append(out, x[0])
		}
	}
	return out
}
