package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"gongkai"
	"gongkai/extract/portal/crawl"
	"gongkai/ingest"
)

// newProgress chooses how a run shows its progress on w: a bar on a terminal,
// plain lines elsewhere.
func newProgress(how string, w *os.File) (ingest.Progress, error) {
	if how == "auto" {
		how = "plain"
		if term.IsTerminal(int(w.Fd())) {
			how = "bar"
		}
	}
	switch how {
	case "bar":
		return &bar{w: w}, nil
	case "plain":
		return &lines{w: w}, nil
	case "json":
		return &logs{log: slog.New(slog.NewJSONHandler(w, nil))}, nil
	case "none":
		return nil, nil
	}
	return nil, ingest.Usage("--progress %s: one of auto, bar, plain, json, none", how)
}

type bar struct {
	w   io.Writer
	bar *progressbar.ProgressBar
}

func (b *bar) Request(crawl.Event) {
	if b.bar == nil {
		b.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(b.w), progressbar.OptionSetDescription("fetching"),
			progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	_ = b.bar.Add(1)
}

func (b *bar) Begin(n int) {
	if b.bar != nil {
		_ = b.bar.Finish()
	}
	b.bar = progressbar.NewOptions(n, progressbar.OptionSetWriter(b.w), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("documents"),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
}

func (b *bar) Done(gongkai.Source, gongkai.Outcome) { _ = b.bar.Add(1) }
func (b *bar) End()                                 { _ = b.bar.Finish() }

// lines prints how far the run is, every few seconds.
type lines struct {
	w       io.Writer
	n, done int
	fetched int
	last    time.Time
}

// Request prints what failed, and now and then how far the crawl is.
func (l *lines) Request(e crawl.Event) {
	l.fetched++
	if e.Reason != "" {
		fmt.Fprintf(l.w, "%s  %s\n", e.Reason, e.URL)
	}
	if time.Since(l.last) >= 5*time.Second {
		l.last = time.Now()
		fmt.Fprintf(l.w, "%d pages and files; the last %s\n", l.fetched, e.URL)
	}
}

func (l *lines) Begin(n int) {
	l.n, l.last = n, time.Now()
	fmt.Fprintf(l.w, "reading %d inputs\n", n)
}

func (l *lines) Done(gongkai.Source, gongkai.Outcome) {
	if l.done++; time.Since(l.last) >= 5*time.Second {
		l.last = time.Now()
		fmt.Fprintf(l.w, "read %d of %d inputs\n", l.done, l.n)
	}
}

func (l *lines) End() {}

// logs writes a line of JSON for each document.
type logs struct{ log *slog.Logger }

func (l *logs) Request(e crawl.Event) {
	l.log.Info("request", "source", e.Source, "url", e.URL, "role", e.Role, "status", e.Status, "reason", e.Reason, "bytes", e.Bytes, "archive", e.Cached)
}

func (l *logs) Begin(n int) { l.log.Info("run", "files", n) }

func (l *logs) Done(src gongkai.Source, out gongkai.Outcome) {
	l.log.Info("document", "path", src.Path, "sha256", src.SHA256, "outcome", out.Kind, "reason", out.Reason, "reports", len(out.Reports))
}

func (l *logs) End() { l.log.Info("read") }
