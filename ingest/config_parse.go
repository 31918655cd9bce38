package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits of a configuration's form. The YAML parser takes quadratic time for some
// texts that nobody writes.
const (
	maxConfigLine  = 8 << 10          // bytes of a line
	maxConfigDepth = 32               // brackets open at once, dashes on a line
	maxConfigTime  = 20 * time.Second // for parsing; two thousand sources take a tenth of a second
)

// parseConfig reads a configuration and lists all that is wrong with it, or as
// much as can be told.
func parseConfig(b []byte) (*Config, []ConfigFault) {
	d := &configDecoder{ids: map[string]int{}}
	if f := checkForm(b); f != nil {
		return nil, []ConfigFault{*f}
	}
	file, fault := parseYAML(b, maxConfigTime)
	if fault != nil {
		return nil, []ConfigFault{*fault}
	}
	c := &Config{}
	docs := slices.DeleteFunc(file.Docs, func(d *ast.DocumentNode) bool { return d.Body == nil })
	switch {
	case len(docs) > 1:
		d.fault(docs[1].Body, "a second YAML document; keep one in a file")
	case len(docs) == 1:
		d.config(docs[0].Body, c)
	}
	slices.SortStableFunc(d.faults, func(a, b ConfigFault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return c, d.faults
}

// checkForm refuses what the parser would take too long for.
func checkForm(b []byte) *ConfigFault {
	if !utf8.Valid(b) {
		line := 1 + strings.Count(string(b[:firstInvalid(b)]), "\n")
		return &ConfigFault{line, 1, "not UTF-8; save the file as UTF-8"}
	}
	depth, n := 0, 0
	for line := range strings.Lines(string(b)) {
		n++
		if len(line) > maxConfigLine {
			return &ConfigFault{n, 1, fmt.Sprintf("a line of %d bytes, at most %d are read", len(line), maxConfigLine)}
		}
		depth = max(0, depth+strings.Count(line, "[")+strings.Count(line, "{")-strings.Count(line, "]")-strings.Count(line, "}"))
		if depth > maxConfigDepth || strings.Count(line, "- ") > maxConfigDepth {
			return &ConfigFault{n, 1, fmt.Sprintf("lists within lists beyond %d levels", maxConfigDepth)}
		}
	}
	return nil
}

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return len(b)
}

// parseYAML parses, for as long as is given; a parser that goes on is left behind,
// because the program ends.
func parseYAML(b []byte, most time.Duration) (*ast.File, *ConfigFault) {
	type result struct {
		file *ast.File
		err  error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- result{nil, fmt.Errorf("cannot be read as YAML (%v)", p)}
			}
		}()
		file, err := parser.ParseBytes(b, 0, parser.AllowDuplicateMapKey())
		done <- result{file, err}
	}()
	select {
	case r := <-done:
		var at interface {
			GetToken() *token.Token
			GetMessage() string
		}
		if errors.As(r.err, &at) && at.GetToken() != nil && at.GetToken().Position != nil {
			p := at.GetToken().Position
			return nil, &ConfigFault{p.Line, p.Column, "no YAML: " + at.GetMessage()}
		}
		if r.err != nil {
			return nil, &ConfigFault{1, 1, "no YAML: " + r.err.Error()}
		}
		return r.file, nil
	case <-time.After(most):
		return nil, &ConfigFault{1, 1, fmt.Sprintf("takes more than %s to read; split it, and look for what repeats", most)}
	}
}

// configDecoder reads values and collects what is wrong with them.
type configDecoder struct {
	faults []ConfigFault
	ids    map[string]int // line by id
}

func (d *configDecoder) fault(n ast.Node, format string, a ...any) {
	f := ConfigFault{1, 1, fmt.Sprintf(format, a...)}
	switch m := n.(type) { // a mapping stands where its first key does, not where that one's colon is
	case *ast.MappingNode:
		if len(m.Values) > 0 && !m.IsFlowStyle {
			n = m.Values[0].Key
		}
	case *ast.MappingValueNode:
		n = m.Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		f.Line, f.Column = t.Position.Line, t.Position.Column
	}
	d.faults = append(d.faults, f)
}

// A field reads the value of a key.
type field struct {
	name string
	read func(ast.Node)
}

// mapping reads a mapping by its fields. Unknown keys and those that stand twice
// are faults. It returns whether n is a mapping at all.
func (d *configDecoder) mapping(n ast.Node, what string, fields []field) bool {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		d.wrong(n, what+" wants keys, such as "+fields[0].name+":")
		return false
	}
	seen := map[string]int{}
	for _, v := range values {
		if _, merge := v.Key.(*ast.MergeKeyNode); merge {
			d.fault(v.Key, "merge keys are not read; write the keys out")
			continue
		}
		key := keyText(v.Key)
		if line, twice := seen[key]; twice {
			d.fault(v.Key, "key %q stands twice, first on line %d", key, line)
			continue
		}
		seen[key] = v.Key.GetToken().Position.Line
		i := slices.IndexFunc(fields, func(f field) bool { return f.name == key })
		if i < 0 {
			names := make([]string, len(fields))
			for j, f := range fields {
				names[j] = f.name
			}
			d.fault(v.Key, "unknown key %q%s", key, suggest(key, names))
			continue
		}
		if _, null := v.Value.(*ast.NullNode); !null && v.Value != nil {
			fields[i].read(v.Value)
		}
	}
	return true
}

func keyText(k ast.MapKeyNode) string {
	if t := k.GetToken(); t != nil {
		return t.Value
	}
	return k.String()
}

// list reads each item of a list.
func (d *configDecoder) list(n ast.Node, what string, each func(ast.Node)) {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		d.wrong(n, what+" wants a list: each item on a line behind \"- \"")
		return
	}
	for _, v := range s.Values {
		if _, null := v.(*ast.NullNode); null || v == nil {
			d.fault(s, "%s has an empty item", what)
			continue
		}
		each(v)
	}
}

// wrong is a value of the wrong type; aliases and their like are told apart.
func (d *configDecoder) wrong(n ast.Node, want string) {
	switch n.(type) {
	case *ast.AliasNode, *ast.AnchorNode:
		d.fault(n, "anchors and aliases are not read; write the value out")
	case *ast.TagNode:
		d.fault(n, "tags are not read; leave %s out", n.GetToken().Value)
	default:
		d.fault(n, "%s; this is %s", want, describe(n))
	}
}

func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode, *ast.LiteralNode:
		return "a text"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "the number " + n.GetToken().Value
	case *ast.BoolNode:
		return n.GetToken().Value
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.NullNode:
		return "empty"
	}
	return n.Type().String()
}

// suggest names the valid name that is nearest to a misspelt one, or all of them.
func suggest(got string, names []string) string {
	best, least := "", 1000
	for _, n := range names {
		if e := edits(strings.ToLower(got), n); e < least {
			best, least = n, e
		}
	}
	if least <= 1+len(best)/3 {
		return fmt.Sprintf(", did you mean %q?", best)
	}
	return "; the keys are " + strings.Join(names, ", ")
}

// edits counts the letters to put in, leave out or change, and the neighbours to
// swap, that make b of a.
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 {
		return 1000
	}
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			change := d[i-1][j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			d[i][j] = min(change, d[i-1][j]+1, d[i][j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}
