package gongkai_test

import (
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// mayImport holds the walls of the house: which of the module's packages a
// package may import. The longest name that fits counts; a name stands for the
// package and those below it, "." for the module's root alone. A package without
// a line here is an error: whoever adds one says where it belongs.
var mayImport = map[string][]string{
	".":                     {},
	"canon":                 {"."},
	"extract":               {".", "extract/limit", "extract/charset", "extract/arena"}, // a reader knows nothing of reports
	"extract/limit":         {"."},
	"extract/arena":         {},                                                        // memory
	"extract/html":          {".", "extract/limit", "extract/charset", "extract/html"}, // tree parses
	"extract/portal":        {".", "extract"},
	"extract/archive":       {".", "extract/limit", "extract/charset", "extract/warc"}, // containers, web archives among them
	"extract/mht":           {".", "extract/limit", "extract/charset", "extract/html"}, // a page in a mail message
	"extract/docx":          {".", "extract/limit", "extract/charset", "extract/story", "extract/part"},
	"extract/odt":           {".", "extract/limit", "extract/charset", "extract/story", "extract/part"},
	"extract/rtf":           {".", "extract/limit", "extract/charset", "extract/story", "extract/part"},
	"extract/story":         {".", "extract/limit", "extract/part"},                                 // paragraphs and cells of a text document into blocks
	"extract/part":          {".", "extract/limit", "extract/charset"},                              // zip parts and XML within limits
	"extract/pdf":           {".", "extract/limit", "extract/page", "extract/pdf", "extract/arena"}, // glyphs and lines, laid out by page
	"extract/ofd":           {".", "extract/limit", "extract/page"},
	"extract/scan":          {".", "extract/limit", "extract/page"}, // pictures of pages, through a recogniser
	"extract/scan/scantest": {".", "extract/scan"},                  // draws pages for its tests
	"extract/doc":           {".", "extract/limit", "extract/charset", "extract/ole", "extract/arena"},
	"extract/sheet":         {".", "extract/limit", "extract/charset", "extract/ole"},
	"extract (alone)":       {".", "extract"}, // chooses the reader
	"transform":             {".", "canon", "transform"},
	"load":                  {".", "canon", "sql", "load"},
	"sql":                   {".", "canon"},
	"publish":               {".", "canon", "sql", "publish"},
	"internal/draw":         {".", "canon"}, // draws reports for tests
	"internal/mutant":       {".", "canon"}, // changes rules, to see whether tests notice
	"internal/cost":         {},             // measures calls in tests
	"ingest":                {".", "canon", "extract", "transform", "load", "sql", "publish", "ingest"},
	"cmd":                   {".", "canon", "extract", "transform", "load", "sql", "publish", "ingest", "cmd"},
}

// The other rules of the house.
var (
	rootImports = []string{"github.com/shopspring/decimal"} // beside the standard library
	noPackage   = []string{"util", "utils", "helper", "helpers", "common", "misc"}
	noChinese   = []string{"load", "sql"} // but for comments
)

const longestFile = 600 // lines

// TestHouse holds the rules over all Go files of the module that are no tests.
func TestHouse(t *testing.T) {
	files := map[string]string{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (d.Name()[0] == '.' || slices.Contains([]string{"testdata", "bin", "build"}, d.Name())):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		src, err := os.ReadFile(name)
		files[filepath.ToSlash(name)] = string(src)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, fault := range faults(files) {
		t.Error(fault)
	}
}

// TestHouseCanFail breaks each rule once.
func TestHouseCanFail(t *testing.T) {
	for name, c := range map[string]struct{ file, src, fault string }{
		"root imports canon":         {"a.go", `import "gongkai/canon"`, "a.go imports gongkai/canon"},
		"root imports a library":     {"a.go", `import "golang.org/x/text/width"`, "a.go imports golang.org/x/text/width"},
		"canon imports load":         {"canon/a.go", `import "gongkai/load"`, "canon/a.go imports gongkai/load"},
		"reader imports canon":       {"extract/pdf/a.go", `import "gongkai/canon"`, "extract/pdf/a.go imports gongkai/canon"},
		"extract imports canon":      {"extract/a.go", `import "gongkai/canon"`, "extract/a.go imports gongkai/canon"},
		"reader imports reader":      {"extract/pdf/a.go", `import "gongkai/extract/html"`, "extract/pdf/a.go imports gongkai/extract/html"},
		"reader imports the chooser": {"extract/pdf/a.go", `import "gongkai/extract"`, "extract/pdf/a.go imports gongkai/extract"},
		"limit imports charset":      {"extract/limit/a.go", `import "gongkai/extract/charset"`, "extract/limit/a.go imports gongkai/extract/charset"},
		"transform imports extract":  {"transform/tables/a.go", `import "gongkai/extract/text"`, "transform/tables/a.go imports gongkai/extract/text"},
		"transform imports load":     {"transform/a.go", `import "gongkai/load"`, "transform/a.go imports gongkai/load"},
		"load imports transform":     {"load/a.go", `import "gongkai/transform"`, "load/a.go imports gongkai/transform"},
		"sql imports load":           {"sql/a.go", `import "gongkai/load"`, "sql/a.go imports gongkai/load"},
		"publish imports ingest":     {"publish/a.go", `import "gongkai/ingest"`, "publish/a.go imports gongkai/ingest"},
		"ingest imports cmd":         {"ingest/a.go", `import "gongkai/cmd/gongkai"`, "ingest/a.go imports gongkai/cmd/gongkai"},
		"package without a rule":     {"attic/a.go", ``, "attic/a.go: no rule says what attic may import"},
		"package of that name":       {"transform/utils/a.go", ``, "transform/utils/a.go: a package called utils"},
		"long file":                  {"canon/a.go", strings.Repeat("\n", longestFile), "canon/a.go has 602 lines"},
		"Chinese in load":            {"load/a.go", "// 总计 may stand in a comment\nvar s = \"总计\"", `load/a.go:3: Chinese in "总计"`},
		"Chinese name in sql":        {"sql/a.go", `var 总计 int`, "sql/a.go:2: Chinese in 总计"},
	} {
		t.Run(name, func(t *testing.T) {
			got := faults(map[string]string{c.file: "package a\n" + c.src})
			if len(got) != 1 || !strings.HasPrefix(got[0], c.fault) {
				t.Errorf("got %q, want %q", got, c.fault)
			}
		})
	}
}

// TestHouseAllows holds that the rules forbid no more than they say.
func TestHouseAllows(t *testing.T) {
	files := map[string]string{
		"a.go":                  `import ("fmt"; "go/ast"; "github.com/shopspring/decimal")`,
		"canon/a.go":            `import ("gongkai"; "github.com/goccy/go-yaml")`,
		"extract/a.go":          `import ("gongkai/extract/html"; "gongkai/extract/limit")`,
		"extract/html/a.go":     `import ("gongkai"; "gongkai/extract/charset"; "golang.org/x/net/html")`,
		"transform/tables/a.go": "import \"gongkai/transform/values\"\nvar s = \"总计\"",
		"load/a.go":             "import \"gongkai/sql\"\n// 总计\nvar s = \"total\"",
		"cmd/gongkai/a.go":      `import ("gongkai/ingest"; "gongkai/cmd/gongkai/print"; "gongkai/publish")`,
	}
	for name := range files {
		files[name] = "package a\n" + files[name]
	}
	if got := faults(files); len(got) > 0 {
		t.Errorf("got %q", got)
	}
}

// faults returns what files, by their name in the module, do against the rules.
func faults(files map[string]string) []string {
	var out []string
	for name, src := range files {
		pkg := path.Dir(name)
		if slices.Contains(noPackage, path.Base(pkg)) {
			out = append(out, fmt.Sprintf("%s: a package called %s says nothing of what it holds", name, path.Base(pkg)))
		}
		if n := strings.Count(src, "\n") + 1; n > longestFile {
			out = append(out, fmt.Sprintf("%s has %d lines, more than %d: it holds several things", name, n, longestFile))
		}
		allowed, ok := rule(pkg)
		if !ok {
			out = append(out, fmt.Sprintf("%s: no rule says what %s may import; add it to mayImport", name, pkg))
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			out = append(out, err.Error())
			continue
		}
		for _, spec := range file.Imports {
			if to, _ := strconv.Unquote(spec.Path.Value); !mayUse(pkg, to, allowed) {
				out = append(out, fmt.Sprintf("%s imports %s, which %s may not", name, to, pkg))
			}
		}
		if slices.ContainsFunc(noChinese, func(p string) bool { return within(pkg, p) }) {
			out = append(out, chinese(name, src)...)
		}
	}
	slices.Sort(out)
	return out
}

// rule returns the line of mayImport for a package.
func rule(pkg string) ([]string, bool) {
	if allowed, ok := mayImport[pkg+" (alone)"]; ok {
		return allowed, true
	}
	for p := pkg; ; p = path.Dir(p) {
		if allowed, ok := mayImport[p]; ok && (p != "." || pkg == ".") {
			return allowed, true
		}
		if p == "." {
			return nil, false
		}
	}
}

func mayUse(pkg, to string, allowed []string) bool {
	own, inside := strings.CutPrefix(to+"/", "gongkai/")
	if !inside {
		first, _, _ := strings.Cut(to, "/")
		return pkg != "." || !strings.Contains(first, ".") || slices.Contains(rootImports, to)
	}
	if own = strings.TrimSuffix(own, "/"); own == "" {
		own = "."
	}
	return slices.ContainsFunc(allowed, func(p string) bool { return within(own, p) })
}

// within reports whether pkg is p or stands below it; the root holds only itself.
func within(pkg, p string) bool { return pkg == p || strings.HasPrefix(pkg, p+"/") }

// chinese returns the tokens of a file, but for its comments, with Han characters.
func chinese(name, src string) []string {
	var out []string
	var s scanner.Scanner
	set := token.NewFileSet()
	file := set.AddFile(name, -1, len(src))
	s.Init(file, []byte(src), nil, 0)
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return out
		}
		if strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) }) {
			out = append(out, fmt.Sprintf("%s:%d: Chinese in %s: what the words mean stands in canon", name, file.Line(pos), text))
		}
	}
}
