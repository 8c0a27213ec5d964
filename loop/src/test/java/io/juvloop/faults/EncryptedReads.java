package io.juvloop.faults;

import io.juvloop.tls.Contexts;
import java.util.List;

/// The same as [StreamReads] on connections that share the memory in which they decrypt.
public final class EncryptedReads implements Runnable {
    /// For the loader.
    public EncryptedReads() {}

    @Override
    public void run() {
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            new StreamReads(
                            Contexts.serving(version),
                            Contexts.connecting(version).withServerName("localhost"))
                    .run();
        }
    }
}
