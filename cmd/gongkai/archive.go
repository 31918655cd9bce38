package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"gongkai/extract/portal/store"
	"gongkai/ingest"
)

// archiveOptions are the flags that every subcommand of archive takes.
type archiveOptions struct {
	*options
	dir string
}

func newArchive(o *options) *cobra.Command {
	a := &archiveOptions{options: o}
	c := group(&cobra.Command{
		Use:   "archive",
		Short: "The raw bytes of all that was fetched: list, verify, export, import",
		Long: `The archive keeps the raw bytes of all that was fetched, every version, with
address, time, status and header. It is the directory that the configuration names
under archive, else the one beside the warehouse: gongkai.archive.`,
	})
	c.PersistentFlags().StringVar(&a.dir, "archive", "", "the archive's `directory`")
	c.AddCommand(newArchiveList(a), newArchiveVerify(a), newArchiveExport(a), newArchiveImport(a))
	return c
}

// open opens the archive.
func (a *archiveOptions) open(cmd *cobra.Command, readonly bool) (*store.Store, error) {
	dir := a.dir
	if dir == "" {
		var conf *ingest.Config
		if _, err := os.Stat(a.config); !errors.Is(err, fs.ErrNotExist) || cmd.Flags().Changed("config") {
			if conf, err = ingest.LoadConfig(a.config); err != nil {
				return nil, failed(err)
			}
		}
		dir = conf.ArchiveDir(a.db)
	}
	s, err := store.Open(dir, readonly)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &exitError{exitFailed, fmt.Errorf("archive %s does not exist: nothing was fetched yet; gongkai ingest makes it, --archive names another", dir)}
	}
	if err != nil {
		return nil, &exitError{exitFailed, err}
	}
	return s, nil
}
