package draw

import (
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
)

// mht packs the report's page into a mail message, as "save as web archive"
// does, in quoted-printable or base64, with a picture beside it.
func (d *drawer) mht(bs []block) []byte {
	charset := "utf-8"
	if d.GBK {
		charset = "gb2312"
	}
	var b strings.Builder
	b.WriteString("From: <Saved by a browser>\r\nSubject: =?utf-8?B?" + base64.StdEncoding.EncodeToString([]byte(d.truth.Title)) + "?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_Part_7\"\r\n\r\n")
	coding := []string{"quoted-printable", "base64"}[d.Seed%2]
	fmt.Fprintf(&b, "------=_Part_7\r\nContent-Type: text/html;\r\n\tcharset=\"%s\"\r\nContent-Transfer-Encoding: %s\r\nContent-Location: http://www.example.gov.cn/zwgk/ndbg/%d.html\r\n\r\n", charset, coding, d.Seed)
	if coding == "base64" {
		for s := base64.StdEncoding.EncodeToString(d.html(bs)); s != ""; {
			n := min(76, len(s))
			b.WriteString(s[:n] + "\r\n")
			s = s[n:]
		}
	} else {
		w := quotedprintable.NewWriter(&b)
		w.Write(d.html(bs))
		w.Close()
	}
	b.WriteString("\r\n------=_Part_7\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://www.example.gov.cn/logo.gif\r\n\r\nR0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\r\n------=_Part_7--\r\n")
	return []byte(b.String())
}
