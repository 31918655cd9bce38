package main

import (
	"errors"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/ingest"
)

func newParse() *cobra.Command {
	var url string
	var ocr bool
	c := &cobra.Command{
		Use:   "parse FILE",
		Short: "Read a document and print what it says, without a warehouse",
		Long: `Read a document and print one JSON object a line for each report found in it, or
one line with the outcome no_report, unreadable or image_only and its reason.
FILE may be an archive, whose documents are read one by one, or - for standard
input.

Exit code 1 means that the document was unreadable.`,
		Example: "  gongkai parse report.html\n  gongkai parse --url https://www.example.gov.cn/a/t20240117_1.html saved.html | jq .facts",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := parser(cmd.Context(), ocr)
			if err != nil {
				return err
			}
			return parse(cmd, p, args[0], url)
		},
	}
	c.Flags().StringVar(&url, "url", "", "where the document was fetched from: a witness for its issuer and year")
	addOCR(c, &ocr)
	return c
}

// parse prints what a document, or each in an archive, says; it gives up when
// the program is told to stop.
func parse(cmd *cobra.Command, p ingest.Parser, path, url string) error {
	done := make(chan error, 1)
	go func() {
		unreadable := false
		err := p.Each(cmd.Context(), path, url, func(_ *gongkai.Document, out gongkai.Outcome) error {
			unreadable = unreadable || out.Kind == gongkai.Unreadable
			return out.WriteJSON(cmd.OutOrStdout())
		})
		switch {
		case err != nil:
			err = &exitError{exitFailed, err}
		case unreadable:
			err = &exitError{exitFaults, nil}
		}
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-cmd.Context().Done():
		return &exitError{exitFailed, errors.New("stopped before the document was read")}
	}
}
