package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/ingest"
)

func newParse() *cobra.Command {
	var url string
	c := &cobra.Command{
		Use:   "parse FILE",
		Short: "Read one document and print what it says, without a warehouse",
		Long: `Read one document and print one JSON object a line for each report found in it,
or one line with the outcome no_report, unreadable or image_only and its reason.
FILE may be - for standard input.

Exit code 1 means that the document was unreadable.`,
		Example: "  gongkai parse report.html\n  gongkai parse --url https://www.example.gov.cn/a/t20240117_1.html saved.html | jq .facts",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			out, err := parse(cmd.Context(), args[0], url)
			if err != nil {
				return err
			}
			if err := out.WriteJSON(cmd.OutOrStdout()); err != nil {
				return &exitError{exitFailed, err}
			}
			if out.Kind == gongkai.Unreadable {
				return &exitError{exitFaults, nil}
			}
			return nil
		},
	}
	c.Flags().StringVar(&url, "url", "", "where the document was fetched from: a witness for its issuer and year")
	return c
}

// parse reads a document, or gives up when the program is told to stop.
func parse(ctx context.Context, path, url string) (gongkai.Outcome, error) {
	done := make(chan gongkai.Outcome, 1)
	go func() {
		_, out := ingest.Parse(path, url)
		done <- out
	}()
	select {
	case out := <-done:
		return out, nil
	case <-ctx.Done():
		return gongkai.Outcome{}, &exitError{exitFailed, errors.New("stopped before the document was read")}
	}
}
