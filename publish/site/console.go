package site

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// ConsoleDatabase is the DuckDB file that the SQL console reads; [ConsoleFiles]
// are the parts that make the console.
const ConsoleDatabase = "console/tables.duckdb"

// ConsoleFiles returns the files that a console's folder must hold, with their
// digests: DuckDB compiled for browsers and what it needs, as make console
// takes them from npm. No other bytes are published.
func ConsoleFiles() map[string]string {
	b, err := assets.ReadFile("assets/console/SHA256SUMS")
	if err != nil {
		panic(err) // it is embedded
	}
	out := map[string]string{}
	lines := bufio.NewScanner(strings.NewReader(string(b)))
	for lines.Scan() {
		if sum, name, ok := strings.Cut(lines.Text(), "  "); ok {
			out[name] = sum
		}
	}
	return out
}

// CheckConsole says whether a folder holds the console's parts.
func CheckConsole(dir string) error {
	for name, sum := range ConsoleFiles() {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return fmt.Errorf("SQL console: %w; make console takes its parts from npm", err)
		}
		h := sha256.New()
		_, err = io.Copy(h, f)
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
		if got := hex.EncodeToString(h.Sum(nil)); got != sum {
			return fmt.Errorf("SQL console: %s has the digest %s, not %s; remove the folder and run make console", filepath.Join(dir, name), got, sum)
		}
	}
	return nil
}

// writeConsole writes the page of the SQL console and copies its parts.
func (s *Site) writeConsole(context.Context) error {
	if s.Console == "" {
		return nil
	}
	if err := CheckConsole(s.Console); err != nil {
		return err
	}
	for name := range ConsoleFiles() {
		b, err := os.ReadFile(filepath.Join(s.Console, name))
		if err != nil {
			return err
		}
		if err := s.file("console/"+name, b); err != nil {
			return err
		}
	}
	for _, name := range []string{"console.js", "arrow.mjs"} {
		b, err := assets.ReadFile("assets/console/" + name)
		if err != nil {
			return err
		}
		if err := s.file("console/"+name, b); err != nil {
			return err
		}
	}
	name := "console/index.html"
	return s.write(name, words{"SQL", "SQL"}, nil, func(p *page) {
		p.put(`<p class="lead">{}</p>`, words{"在浏览器里查询：DuckDB 在你的机器上运行，不向别处发送或下载任何东西。须经网页服务器打开（如 python3 -m http.server），首次载入约 35 MB。",
			"Ask in the browser: DuckDB runs on your machine, and sends nothing to and takes nothing from anywhere else. The page must come from a web server (say, python3 -m http.server); the first loading takes some 35 MB."})
		p.put(`<label for="query">SQL</label><textarea id="query" rows="6" spellcheck="false">SELECT year, count(*) AS reports, sum(received)::BIGINT AS received
FROM report_wide WHERE scope = 'agency' GROUP BY year ORDER BY year</textarea>
<p><button id="run" disabled>{}</button> <span id="state" role="status">{}</span></p><div id="result" class="scroll"></div>
<p class="note">{} <code>report_wide</code> <code>metric</code> <code>fact_total</code> <code>issue</code> <code>dim_…</code> · {} <a href="../gongkai.duckdb">gongkai.duckdb</a></p>
<script type="importmap">{"imports": {"apache-arrow": "./arrow.mjs"}}</script><script src="arrow.js"></script><script type="module" src="console.js"></script>`,
			words{"运行", "Run"}, words{"正在载入…", "Loading…"}, words{"表：", "Tables:"}, words{"单元格与历次版本见", "cells and earlier versions are in"})
	})
}
