package io.juvloop.postgres.internal.connect;

import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.SslMode;
import io.juvloop.tls.TlsContext;
import io.juvloop.tls.TlsCredentials;
import io.juvloop.tls.TlsCrl;
import io.juvloop.tls.TlsOptions;
import io.juvloop.tls.TlsTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files that libpq's parameters name for TLS, and the context that is made of them.
///
/// A context is made once for the same files with the same times, because it holds the sessions that make later
/// handshakes short. Made by threads that may block. Immutable.
///
/// @param roots the root certificates; null for none, which checks nothing
/// @param isSystem whether the JDK's roots count instead
/// @param lists of revoked certificates
/// @param certificate the client's own; null for none
/// @param key of the certificate
/// @param password of the key
/// @param hostCheck whether the certificate must be for the host
/// @param protocols the versions of TLS
/// @param times when the files were changed
record TlsFiles(
        @Nullable Path roots,
        boolean isSystem,
        List<Path> lists,
        @Nullable Path certificate,
        @Nullable Path key,
        String password,
        boolean hostCheck,
        List<String> protocols,
        List<Long> times) {
    private static final int MOST_KEPT = 32;
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";
    private static final Map<TlsFiles, TlsContext> KEPT = new ConcurrentHashMap<>();

    /// @throws IllegalArgumentException if a file that is needed is not there
    static TlsFiles of(Targets targets) {
        PgOptions options = targets.options();
        boolean isSystem = options.parameter("sslrootcert").orElse("").equals("system");
        if (isSystem && options.sslMode() != SslMode.VERIFY_FULL) {
            throw new IllegalArgumentException(
                    "sslrootcert=system needs sslmode=verify-full, not " + Keywords.word(options.sslMode()));
        }
        Path roots = isSystem ? null : present(targets, "sslrootcert", "root.crt");
        if (!isSystem && roots == null && options.sslMode().compareTo(SslMode.VERIFY_CA) >= 0) {
            throw new IllegalArgumentException("sslmode=" + Keywords.word(options.sslMode())
                    + " needs a file of root certificates: set sslrootcert");
        }
        boolean isAnonymous = options.parameter("sslcertmode").orElse("").equals("disable");
        Path certificate = isAnonymous ? null : present(targets, "sslcert", "postgresql.crt");
        Path key = certificate == null ? null : present(targets, "sslkey", "postgresql.key");
        List<Path> lists = roots == null && !isSystem ? List.of() : lists(targets, isSystem);
        List<Path> files = Stream.concat(Stream.of(roots, certificate, key), lists.stream())
                .filter(file -> file != null)
                .toList();
        return new TlsFiles(
                roots,
                isSystem,
                lists,
                certificate,
                key,
                options.parameter("sslpassword").orElse(""),
                options.sslMode() == SslMode.VERIFY_FULL,
                protocols(options),
                files.stream().map(TlsFiles::time).toList());
    }

    /// The file that a parameter names, or the one that libpq looks for, if it is there.
    private static @Nullable Path present(Targets targets, String keyword, String name) {
        Path given = Encryption.file(targets.options(), keyword);
        if (given == null) {
            Path usual = targets.environment().userFile(".postgresql/" + name, name);
            return Files.exists(usual) ? usual : null;
        }
        boolean isOptional =
                keyword.equals("sslrootcert") && targets.options().sslMode().compareTo(SslMode.VERIFY_CA) < 0;
        if (!Files.exists(given) && !isOptional) {
            throw new IllegalArgumentException("the file of " + keyword + " does not exist: " + given);
        }
        return Files.exists(given) ? given : null;
    }

    /// The lists that the parameters name, also beside the system's roots, where libpq passes them over. The usual file
    /// is one of the usual roots, and not of the system's.
    private static List<Path> lists(Targets targets, boolean isSystem) {
        List<Path> lists = new ArrayList<>();
        boolean isNamed = Encryption.file(targets.options(), "sslcrl") != null;
        Path file = isNamed || !isSystem ? present(targets, "sslcrl", "root.crl") : null;
        if (file != null) {
            lists.add(file);
        }
        Path folder = Encryption.file(targets.options(), "sslcrldir");
        if (folder != null) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile).sorted().forEach(lists::add);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("the folder of sslcrldir cannot be read: " + folder, unreadable);
            }
            if (lists.isEmpty()) {
                throw new IllegalArgumentException("the folder of sslcrldir has no file: " + folder);
            }
        }
        return List.copyOf(lists);
    }

    private static List<String> protocols(PgOptions options) {
        String least = options.parameter("ssl_min_protocol_version").orElse("");
        String most = options.parameter("ssl_max_protocol_version").orElse("");
        if (least.equals(TLS_1_3)) {
            return List.of(TLS_1_3);
        }
        return most.equals(TLS_1_2) ? List.of(TLS_1_2) : List.of(TLS_1_3, TLS_1_2);
    }

    private static long time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("a file cannot be read: " + file, unreadable);
        }
    }

    // --- The context

    TlsContext context() {
        TlsContext known = KEPT.get(this);
        if (known != null) {
            return known;
        }
        TlsContext made = make();
        if (KEPT.size() >= MOST_KEPT) {
            KEPT.clear();
        }
        TlsContext other = KEPT.putIfAbsent(this, made);
        return other == null ? made : other;
    }

    /// A message of PostgreSQL has a length, so a cut stream is always noticed.
    private TlsContext make() {
        TlsOptions options = TlsOptions.DEFAULT
                .withAlpn(Encryption.ALPN)
                .withTrust(trust())
                .withCrl(revoked())
                .withHostCheck(hostCheck)
                .withProtocols(protocols.toArray(String[]::new))
                .withTruncationTolerated(true);
        return TlsContext.client(certificate == null ? options : options.withCredentials(credentials(certificate)));
    }

    private TlsTrust trust() {
        if (isSystem) {
            return TlsTrust.system();
        }
        if (roots == null) {
            return TlsTrust.of(new UncheckedTrust());
        }
        try {
            return TlsTrust.ofPem(roots);
        } catch (IOException unusable) {
            throw new IllegalArgumentException("the root certificates of " + roots + " cannot be used", unusable);
        }
    }

    private @Nullable TlsCrl revoked() {
        if (lists.isEmpty()) {
            return null;
        }
        try {
            return TlsCrl.ofFiles(lists.toArray(Path[]::new));
        } catch (IOException unusable) {
            throw new IllegalArgumentException("the revocation lists of " + lists + " cannot be used", unusable);
        }
    }

    private TlsCredentials credentials(Path chain) {
        if (key == null) {
            throw new IllegalArgumentException("the certificate " + chain + " has no private key: set sslkey");
        }
        try {
            return password.isEmpty()
                    ? TlsCredentials.ofPem(chain, key)
                    : TlsCredentials.ofPem(chain, key, password.toCharArray());
        } catch (IOException unusable) {
            throw new IllegalArgumentException("the certificate of " + chain + " cannot be used", unusable);
        }
    }

    @Override
    public String toString() {
        return "TlsFiles[roots=" + roots + ", certificate=" + certificate + "]";
    }
}
