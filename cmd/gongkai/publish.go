package main

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"gongkai/load"
	"gongkai/publish"
	"gongkai/publish/site"
)

// consoleFolder is where make console puts the SQL console's parts.
const consoleFolder = "build/console"

// publishMemory bounds what DuckDB takes of a publication's memory; what is more
// goes to the disk.
const publishMemory = "500MB"

func newPublish(o *options) *cobra.Command {
	p := publish.Options{
		Snapshot: func(to string) error { return load.Snapshot(o.db, to) },
		Open: func(warehouse, scratch string) (*sql.DB, error) {
			return load.OpenScratch(warehouse, scratch, publishMemory)
		},
	}
	c := &cobra.Command{
		Use:   "publish DIR",
		Short: "Write the warehouse as files and a site for others",
		Long: `Write the warehouse to a folder that can be handed on or put on a web server:
the DuckDB snapshot, Parquet by year and province, CSV, the league tables as
XLSX, a data package with schema, digests and licence, a log of what changed
since the publication before, checksums, and a site of static pages that begins
at index.html.

The folder is built beside DIR and put in its place at the end: readers see the
old publication or the new one, and a run that is killed changes nothing. The
same warehouse makes the same bytes. A folder that holds other things than an
earlier publication is not touched. It takes the space of both, and of a
scratch database, while it runs.

With the parts of the SQL console (make console) the site has a page on which
readers ask the data in SQL, in their own browser.`,
		Example: "  gongkai publish /srv/www/gongkai\n  gongkai publish --bom --console build/console site",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if p.Dir = args[0]; p.Dir == "" {
				return usage("DIR is empty; name the folder to write")
			}
			if !cmd.Flags().Changed("console") {
				if _, err := os.Stat(consoleFolder); errors.Is(err, fs.ErrNotExist) {
					p.Console = ""
				}
			}
			if p.Console != "" {
				if err := site.CheckConsole(p.Console); err != nil {
					return usage("%w", err)
				}
			}
			r, err := publish.Run(cmd.Context(), p)
			if err != nil {
				return &exitError{exitFailed, err}
			}
			if r.Unheeded != "" {
				say(cmd.ErrOrStderr(), "the publication before could not be compared with: %s", r.Unheeded)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "published %d reports, %d pages in %s; since the publication before: added %d, restated %d, reread %d, withdrawn %d\n",
				r.Reports, r.Pages, p.Dir, r.Changes.Added, r.Changes.Restated, r.Changes.Reread, r.Changes.Withdrawn)
			return nil
		},
	}
	c.Flags().BoolVar(&p.BOM, "bom", false, "begin CSV files with a byte order mark, which old spreadsheets need")
	c.Flags().StringVar(&p.Console, "console", consoleFolder, "the `folder` of the SQL console's parts; \"\" for none")
	return c
}
