import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lays a report out on pages: where each line of text and each cell stands, in millimetres. */
final class Paper {
    /** A rectangle. */
    record Box(double x, double y, double w, double h) {}

    /** Text in a box; cells have a frame. */
    record Piece(Box box, List<String> lines, double size, boolean centred, boolean frame) {}

    static final double BODY = 4.2, CELL = 3.2, PAD = 0.9, MARGIN = 20, LEADING = 1.3;

    final double width, height;
    final List<List<Piece>> pages = new ArrayList<>();
    private final Set<String> style;
    private double y;

    Paper(Report report, Set<String> style) {
        this.style = style;
        boolean wide = style.contains("wide") || style.contains("turned");
        width = wide ? 297 : 210;
        height = wide ? 210 : 297;
        turnOver();
        for (Report.Block b : report.blocks) {
            switch (b.kind()) {
                case "table" -> table(b.table());
                case "h1" -> text(b.text(), 6.5, true);
                default -> text(b.text(), BODY, false);
            }
        }
    }

    private void turnOver() {
        pages.add(new ArrayList<>());
        y = MARGIN;
    }

    private void add(Piece p) {
        pages.get(pages.size() - 1).add(p);
    }

    private double bottom() {
        return height - MARGIN;
    }

    /** Sets a paragraph, its first line two characters in, its lines on whatever pages they reach. */
    private void text(String s, double size, boolean centred) {
        double step = size * 1.5;
        for (String line : lines(centred ? s : "\u3000\u3000" + s, width - 2 * MARGIN, size)) {
            if (y + step > bottom()) {
                turnOver();
            }
            add(new Piece(new Box(MARGIN, y, width - 2 * MARGIN, step), List.of(line), size, centred, false));
            y += step;
        }
        y += size * 0.8;
    }

    /** Breaks a text into lines: where it says so, and between any two ideographs, within a number only where it is wider than all the room. */
    static List<String> lines(String text, double width, double size) {
        List<String> out = new ArrayList<>();
        for (String s : text.split("\n")) {
            wrap(s, width, size, out);
        }
        return out;
    }

    private static void wrap(String s, double width, double size, List<String> out) {
        final String closers = "、，。；：？！）”’」』】〕,.;:?!)%";
        String line = "";
        for (int i = 0; i < s.length(); ) {
            int end = i + Character.charCount(s.codePointAt(i));
            while (end < s.length() && (s.charAt(end) < 0x80 && s.charAt(end - 1) < 0x80 || closers.indexOf(s.charAt(end)) >= 0)) {
                end++;
            }
            String word = s.substring(i, end);
            if (!line.isEmpty() && advance(line + word, size) > width + 1e-6) {
                out.add(line);
                line = "";
            }
            while (word.charAt(0) < 0x80 && advance(word, size) > width + 1e-6) { // a number too wide for its cell
                int n = Math.max(1, Math.min(word.length() - 1, (int) (width / size * 2 + 1e-6)));
                out.add(word.substring(0, n));
                word = word.substring(n);
            }
            line += word;
            i = end;
        }
        out.add(line);
    }

    /** How wide a text is: half a square for ASCII, one for others. */
    static double advance(String s, double size) {
        return s.codePoints().mapToDouble(c -> c < 0x80 ? size / 2 : size).sum();
    }

    /** The part of a row that stands on one page. */
    private record Slice(int row, int page, double y, double h) {}

    private void table(Report.Table t) {
        double[] x = columns(t);
        double step = CELL * LEADING;
        int[] deep = new int[t.rows]; // lines of each row
        List<List<String>> texts = new ArrayList<>();
        for (Report.Cell c : t.cells) {
            List<String> l = lines(c.text(), x[c.right()] - x[c.col()] - 2 * PAD, CELL);
            texts.add(l);
            if (c.rows() == 1) {
                deep[c.row()] = Math.max(deep[c.row()], l.size());
            }
        }
        for (int i = 0; i < texts.size(); i++) { // cells over several rows: the last makes room
            Report.Cell c = t.cells.get(i);
            int has = 0;
            for (int r = c.row(); r < c.bottom(); r++) {
                has += deep[r];
            }
            deep[c.bottom() - 1] += Math.max(0, texts.get(i).size() - has);
        }
        List<Slice> slices = new ArrayList<>(), again = new ArrayList<>();
        for (int r = 0; r < t.rows; r++) {
            double h = deep[r] * step + 2 * PAD, room = bottom() - y;
            int fit = (int) Math.floor((room - 2 * PAD) / step + 1e-6);
            if (h > room && style.contains("torn") && r >= t.head && fit > 0) {
                place(slices, r, fit * step + 2 * PAD);
                h -= fit * step;
                room = 0;
            }
            boolean head = r == 0 && !style.contains("anywhere"); // stays with its first row
            for (int k = 1; head && k <= t.head && k < t.rows; k++) {
                room -= deep[k] * step + 2 * PAD;
            }
            if (h > room + 1e-6) {
                turnOver();
                for (int k = 0; k < t.head && r >= t.head && style.contains("repeat"); k++) {
                    place(again, k, deep[k] * step + 2 * PAD);
                }
            }
            place(slices, r, h);
        }
        for (int i = 0; i < texts.size(); i++) {
            put(t.cells.get(i), x, slices, texts.get(i));
            for (int p = 0; p < pages.size(); p++) {
                int page = p;
                put(t.cells.get(i), x, again.stream().filter(s -> s.page == page).toList(), texts.get(i));
            }
        }
        y += BODY;
    }

    private double[] columns(Report.Table t) {
        double sum = 0;
        for (int c = 0; c < t.cols; c++) {
            sum += t.weight(c);
        }
        double[] x = new double[t.cols + 1];
        x[0] = MARGIN;
        for (int c = 0; c < t.cols; c++) {
            x[c + 1] = x[c] + t.weight(c) / sum * (width - 2 * MARGIN);
        }
        return x;
    }

    private void place(List<Slice> slices, int row, double h) {
        slices.add(new Slice(row, pages.size() - 1, y, h));
        y += h;
    }

    /** Puts a cell on the pages that its rows stand on; its lines go on where a page ends. */
    private void put(Report.Cell c, double[] x, List<Slice> slices, List<String> lines) {
        int from = 0;
        for (int page = 0; page < pages.size(); page++) {
            double top = Double.MAX_VALUE, end = 0;
            for (Slice s : slices) {
                if (s.page == page && s.row >= c.row() && s.row < c.bottom()) {
                    top = Math.min(top, s.y);
                    end = Math.max(end, s.y + s.h);
                }
            }
            if (end == 0) {
                continue;
            }
            int fit = (int) Math.floor((end - top - 2 * PAD) / (CELL * LEADING) + 1e-6);
            int to = Math.min(lines.size(), from + fit);
            Box box = new Box(x[c.col()], top, x[c.right()] - x[c.col()], end - top);
            pages.get(page).add(new Piece(box, lines.subList(from, to), CELL, c.text().length() < 12, true));
            from = to;
        }
    }
}
