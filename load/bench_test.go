package load

import (
	"fmt"
	"testing"
)

// BenchmarkLoad loads 500 reports of 200 cells: 100,000 cells.
func BenchmarkLoad(b *testing.B) {
	var in []input
	for i := range 500 {
		in = append(in, found(page(fmt.Sprint(i), fmt.Sprint(i)), full(fmt.Sprintf("局%d", i), 2023, i)))
	}
	for b.Loop() {
		ingest(b, warehouse(b), night, in...)
	}
	b.ReportMetric(float64(500*200*b.N)/b.Elapsed().Seconds(), "cells/s")
}
