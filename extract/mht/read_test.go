package mht

import (
	"encoding/base64"
	"errors"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai"
	"gongkai/extract/limit"
)

const page1 = `<html><head><title>某局</title></head><body><p>办件17件</p><table><tr><td>甲<td>3<tr><td>乙<td>4</table></body></html>`

func gbk(s string) string {
	out, _ := simplifiedchinese.GBK.NewEncoder().String(s)
	return out
}

func b64(s string) string {
	e := base64.StdEncoding.EncodeToString([]byte(s))
	var b strings.Builder
	for i := 0; i < len(e); i += 76 {
		b.WriteString(e[i:min(i+76, len(e))] + "\r\n")
	}
	return b.String()
}

func qp(s string) string {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

// part is a part of a message, header and body.
func part(header, body string) string { return header + "\r\n\r\n" + body + "\r\n" }

// message puts parts together as Word and browsers do.
func message(params string, parts ...string) string {
	s := "From: <Saved by X>\r\nSubject: =?gb2312?B?xLM=?=\r\nSnapshot-Content-Location: https://www.example.gov.cn/a.html\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_Next.01\"" + params + "\r\n\r\nThis is a message\r\nin several parts.\r\n\r\n"
	mark := "------=_Next.01"
	return s + mark + "\r\n" + strings.Join(parts, mark+"\r\n") + mark + "--\r\n"
}

func TestRead(t *testing.T) {
	picture := part("Content-Type: image/png\r\nContent-Transfer-Encoding: base64", b64("\x89PNG"))
	other := strings.ReplaceAll(page1, "17", "99")
	bare := strings.ReplaceAll(page1, "<p>", "<p><a href=x?a=zz&b=></a>")
	for name, m := range map[string]string{
		"base64":           message("", part("Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64", b64(page1)), picture),
		"quoted-printable": message("", part("Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: Quoted-Printable", qp(page1)), picture),
		"GBK":              message("", part("Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable", qp(gbk(page1)))),
		"8bit":             message("", part("Content-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: 8bit", gbk(page1))),
		"no charset":       message("", part("Content-Type: text/html", gbk(page1))),
		"bare signs":       message("", part("Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable", bare)),
		"line ends":        strings.ReplaceAll(message("", part("Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64", b64(page1))), "\r\n", "\n"),
		"root first":       message("", picture, part("Content-Type: text/html", page1), part("Content-Type: text/html", other)),
		"root named":       message("; start=\"<b@x>\"", part("Content-Type: text/html", other), part("Content-Type: text/html\r\nContent-ID: <b@x>", page1)),
		"nested": message("", part("Content-Type: multipart/alternative; boundary=in", "--in\r\n"+part("Content-Type: text/plain", "99")+"--in\r\n"+
			part("Content-Type: text/html", page1)+"--in--\r\n"), picture),
		"sloppy header":   strings.Replace(message("; boundary=x", part("Content-Type: text/html", page1)), "MIME-Version", "a line of text\r\nMIME-Version", 1),
		"alone":           "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + b64(page1),
		"picture cut off": strings.TrimSuffix(message("", part("Content-Type: text/html", page1), picture), "goK\r\n\r\n------=_Next.01--\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Read([]byte(m), gongkai.Source{})
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Blocks) != 2 || d.Blocks[0].Text != "办件17件" || fmt.Sprint(d.Blocks[1].Table.Grid) != "[[{甲 0 0 1 1 0 false <nil>} {3 0 1 1 1 0 false <nil>}] [{乙 1 0 1 1 0 false <nil>} {4 1 1 1 1 0 false <nil>}]]" {
				t.Errorf("%+v", d.Blocks)
			}
			if want := "https://www.example.gov.cn/a.html"; name != "alone" && d.Source.URL != want || d.Page.WindowTitle != "某局" || d.Source.Encoding == "" {
				t.Errorf("%+v %+v", d.Source, d.Page)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	whole := message("", part("Content-Type: text/html\r\nContent-Transfer-Encoding: base64", b64(page1)))
	nest := func(n int) string {
		s := part("Content-Type: text/html", page1)
		for i := range n {
			b := fmt.Sprintf("b%d", i)
			s = part("Content-Type: multipart/mixed; boundary="+b, "--"+b+"\r\n"+s+"\r\n--"+b+"--")
		}
		return s
	}
	many := func(n int) string {
		parts := []string{part("Content-Type: text/html", page1)}
		for range n {
			parts = append(parts, part("A: b", ""))
		}
		return message("", parts...)
	}
	for _, tt := range []struct {
		name, message string
		want          gongkai.Reason
	}{
		{"nothing", "", gongkai.ReasonCorrupt},
		{"no header", "甲\n\n乙", gongkai.ReasonCorrupt},
		{"no page", message("", part("Content-Type: image/png", "x")), gongkai.ReasonUnsupported},
		{"no boundary", "Content-Type: multipart/related\n\nx", gongkai.ReasonCorrupt},
		{"cut short", whole[:len(whole)-60], gongkai.ReasonCorrupt},
		{"cut short, not encoded", strings.Split(message("", part("Content-Type: text/html", page1)), "</table>")[0], gongkai.ReasonCorrupt},
		{"damaged", strings.Replace(whole, "base64\r\n\r\n", "base64\r\n\r\n!", 1), gongkai.ReasonCorrupt},
		{"nesting", nest(maxNesting), ""},
		{"past nesting", nest(maxNesting + 1), gongkai.ReasonLimit},
		{"parts", many(maxParts - 1), ""},
		{"past parts", many(maxParts), gongkai.ReasonLimit},
		{"bytes", strings.Repeat("A: b\n", limit.MaxBytes/5+1), gongkai.ReasonLimit},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read([]byte(tt.message), gongkai.Source{})
			var re *gongkai.ReadError
			switch {
			case err == nil && tt.want == "":
			case !errors.As(err, &re):
				t.Errorf("%T: %v", err, err)
			case re.Reason != tt.want:
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(message("; start=\"<b@x>\"", part("Content-Type: text/html\r\nContent-Transfer-Encoding: base64", b64(page1)))))
	f.Add([]byte(message("", part("Content-Type: multipart/mixed; boundary=a", "--a\r\n"+part("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable", qp(page1))))))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := Read(data, gongkai.Source{})
		var re *gongkai.ReadError
		if err != nil && !errors.As(err, &re) {
			t.Fatalf("%T: %v", err, err)
		}
	})
}
