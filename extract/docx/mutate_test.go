package docx

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestMutated reads documents of which elements were doubled, dropped, swapped
// and nested, tags kept in balance so that the XML itself stays sound.
func TestMutated(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	element := regexp.MustCompile(`<w:(\w+)[^<>]*/>|<w:(p|tc|tr|tbl|r)[ >]`)
	for range 1500 {
		body := p("甲") + write(rnd, draw(rnd)) + `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:del>` + run("x") + `</w:del></w:p>` + write(rnd, draw(rnd))
		for range 1 + rnd.IntN(4) {
			at := element.FindAllStringIndex(body, -1)
			a, b := at[rnd.IntN(len(at))], at[rnd.IntN(len(at))]
			piece, rest := whole(body[a[0]:]), body[:a[0]]+strings.TrimPrefix(body[a[0]:], whole(body[a[0]:]))
			switch rnd.IntN(3) {
			case 0:
				body = rest
			case 1:
				body = body[:b[0]] + piece + body[b[0]:]
			default:
				i := min(b[0], len(rest))
				for i < len(rest) && rest[i] != '<' {
					i++
				}
				body = rest[:i] + piece + rest[i:]
			}
		}
		fuzz(t, document(body).zip(t))
	}
}

// whole returns the element that s begins with.
func whole(s string) string {
	end := strings.IndexByte(s, '>') + 1
	if s[end-2] == '/' {
		return s[:end]
	}
	name := s[1:strings.IndexAny(s, " >")]
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], "<"+name+">") || strings.HasPrefix(s[i:], "<"+name+" "):
			if j := i + strings.IndexByte(s[i:], '>'); s[j-1] != '/' {
				depth++
			}
		case strings.HasPrefix(s[i:], "</"+name+">"):
			if depth--; depth == 0 {
				return s[:i+len(name)+3]
			}
		}
	}
	return s
}
