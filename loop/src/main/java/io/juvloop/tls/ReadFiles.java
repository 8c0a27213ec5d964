package io.juvloop.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The files that something was read from, and a digest of what they had then. It is taken before they are read, so a
/// file that changes meanwhile differs from it, and never goes unnoticed.
///
/// The content is compared and not the time of a file, which may be too coarse, and which a link to another file does
/// not change.
///
/// Any thread. Immutable.
///
/// @param files in the order in which they are read
/// @param digest of their content, in hexadecimal digits
record ReadFiles(List<Path> files, String digest) {
    ReadFiles {
        files = List.copyOf(files);
    }

    /// The files as they are now.
    static ReadFiles now(List<Path> files) {
        return new ReadFiles(files, digestOf(files));
    }

    /// What the files have now, whether they can be read or not.
    static String digestOf(List<Path> files) {
        MessageDigest digest = sha256();
        for (Path file : files) {
            byte[] content = content(file);
            digest.update((content.length + " bytes of " + file + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            return unreadable.toString().getBytes(StandardCharsets.UTF_8); // differs from any content that is PEM
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("the JDK has no SHA-256", impossible);
        }
    }
}
