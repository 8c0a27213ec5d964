package io.juvloop.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Certificate revocation lists: which certificates their issuers have withdrawn before they expire; what Python loads
/// by `load_verify_locations` and checks by `VERIFY_CRL_CHECK_CHAIN`.
///
/// Any thread. Immutable; lists that were read from files are read again by [TlsContext#reloadOnChange]. See
/// [RFC 5280](https://www.rfc-editor.org/rfc/rfc5280#section-5).
public final class TlsCrl {
    private final List<X509CRL> lists;
    private final @Nullable ReadFiles source;
    private final Form form;

    /// In what form files are read.
    @FunctionalInterface
    private interface Form {
        List<X509CRL> read(Path file) throws IOException;
    }

    private TlsCrl(List<X509CRL> lists, @Nullable ReadFiles source, Form form) {
        this.lists = List.copyOf(lists);
        this.source = source;
        this.form = form;
    }

    /// Reads the lists of PEM files.
    ///
    /// @param files each with one block `X509 CRL` or more
    /// @return the lists
    /// @throws IOException if a file cannot be read, or has no list
    /// @throws IllegalArgumentException for no file
    public static TlsCrl ofPem(Path... files) throws IOException {
        return read(List.of(files), Pem::revocationLists);
    }

    /// Reads the lists of files, each of which is in PEM or in DER. Authorities publish their lists in DER.
    ///
    /// @param files each in PEM with one block `X509 CRL` or more, or in DER with one list or more
    /// @return the lists
    /// @throws IOException if a file cannot be read, or has no list
    /// @throws IllegalArgumentException for no file
    public static TlsCrl ofFiles(Path... files) throws IOException {
        return read(List.of(files), CrlFile::read);
    }

    private static TlsCrl read(List<Path> files, Form form) throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("revocation needs a file");
        }
        ReadFiles source = ReadFiles.now(files);
        List<X509CRL> found = new ArrayList<>();
        for (Path file : files) {
            found.addAll(form.read(file));
        }
        return new TlsCrl(found, source, form);
    }

    /// Takes lists.
    ///
    /// @param lists one or more; of several lists of an issuer the newest counts
    /// @return the lists
    /// @throws IllegalArgumentException for none
    public static TlsCrl of(X509CRL... lists) {
        List<X509CRL> all = List.of(lists);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("revocation needs a list");
        }
        return new TlsCrl(all, null, Pem::revocationLists);
    }

    /// The lists.
    ///
    /// @return in the order in which they were given
    public List<X509CRL> lists() {
        return lists;
    }

    /// For the JDK's path validation, which looks at any one of several lists of an issuer. So it has the newest alone.
    CertStore store() throws GeneralSecurityException {
        Map<CrlScope, X509CRL> newest = new HashMap<>();
        for (X509CRL list : lists) {
            newest.merge(CrlScope.of(list), list, TlsCrl::newer);
        }
        return CertStore.getInstance("Collection", new CollectionCertStoreParameters(newest.values()));
    }

    private static X509CRL newer(X509CRL first, X509CRL second) {
        boolean isOlder = second.getThisUpdate()
                .toInstant()
                .isBefore(first.getThisUpdate().toInstant());
        return isOlder ? first : second;
    }

    /// The files that it was read from; null for none.
    @Nullable
    ReadFiles source() {
        return source;
    }

    /// Reads the files again, if there are any.
    ///
    /// @throws IOException as when they were read first
    TlsCrl reread() throws IOException {
        return source == null ? this : read(source.files(), form);
    }

    @Override
    public String toString() {
        return lists.size() + " revocation lists";
    }
}
