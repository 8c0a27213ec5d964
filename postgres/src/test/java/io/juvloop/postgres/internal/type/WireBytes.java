package io.juvloop.postgres.internal.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Bytes that PostgreSQL 18 sent, from a file: in a line, with tabs between, the type, the literal, the bytes.
final class WireBytes {
    private static final Map<String, byte[]> BY_KEY = load();

    private WireBytes() {}

    private static Map<String, byte[]> load() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(WireBytes.class.getResourceAsStream("wire-bytes.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("\t", -1);
                all.put(parts[0] + "\t" + parts[1], HexFormat.of().parseHex(parts[2]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /// The bytes of a value.
    static byte[] of(String type, String literal) {
        return Objects.requireNonNull(BY_KEY.get(type + "\t" + literal), () -> "no bytes of " + type + " " + literal)
                .clone();
    }
}
