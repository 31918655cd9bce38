import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.dom4j.io.SAXReader;

/**
 * A report to be drawn: headings, paragraphs and tables, in the words of XHTML. What stands in the
 * file is also what a reader must find in the drawing; {@link #truth} writes it down.
 */
final class Report {
    /** A heading ("h1", "h2"), a paragraph ("p") or a table. */
    record Block(String kind, String text, Table table) {}

    /** A cell, its place in the grid and its span. */
    record Cell(int row, int col, int rows, int cols, String text) {
        int bottom() {
            return row + rows;
        }

        int right() {
            return col + cols;
        }
    }

    /** A table of cells; the first {@code head} rows are its header. */
    static final class Table {
        final List<Cell> cells = new ArrayList<>();
        int rows, cols, head;

        /** How wide a column is beside the others: as its longest text, within reason. */
        double weight(int col) {
            final double least = 3, most = 13;
            double w = least;
            for (Cell c : cells) {
                if (c.col == col && c.cols == 1 && c.rows <= 2) {
                    w = Math.max(w, c.text.length());
                }
            }
            return Math.min(w, most);
        }
    }

    final List<Block> blocks = new ArrayList<>();

    Report(Path file) throws Exception {
        Element body = new SAXReader().read(file.toFile()).getRootElement().element("body");
        for (Element e : body.elements()) {
            boolean table = e.getName().equals("table");
            blocks.add(new Block(e.getName(), table ? null : e.getText().strip(), table ? table(e) : null));
        }
    }

    /** Gives each cell the first place that those before it and above it leave free. */
    private static Table table(Element e) {
        Table t = new Table();
        List<Element> rows = new ArrayList<>();
        for (Element part : e.elements()) {
            if (part.getName().equals("thead")) {
                t.head = part.elements("tr").size();
            }
            rows.addAll(part.elements("tr"));
        }
        t.rows = rows.size();
        boolean[][] taken = new boolean[t.rows][64];
        for (int r = 0; r < t.rows; r++) {
            int c = 0;
            for (Element td : rows.get(r).elements()) {
                while (taken[r][c]) {
                    c++;
                }
                Cell cell = new Cell(r, c, number(td, "rowspan"), number(td, "colspan"), td.getText().strip());
                for (int y = r; y < cell.bottom(); y++) {
                    for (int x = c; x < cell.right(); x++) {
                        taken[y][x] = true;
                    }
                }
                t.cells.add(cell);
                t.cols = Math.max(t.cols, cell.right());
            }
        }
        return t;
    }

    private static int number(Element td, String attribute) {
        return Integer.parseInt(td.attributeValue(attribute, "1"));
    }

    /** Writes the blocks as JSON: a text, or a table's cells as [row, column, rows, columns, text]. */
    void truth(Path file) throws Exception {
        List<String> out = new ArrayList<>();
        for (Block b : blocks) {
            if (b.table == null) {
                out.add("{\"text\": " + quote(b.text) + "}");
                continue;
            }
            List<String> cells = new ArrayList<>();
            for (Cell c : b.table.cells) {
                cells.add("  [" + c.row + ", " + c.col + ", " + c.rows + ", " + c.cols + ", " + quote(c.text) + "]");
            }
            out.add("{\"rows\": " + b.table.rows + ", \"cols\": " + b.table.cols + ", \"cells\": [\n" + String.join(",\n", cells) + "\n]}");
        }
        Files.writeString(file, "[\n" + String.join(",\n", out) + "\n]\n");
    }

    private static String quote(String s) {
        return '"' + s.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
