package charset

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai"
)

var encodings = map[string]encoding.Encoding{
	GB18030: simplifiedchinese.GB18030,
	Big5:    traditionalchinese.Big5,
	UTF16LE: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	UTF16BE: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
}

func encode(t *testing.T, s, enc string) []byte {
	t.Helper()
	if enc == UTF8 {
		return []byte(s)
	}
	b, err := encodings[enc].NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const (
	simplified  = "我们今年种了三千棵树，其中一半在河边，另一半在山上；明年还要再种五百棵。\n第二行：共3517棵。"
	traditional = "我們今年種了三千棵樹，其中一半在河邊，另一半在山上；明年還要再種五百棵。\n第二行：共3517棵。"
	short       = "年报公开"
)

// declarations are what pages and servers say, rightly or not.
var declarations = []string{"", "utf-8", "GB2312", "text/html; charset=ISO-8859-1", "big5", "gbk", "UTF-16", "nonsense"}

func TestDecodeOverrulesDeclarations(t *testing.T) {
	for _, tt := range []struct{ text, enc string }{
		{simplified, UTF8}, {simplified, GB18030}, {simplified, UTF16LE}, {simplified, UTF16BE},
		{traditional, UTF8}, {traditional, GB18030}, {traditional, Big5}, {traditional, UTF16LE},
		{short, UTF8}, {short, GB18030}, {"𠮷野家的表", GB18030},
		{"<p>12</p>", UTF8}, {"<p>12</p>", UTF16LE}, {"<p>12</p>", UTF16BE},
		{strings.ReplaceAll(simplified, "3517", ""), UTF16LE},
	} {
		for _, d := range declarations {
			got, enc, err := Decode(encode(t, tt.text, tt.enc), d)
			if got != tt.text || enc != tt.enc || err != nil {
				t.Errorf("%.12q in %s declared %q: %.40q, %s, %v", tt.text, tt.enc, d, got, enc, err)
			}
		}
	}
}

func TestDecodeDeclarationDecidesTheRest(t *testing.T) {
	two := encode(t, "縣誌", Big5)
	if got, enc, _ := Decode(two, "big5"); got != "縣誌" || enc != Big5 {
		t.Errorf("declared: %q in %s", got, enc)
	}
	if _, enc, _ := Decode(two, ""); enc != GB18030 {
		t.Errorf("undeclared: %s, want the likeliest of the field", enc)
	}
	if got, enc, _ := Decode([]byte("caf\xE9"), "latin1"); got != "café" || enc != Windows1252 {
		t.Errorf("latin: %q in %s", got, enc)
	}
}

func TestDecodeCleans(t *testing.T) {
	for _, tt := range []struct{ in, want, enc string }{
		{"\xEF\xBB\xBF甲\r\n乙\r丙\n", "甲\n乙\n丙\n", UTF8},
		{"\xFF\xFE\x32\x75\r\x00\n\x00", "甲\n", UTF16LE},
		{"\xFE\xFF\x75\x32", "甲", UTF16BE},
		{simplified + "\xE7\x94", simplified + "\uFFFD", UTF8},
		{simplified[:90] + "\xB1\xED" + simplified[90:], simplified[:90] + "\uFFFD" + simplified[90:], UTF8},
		{"a\x00b 甲", "ab 甲", UTF8},
		{"", "", UTF8},
	} {
		got, enc, err := Decode([]byte(tt.in), "gb2312")
		if got != tt.want || enc != tt.enc || err != nil {
			t.Errorf("Decode(%q) = %q, %s, %v; want %q, %s", tt.in, got, enc, err, tt.want, tt.enc)
		}
	}
}

func TestDecodeCutGB18030(t *testing.T) {
	b := encode(t, simplified, GB18030)
	got, enc, err := Decode(b[:len(b)-3], "")
	if err != nil || enc != GB18030 || !strings.HasPrefix(got, simplified[:len(simplified)-6]) {
		t.Errorf("%q, %s, %v", got, enc, err)
	}
}

func TestDecodeRefusesBinary(t *testing.T) {
	noise := make([]byte, 4096)
	x := uint32(7)
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	for _, b := range [][]byte{noise, noise[:100], []byte(strings.Repeat("\x01\x02a", 50)), {0x80, 0x80, 0xFF}} {
		_, _, err := Decode(b, "gbk")
		var re *gongkai.ReadError
		if !errors.As(err, &re) || re.Reason != gongkai.ReasonEncoding {
			t.Errorf("Decode(%d bytes of noise) = %v", len(b), err)
		}
	}
}

func TestDeclared(t *testing.T) {
	for in, want := range map[string]string{
		`<meta charset="GBK">`: "gbk",
		`<meta http-equiv=Content-Type content="text/html; charset=gb2312">`: "gb2312",
		`<?xml version="1.0" encoding="big5"?>`:                              "big5",
		`<script src=a charset></script>`:                                    "",
		"":                                                                   "",
	} {
		if got := Declared([]byte(in)); got != want {
			t.Errorf("Declared(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestDecodeCorpus re-encodes real documents and declares them wrongly.
func TestDecodeCorpus(t *testing.T) {
	root := os.Getenv("GONGKAI_CORPUS")
	if root == "" {
		t.Skip("GONGKAI_CORPUS is not set")
	}
	var files []string
	for _, p := range []string{"real/*/*.html", "real/*/*.txt", "real/*/*.md", "seeds/*.txt"} {
		m, _ := filepath.Glob(filepath.Join(root, p))
		files = append(files, m...)
	}
	if len(files) == 0 {
		t.Fatalf("no documents under %s", root)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		whole := normalise(string(b))
		for _, text := range []string{whole, head(whole, 60), head(whole, 300)} {
			for _, enc := range []string{UTF8, GB18030, UTF16LE, UTF16BE} {
				if enc == GB18030 && utf8.RuneCountInString(text) == len(text) {
					continue // ASCII is UTF-8
				}
				for _, d := range declarations {
					if got, e, err := Decode(encode(t, text, enc), d); got != text || e != enc || err != nil {
						t.Errorf("%s (%d bytes) in %s declared %q: %s, %v, %.60q", filepath.Base(f), len(text), enc, d, e, err, got)
					}
				}
			}
			// What Big5 can't write is left out: simplified characters.
			var b5 strings.Builder
			for _, r := range text {
				if _, err := encodings[Big5].NewEncoder().String(string(r)); err == nil {
					b5.WriteRune(r)
				}
			}
			if got, e, _ := Decode(encode(t, b5.String(), Big5), "gb2312"); b5.Len() > 500 && (e != Big5 || got != b5.String()) {
				t.Errorf("%s in big5: %s", filepath.Base(f), e)
			}
		}
	}
}

func head(s string, runes int) string {
	r := []rune(s)
	return string(r[:min(len(r), runes)])
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(simplified), "gbk")
	f.Add([]byte("\xFF\xFE\x00"), "")
	f.Fuzz(func(t *testing.T, data []byte, declared string) {
		text, _, err := Decode(data, declared)
		var re *gongkai.ReadError
		if err != nil && !errors.As(err, &re) {
			t.Fatalf("%T: %v", err, err)
		}
		if strings.ContainsAny(text, "\r\x00") || strings.ToValidUTF8(text, "") != text {
			t.Fatalf("not clean: %q", text)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for _, enc := range []string{UTF8, GB18030} {
		data := []byte(strings.Repeat(simplified, 1000))
		if enc != UTF8 {
			data, _ = encodings[enc].NewEncoder().Bytes(data)
		}
		b.Run(enc, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				_, _, _ = Decode(data, "")
			}
		})
	}
}
