package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/extract/portal/store"
	"gongkai/ingest"
	"gongkai/ingest/explain"
)

func newExplain(o *options) *cobra.Command {
	var format, page, dir, file string
	var ocr bool
	c := &cobra.Command{
		Use:   "explain REPORT [INDICATOR]",
		Short: "Show where a number came from, and what rules say of it",
		Long: `Show where the numbers of a report came from: the printed cell with its
neighbours, its raw text and how that became a value, the document with its
SHA-256, the place in it, the rules that touch it, and what other versions say.
The document's bytes are read again, from its file or from the archive.

REPORT is a report_id, an agency and a year ("惠安县教育局 2023"; without a year
its latest), or the path or URL of a document. INDICATOR is as in dim_indicator,
with an applicant where one is wanted (req.granted@total), or as in dim_claim.

Exit codes: 0 explained; 1 a cell's text is not at its place; 2 no such report or
indicator; 3 no warehouse.`,
		Example: "  gongkai explain \"惠安县农业农村局 2022\" req.received@total\n  gongkai explain --html report.html 惠安县农业农村局",
		Args:    cobra.RangeArgs(1, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			report, indicator, ok := explain.Arguments(args)
			if !ok {
				return usage("too many arguments: a report and an indicator are asked for")
			}
			if !slices.Contains([]string{"text", "json", "html"}, format) {
				return usage("--format %s: one of text, json, html", format)
			}
			p, err := parser(cmd.Context(), ocr)
			if err != nil {
				return err
			}
			db, decided, err := withDecisions(cmd, o, file)
			if err != nil {
				return err
			}
			defer db.Close()
			ids, err := explain.Find(cmd.Context(), db, report)
			if err != nil {
				return explained(err)
			}
			opt := explain.Options{Parser: p, Decisions: said(decided)}
			a := &archiveOptions{options: o, dir: dir}
			if opt.Archive, err = a.ifAny(cmd); err != nil {
				return err
			}
			if opt.Archive != nil {
				defer opt.Archive.Close()
			}
			if len(ids) > 1 && (format == "html" || page != "") {
				return usage("%s stands for %d reports; give one report_id of %s", report, len(ids), strings.Join(ids, ", "))
			}
			astray := 0
			for _, id := range ids {
				e, err := explain.Explain(cmd.Context(), db, id, indicator, opt)
				if err != nil {
					return explained(err)
				}
				if err := show(cmd.OutOrStdout(), e, format, page, indicator != ""); err != nil {
					return &exitError{exitFailed, err}
				}
				for i := range e.Cells {
					if e.Cells[i].At != nil && !e.Cells[i].Agrees() {
						astray++
					}
				}
			}
			if astray > 0 {
				return &exitError{exitFaults, fmt.Errorf("%d cells do not stand where the warehouse says: it was filled by another version of the program; run gongkai ingest over the document", astray)}
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "text", "`text`, json or html")
	c.Flags().StringVar(&page, "html", "", "write the page with the document's tables to this `file`")
	c.Flags().StringVar(&dir, "archive", "", "the archive's `directory`")
	c.Flags().StringVar(&file, "decisions", decisionsFile, "the `file` of decisions (gongkai review)")
	addOCR(c, &ocr)
	return c
}

// show writes an explanation; with page also as HTML, to that file.
func show(w io.Writer, e *explain.Explanation, format, page string, full bool) error {
	if page != "" {
		var b bytes.Buffer
		if err := e.HTML(&b); err != nil {
			return err
		}
		if err := replaceFile(page, func(f io.Writer) error { _, err := f.Write(b.Bytes()); return err }); err != nil {
			return err
		}
	}
	switch format {
	case "json":
		return e.JSON(w)
	case "html":
		return e.HTML(w)
	}
	return e.Text(w, full)
}

// explained gives an error its exit code.
func explained(err error) error {
	if errors.Is(err, explain.ErrNotFound) {
		return &exitError{exitUsage, err}
	}
	return &exitError{exitFailed, err}
}

// ifAny opens the archive for reading; nil where there is none and none was asked
// for.
func (a *archiveOptions) ifAny(cmd *cobra.Command) (*store.Store, error) {
	dir := a.dir
	if dir == "" {
		var conf *ingest.Config
		if _, err := os.Stat(a.config); !errors.Is(err, fs.ErrNotExist) || cmd.Flags().Changed("config") {
			if conf, err = ingest.LoadConfig(a.config); err != nil {
				return nil, failed(err)
			}
		}
		dir = conf.ArchiveDir(a.db)
		if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
	}
	s, err := store.Open(dir, true)
	if err != nil {
		return nil, &exitError{exitFailed, err}
	}
	return s, nil
}
