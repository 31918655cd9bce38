package gongkai_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// docFiles lists the Markdown of the root and of docs.
func docFiles(t *testing.T) []string {
	var names []string
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	return names
}

func readDoc(t *testing.T, name string) string {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func writeDoc(t *testing.T, name, text string) {
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A fence is a fenced code block.
type fence struct {
	lang string
	text string // its lines, without the fences
	line int    // of the opening fence, from 1
	at   int    // byte at which text begins
}

func fences(text string) []fence {
	var out []fence
	var open *fence
	n, at := 0, 0
	for line := range strings.Lines(text) {
		n++
		at += len(line)
		if lang, ok := strings.CutPrefix(line, "```"); ok {
			if open == nil {
				open = &fence{lang: strings.TrimSpace(lang), line: n, at: at}
			} else {
				out = append(out, *open)
				open = nil
			}
		} else if open != nil {
			open.text += line
		}
	}
	return out
}

// outside returns the lines of a document that stand in no code block.
func outside(text string) []string {
	var out []string
	in := false
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "```"):
			in = !in
		case !in:
			out = append(out, strings.TrimSuffix(line, "\n"))
		}
	}
	return out
}

func headings(text string) []string {
	var out []string
	for _, line := range outside(text) {
		if strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// tableRows counts the rows of each table.
func tableRows(text string) []int {
	var out []int
	in := false
	for _, line := range outside(text) {
		row := strings.HasPrefix(line, "|")
		if row && !in {
			out = append(out, 0)
		}
		if row {
			out[len(out)-1]++
		}
		in = row
	}
	return out
}
