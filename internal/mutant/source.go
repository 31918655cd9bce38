package mutant

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
)

// A Source is a file of Go with one thing changed.
type Source struct {
	Text []byte
	What string
}

// OfSource changes each operator, number, comparison of decimals, negation and
// condition of some functions of a file in turn: rules that are code.
func OfSource(text []byte, functions ...string) ([]Source, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", text, 0)
	if err != nil {
		return nil, err
	}
	var out []Source
	in := ""
	put := func(from, to token.Pos, with string) {
		a, b := set.Position(from), set.Position(to)
		out = append(out, Source{slices.Concat(text[:a.Offset], []byte(with), text[b.Offset:]),
			fmt.Sprintf("%s, line %d: %s for %s", in, a.Line, with, text[a.Offset:b.Offset])})
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || !slices.Contains(functions, f.Name.Name) {
			continue
		}
		in = f.Name.Name
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				for _, op := range swapped[n.Op] {
					put(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), op)
				}
			case *ast.UnaryExpr:
				if n.Op == token.NOT {
					put(n.OpPos, n.OpPos+1, "")
				}
			case *ast.BasicLit:
				if i, err := strconv.Atoi(n.Value); err == nil && n.Kind == token.INT {
					put(n.Pos(), n.End(), strconv.Itoa(i+1))
				}
			case *ast.SelectorExpr:
				for _, name := range compares[n.Sel.Name] {
					put(n.Sel.Pos(), n.Sel.End(), name)
				}
			}
			return true
		})
	}
	return out, nil
}

var swapped = map[token.Token][]string{
	token.EQL: {"!="}, token.NEQ: {"=="}, token.LSS: {">=", "<="}, token.LEQ: {">", "<"}, token.GTR: {"<=", ">="}, token.GEQ: {"<", ">"},
	token.LAND: {"||"}, token.LOR: {"&&"}, token.ADD: {"-"}, token.SUB: {"+"},
}

// compares are methods of decimals, and what each may be mistaken for.
var compares = map[string][]string{
	"Equal": {"LessThanOrEqual", "GreaterThanOrEqual"}, "LessThan": {"LessThanOrEqual", "GreaterThanOrEqual"}, "GreaterThan": {"GreaterThanOrEqual", "LessThanOrEqual"},
	"Add": {"Sub"},
}
