package io.juvloop.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One block of a PEM file: what stands between BEGIN and END. Text around blocks is passed over.
///
/// Any thread. See [RFC 7468](https://www.rfc-editor.org/rfc/rfc7468).
final class PemBlock {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private final Path file;
    private final String label;
    private final boolean oldEncrypted;
    private final byte[] bytes;

    private PemBlock(Path file, String label, boolean oldEncrypted, byte[] bytes) {
        this.file = file;
        this.label = label;
        this.oldEncrypted = oldEncrypted;
        this.bytes = bytes;
    }

    /// What it is, such as `CERTIFICATE`.
    String label() {
        return label;
    }

    /// Whether headers say that it is encrypted in the way from before PKCS#8.
    boolean isOldEncrypted() {
        return oldEncrypted;
    }

    /// Its content, never to be shown.
    byte[] bytes() {
        return bytes;
    }

    /// All blocks of a file in their order.
    ///
    /// @throws IOException if it cannot be read, or a block does not end or is not base 64
    static List<PemBlock> read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        List<PemBlock> blocks = new ArrayList<>();
        String label = null;
        StringBuilder body = new StringBuilder();
        boolean encrypted = false;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith(BEGIN)) {
                label = label(line, BEGIN);
                body.setLength(0);
                encrypted = false;
            } else if (label != null && line.startsWith(END)) {
                blocks.add(block(file, label, encrypted, body.toString()));
                label = null;
            } else if (label != null && line.indexOf(':') >= 0) {
                encrypted |= line.contains("ENCRYPTED");
            } else if (label != null && !line.startsWith(DASHES)) {
                body.append(line);
            }
        }
        requireEnded(file, label);
        return blocks;
    }

    private static String label(String line, String prefix) {
        String rest = line.substring(prefix.length());
        return rest.endsWith(DASHES) ? rest.substring(0, rest.length() - DASHES.length()) : rest;
    }

    private static void requireEnded(Path file, @Nullable String label) throws IOException {
        if (label != null) {
            throw new IOException(file + " ends inside the block " + label);
        }
    }

    private static PemBlock block(Path file, String label, boolean encrypted, String body) throws IOException {
        try {
            return new PemBlock(
                    file,
                    label,
                    encrypted,
                    encrypted ? new byte[0] : Base64.getMimeDecoder().decode(body));
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("the block " + label + " of " + file + " is not base 64"); // whose message has bytes
        }
    }

    /// The blocks of a file, for a message.
    static String found(Path file, List<PemBlock> blocks) {
        return blocks.isEmpty()
                ? file + " has no PEM block"
                : file + " has "
                        + String.join(
                                ", ",
                                blocks.stream().map(PemBlock::label).distinct().toList());
    }

    @Override
    public String toString() {
        return label + " of " + file;
    }
}
