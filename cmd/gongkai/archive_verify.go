package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func newArchiveVerify(a *archiveOptions) *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Read every body and compare it with its digest",
		Long: `Read every line of the journal and every body that it names. Exit codes: 0 all is
whole; 1 something is not, and is named on standard error; 3 no archive.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.open(cmd, true)
			if err != nil {
				return err
			}
			defer s.Close()
			faults, bodies, err := s.Verify()
			if err != nil {
				return &exitError{exitFailed, err}
			}
			for _, f := range faults {
				if f.Line > 0 {
					say(os.Stderr, "archive %s: journal line %d cannot be read: %v", s.Dir(), f.Line, f.Err)
				} else {
					say(os.Stderr, "archive %s: %s: %v", s.Dir(), f.Record.Request, f.Err)
				}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "bodies    %d\nfaults    %d\n", bodies, len(faults))
			if len(faults) > 0 {
				return &exitError{exitFaults, fmt.Errorf("archive %s: %d faults; fetch these addresses again, or import an export that has them", s.Dir(), len(faults))}
			}
			return nil
		},
	}
}
