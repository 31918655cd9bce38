// DuckDB's module imports apache-arrow by its bare name; the page has loaded
// that as a plain script, which leaves it in the variable Arrow.
export const RecordBatchReader = globalThis.Arrow.RecordBatchReader;
export const Table = globalThis.Arrow.Table;
export const tableToIPC = globalThis.Arrow.tableToIPC;
export const Type = globalThis.Arrow.Type;
