package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"gongkai/extract/portal/store"
)

func newArchiveImport(a *archiveOptions) *cobra.Command {
	var source string
	c := &cobra.Command{
		Use:   "import FILE…",
		Short: "Take the responses of WARC files over into the archive",
		Long: `Take the responses of WARC files (.warc, .warc.gz) over into the archive: exports of
this program, or what Common Crawl, Heritrix and others wrote. The same file again
adds nothing.

Exit codes: 0 all was taken over, or is no response of HTTP; 1 a record was damaged
or cut short (the others are taken over); 3 the archive cannot be written.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, name := range args {
				if st, err := os.Stat(name); err != nil || st.IsDir() {
					return usage("%s: no such file", name)
				}
			}
			s, err := a.open(cmd, false)
			if err != nil {
				return err
			}
			defer s.Close()
			faults := 0
			for _, name := range args {
				res, err := importFile(s, name, source)
				if err != nil {
					return &exitError{exitFailed, fmt.Errorf("import %s: %w", name, err)}
				}
				printImport(cmd.OutOrStdout(), name, res)
				for _, f := range res.Faults {
					say(os.Stderr, "%s: record %d: %s: %v", name, f.N, f.URL, f.Err)
				}
				faults += len(res.Faults)
			}
			if faults > 0 {
				return &exitError{exitFaults, fmt.Errorf("%d records were not taken over", faults)}
			}
			return nil
		},
	}
	c.Flags().StringVar(&source, "source", "", "the source to which foreign records belong: its `id`")
	return c
}

func importFile(s *store.Store, name, source string) (store.ImportResult, error) {
	f, err := os.Open(name)
	if err != nil {
		return store.ImportResult{}, err
	}
	defer f.Close()
	return s.Import(f, source)
}

func printImport(w io.Writer, name string, r store.ImportResult) {
	fmt.Fprintf(w, "%s\n  %-20s%d\n  %-20s%d\n  %-20s%d\n", name, "new", r.New, "known", r.Known, "faults", len(r.Faults))
	for _, k := range slices.Sorted(maps.Keys(r.Skipped)) {
		fmt.Fprintf(w, "  %-20s%d\n", "skipped, "+shown(k), r.Skipped[k])
	}
}
