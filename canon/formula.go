package canon

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Formula is what a rule says holds: one of its conjunctions. An empty formula
// holds always.
type Formula []Conjunction

// Conjunction is comparisons that all hold.
type Conjunction []Comparison

// Comparison is two sums and =, !=, <, <=, > or >= between them.
type Comparison struct {
	Left  []Term
	Op    string
	Right []Term
}

// Term is a summand: Factor times the operand or, without one, the number Factor.
type Term struct {
	Factor  int64
	Func    string   // blank, some, natural, said or ""
	Operand string   // as written: req.denied.*@total
	Cells   []string // the cells that it stands for; none for a number of the document
	Prev    bool     // of the report of the year before
}

// Terms returns the summands in their order.
func (f Formula) Terms() []*Term {
	var out []*Term
	for _, and := range f {
		for i := range and {
			for k := range and[i].Left {
				out = append(out, &and[i].Left[k])
			}
			for k := range and[i].Right {
				out = append(out, &and[i].Right[k])
			}
		}
	}
	return out
}

// String writes a formula with its cells, so that equal formulas give equal texts.
func (f Formula) String() string {
	var or []string
	for _, and := range f {
		var parts []string
		for _, c := range and {
			parts = append(parts, sumText(c.Left)+" "+c.Op+" "+sumText(c.Right))
		}
		or = append(or, strings.Join(parts, " and "))
	}
	return strings.Join(or, " or ")
}

func sumText(sum []Term) string {
	var b strings.Builder
	for _, t := range sum {
		fmt.Fprintf(&b, "%+d %s(%s%v %t)", t.Factor, t.Func, t.Operand, t.Cells, t.Prev)
	}
	return b.String()
}

// Clone returns a copy that shares nothing.
func (f Formula) Clone() Formula {
	out := make(Formula, len(f))
	for i, and := range f {
		out[i] = make(Conjunction, len(and))
		for k, c := range and {
			out[i][k] = Comparison{slices.Clone(c.Left), c.Op, slices.Clone(c.Right)}
		}
	}
	return out
}

var operators = []string{"=", "!=", "<", "<=", ">", ">="}

// parseFormula reads "a + 10*b <= c and d = 0 or e > 1"; blanks part the tokens.
func parseFormula(text string) (Formula, error) {
	f := Formula{{{}}}
	left, sign, want := true, int64(1), true
	for _, token := range strings.Fields(text) {
		and := f[len(f)-1]
		cur := &and[len(and)-1]
		switch {
		case want:
			t, err := parseTerm(token)
			if err != nil {
				return nil, fmt.Errorf("%q: %w", text, err)
			}
			t.Factor *= sign
			if left {
				cur.Left = append(cur.Left, t)
			} else {
				cur.Right = append(cur.Right, t)
			}
			want = false
			continue
		case token == "+":
			sign = 1
		case token == "-":
			sign = -1
		case slices.Contains(operators, token) && left:
			cur.Op, left, sign = token, false, 1
		case token == "and" && !left:
			f[len(f)-1] = append(and, Comparison{})
			left, sign = true, 1
		case token == "or" && !left:
			f = append(f, Conjunction{{}})
			left, sign = true, 1
		default:
			return nil, fmt.Errorf("%q: %q is not expected there", text, token)
		}
		want = true
	}
	if want || left {
		return nil, fmt.Errorf("%q ends too early", text)
	}
	return f, nil
}

func parseTerm(token string) (Term, error) {
	t := Term{Factor: 1}
	if n, err := strconv.ParseInt(token, 10, 64); err == nil {
		t.Factor = n
		return t, nil
	}
	if n, rest, ok := strings.Cut(token, "*"); ok {
		if k, err := strconv.ParseInt(n, 10, 64); err == nil {
			t.Factor, token = k, rest
		}
	}
	if name, rest, ok := strings.Cut(token, "("); ok {
		inner, closed := strings.CutSuffix(rest, ")")
		if !closed || !slices.Contains([]string{"blank", "some", "natural", "said"}, name) {
			return t, fmt.Errorf("%q is no function", token)
		}
		t.Func, token = name, inner
	}
	t.Operand = token
	if token == "" && t.Func != "said" || strings.ContainsAny(token, "(){}") {
		return t, fmt.Errorf("%q is no operand", token)
	}
	return t, nil
}
