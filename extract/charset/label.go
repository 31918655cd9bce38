package charset

import "strings"

// Declared returns the charset that the head of an HTML page declares in a meta
// tag or XML declaration, as written, or "".
func Declared(data []byte) string {
	head := lowered(data[:min(len(data), 4<<10)])
	for from := 0; ; {
		i := strings.Index(head[from:], "charset")
		if i < 0 {
			break
		}
		from += i + len("charset")
		if v := value(head[from:]); v != "" {
			return v
		}
	}
	if strings.HasPrefix(head, "<?xml") {
		if i := strings.Index(head, "encoding"); i >= 0 {
			return value(head[i+len("encoding"):])
		}
	}
	return ""
}

// lowered returns data with small ASCII letters.
func lowered(data []byte) string {
	var b strings.Builder
	b.Grow(len(data))
	for _, c := range data {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		b.WriteByte(c)
	}
	return b.String()
}

// value reads `= "gbk"`, with or without quotes and blanks.
func value(s string) string {
	s = strings.TrimLeft(s, " \t\n\r")
	if !strings.HasPrefix(s, "=") {
		return ""
	}
	s = strings.TrimLeft(s[1:], " \t\n\r\"'")
	if i := strings.IndexAny(s, " \t\n\r\"';>/?"); i >= 0 {
		s = s[:i]
	}
	return s
}

// label maps a declaration to one of the encodings of this package, or "".
func label(declared string) string {
	s := strings.ToLower(declared)
	if i := strings.Index(s, "charset"); i >= 0 {
		s = value(s[i+len("charset"):])
	}
	switch strings.Trim(s, " \t\"';") {
	case "utf-8", "utf8":
		return UTF8
	case "gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "ms936", "gb-2312", "gb2312-80":
		return GB18030
	case "big5", "big5-hkscs", "big-5", "x-x-big5", "cp950":
		return Big5
	case "utf-16", "utf-16le", "utf16", "unicode", "ucs-2":
		return UTF16LE
	case "utf-16be":
		return UTF16BE
	case "iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii":
		return Windows1252
	}
	return ""
}
