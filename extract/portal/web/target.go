package web

import (
	"regexp"
	"strings"
)

var (
	pathLike = regexp.MustCompile(`(?i)^(?:https?:)?//?[^\s'"<>]+$|^[^\s'"<>:]*(?:/[^\s'"<>:]+|\.(?:s?html?|jsp|aspx?|php|do|docx?|pdf|ofd|wps|et|xlsx?|zip|rar|7z|rtf|txt|odt|ods|mht|mhtml|docm|xlsm|tar|tgz|gz))(?:\?[^\s'"<>]*)?$`)
	noPath   = regexp.MustCompile(`^\d{1,4}/\d|^text/|^application/`)
)

// PathLike reports whether a string of a script looks like an address.
func PathLike(s string) bool {
	return len(s) > 3 && len(s) <= maxURL && pathLike.MatchString(s) && !noPath.MatchString(s)
}

// Target returns where a link leads: its address; else what stands in its script
// (window.open('a.html'), download('/f.pdf','…')) or its data attributes; else "".
func (d *Doc) Target(l *Link) string {
	if l.URL != "" && l.Href != "" && !strings.HasPrefix(l.Href, "#") {
		return l.URL
	}
	for _, s := range Strings(l.Script) {
		if PathLike(s) {
			if u := d.Resolve(s); u != "" {
				return u
			}
		}
	}
	if PathLike(l.Data) {
		return d.Resolve(l.Data)
	}
	return ""
}

var (
	fileEnd    = regexp.MustCompile(`(?i)\.(docx?|pdf|ofd|wps|et|xlsx?|zip|rar|7z|rtf|txt|ceb|odt|ods|mht|mhtml|docm|xlsm|tar|tgz|gz)(?:$|[?&#])`)
	fileString = regexp.MustCompile(`(?i)["']([^"'\s<>()+*]{1,400}\.(?:docx?|pdf|ofd|wps|xlsx?|zip|rar|7z|rtf|odt|mht))(?:["'?#])`)
)

// IsFile reports whether an address names a document to download, in its path or
// in a parameter.
func IsFile(address string) bool {
	return fileEnd.MatchString(address) || fileEnd.MatchString(Name(address))
}

// FilesInScripts returns the names of documents in a page's scripts: what a
// viewer shows is known to them alone.
func FilesInScripts(d *Doc) []string {
	var out []string
	for _, s := range d.Scripts {
		for _, m := range fileString.FindAllStringSubmatch(unescapeCode.Replace(s), 100) {
			if name := strings.TrimPrefix(m[1], "."); name != "" && !strings.HasPrefix(m[1], ".") || strings.HasPrefix(m[1], "./") || strings.HasPrefix(m[1], "../") {
				out = append(out, m[1])
			}
		}
	}
	return out
}

// FileInScript returns the first of them, or "".
func FileInScript(d *Doc) string {
	if f := FilesInScripts(d); len(f) > 0 {
		return f[0]
	}
	return ""
}
