package schema

import (
	"fmt"
	"io/fs"
	"strings"
)

// ViewQuery returns the query behind a view, as its file has it: for working a
// view out over other rows than the warehouse's. The text that DuckDB itself
// keeps of a view is no query of the same meaning: it writes CROSS JOIN as a
// comma, which binds otherwise.
func ViewQuery(view string) (string, error) {
	names, err := fs.Glob(files, "views/*")
	if err != nil {
		return "", err
	}
	for _, name := range names {
		text, err := viewText(name)
		if err != nil {
			return "", err
		}
		_, query, ok := strings.Cut(text, "CREATE OR REPLACE VIEW "+view+" AS")
		if !ok {
			continue
		}
		for i, line := 0, ""; ; { // to the line that ends in the statement's semicolon
			rest := query[i:]
			line, _, _ = strings.Cut(rest, "\n")
			code, _, _ := strings.Cut(line, "--")
			if strings.HasSuffix(strings.TrimSpace(code), ";") {
				return strings.TrimSpace(query[:i] + strings.TrimSuffix(strings.TrimSpace(code), ";")), nil
			}
			if i += len(line) + 1; i >= len(query) {
				return "", fmt.Errorf("%s: the view %s does not end", name, view)
			}
		}
	}
	return "", fmt.Errorf("no file has a view %s", view)
}
