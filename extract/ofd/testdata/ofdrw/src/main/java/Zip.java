import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Writes a package once more so that each run gives the same bytes: names in order, no dates. */
final class Zip {
    private static final LocalDateTime DAY = LocalDateTime.of(2024, 1, 1, 0, 0);

    private Zip() {}

    static void settle(Path file) throws Exception {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                entries.put(e.getName(), in.readAllBytes());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> x : entries.entrySet()) {
                ZipEntry e = new ZipEntry(x.getKey());
                e.setTimeLocal(DAY);
                out.putNextEntry(e);
                out.write(x.getKey().endsWith(".xml") ? undated(x.getValue()) : x.getValue());
            }
        }
        Files.write(file, bytes.toByteArray());
    }

    private static byte[] undated(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8)
                .replaceAll("(<ofd:(?:CreationDate|ModDate)>|LastModDate=\")[0-9-]+", "$12024-01-01")
                .replaceAll("(<ofd:DocID>)[0-9a-f]+", "$1" + "0".repeat(32))
                .getBytes(StandardCharsets.UTF_8);
    }
}
