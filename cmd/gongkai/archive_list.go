package main

import (
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"gongkai/extract/portal/store"
)

func newArchiveList(a *archiveOptions) *cobra.Command {
	var format, source string
	c := &cobra.Command{
		Use:   "list",
		Short: "List what was fetched, oldest first",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.open(cmd, true)
			if err != nil {
				return err
			}
			defer s.Close()
			return printRows(cmd.OutOrStdout(), format, []string{"time", "source", "role", "status", "reason", "bytes", "sha256", "url"}, func(yield func([]any, error) bool) {
				for r, err := range s.Records() {
					if err != nil {
						yield(nil, err)
						return
					}
					if r.Kind != store.Fetch || source != "" && r.Source != source {
						continue
					}
					status, size := any(nil), any(nil)
					if r.Status > 0 {
						status = int64(r.Status)
					}
					if r.SHA256 != "" {
						size = r.Bytes
					}
					if !yield([]any{r.Time.Format(time.RFC3339), orNull(shown(r.Source)), orNull(shown(r.Role)), status, orNull(shown(r.Reason)), size, orNull(r.SHA256), shown(r.Request.String())}, nil) {
						return
					}
				}
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "`table`, csv, json or md")
	c.Flags().StringVar(&source, "source", "", "only this source: its `id`")
	return c
}

// shown keeps what servers wrote from steering the terminal.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\uFFFD'
		}
		return r
	}, s)
}
