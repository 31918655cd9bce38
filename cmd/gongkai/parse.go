package main

import (
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
			_, out := ingest.Parse(args[0], url)
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
