package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/extract/scan"
	"gongkai/ingest"
)

// ocrHelp is what the help of a command says of --ocr.
const ocrHelp = `

With --ocr documents of scanned pages are recognised with tesseract, which must
be installed with its data for simplified Chinese (chi_sim). A number is taken
only where every sum of the form that it is part of closes, and has the status
repaired and the method ocr; all others are NULL.`

// addOCR adds the flag that has scans recognised. It is off by default: a scan is
// then image_only.
func addOCR(c *cobra.Command, on *bool) {
	c.Flags().BoolVar(on, "ocr", false, "recognise scanned pages with tesseract (needs its chi_sim data)")
	c.Long += ocrHelp
}

// parser returns the reader of documents that the flag asks for.
func parser(ctx context.Context, ocr bool) (ingest.Parser, error) {
	if !ocr {
		return ingest.Parser{}, nil
	}
	t, err := scan.FindTesseract(ctx)
	if err != nil {
		return ingest.Parser{}, usage("--ocr: %w", err)
	}
	return ingest.Parser{OCR: t}, nil
}
