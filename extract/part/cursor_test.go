package part

import (
	"errors"
	"strings"
	"testing"

	"gongkai"
)

// walk writes the tokens of a part in short.
func walk(c *Cursor) string {
	var b strings.Builder
	for {
		switch c.Next() {
		case EOF:
			return b.String()
		case Start:
			b.WriteString("<" + string(c.Name) + string('0'+rune(c.Space)))
			if v, ok := c.Lookup("v"); ok {
				b.WriteString("=" + v)
			}
			if string(c.Name) == "skip" {
				c.Skip()
				b.WriteString("…")
			}
		case End:
			b.WriteString(">")
		case Text:
			b.Write(c.Append(nil))
		}
	}
}

func TestCursor(t *testing.T) {
	known := map[string]Space{"urn:a": 1, "urn:b": 2}
	for _, tt := range []struct{ name, xml, want string }{
		{"spaces", `<a xmlns="urn:a" xmlns:b="urn:b"><b:c/><c xmlns="urn:x"><d/></c><e/></a>`, "<a1<c2><0<0>><e1>>"},
		{"a prefix bound again", `<x:a xmlns:x="urn:a"><x:b xmlns:x="urn:b"><x:c/></x:b><x:d/></x:a>`, "<a1<b2<c2>><d1>>"},
		{"attributes", `<a xmlns="urn:a" b:v='1&amp;2' w="3"/>`, "<a1=1&2>"},
		{"text", "<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a xmlns='urn:a'>1&lt;<!-- 9 --><![CDATA[&2]]>&#51;\n&x;\xFF</a>\n", "<a11<&23 &x;\uFFFD>"},
		{"skip", `<a xmlns="urn:a"><skip><a>9</a></skip>1</a>`, "<a1<skip1…1>"},
		{"mark", "\xEF\xBB\xBF<a xmlns='urn:a'/>", "<a1>"},
		{"UTF-16", "\xFE\xFF\x00<\x00a\x00/\x00>", "<0>"},
		{"behind the root", "<a xmlns='urn:a'/><b>", "<a1>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := NewCursor("x.xml", []byte(tt.xml), known)
			if got := walk(c); got != tt.want || c.Err() != nil {
				t.Errorf("got %q, %v, want %q", got, c.Err(), tt.want)
			}
		})
	}
	for _, bad := range []string{"", "1", "<a>", "<a", "<a b", "<a b=\"", "<a></b>", "</a>", "<a><b></a></b>", "<a>\x00</a>", "<>", "<a?>", "<a><!--", "<a><![CDATA[", "<?xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"} {
		c := NewCursor("x.xml", []byte(bad), known)
		walk(c)
		var re *gongkai.ReadError
		if !errors.As(c.Err(), &re) || re.Reason != gongkai.ReasonCorrupt {
			t.Errorf("%q: %v", bad, c.Err())
		}
	}
}
