package io.juvloop.benchmarks.jmh;

import io.juvloop.benchmarks.serve.ServerKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Two of the JDK's engines that have shaken hands: TLS 1.3, AES-128-GCM, P-256.
final class EnginePair {
    /// Room for one record of any size.
    static final int RECORD = 17 * 1024;

    final SSLEngine client;
    final SSLEngine server;

    private EnginePair(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
    }

    /// Makes them, with a key of their own.
    static EnginePair open() throws IOException {
        Path folder = Files.createTempDirectory("engine-pair");
        ServerKey.make(folder);
        try {
            SSLContext trusting = SSLContext.getInstance("TLS");
            trusting.init(null, new TrustManager[] {new Anyone()}, null);
            EnginePair pair = new EnginePair(
                    trusting.createSSLEngine(), ServerKey.context(folder).createSSLEngine());
            pair.client.setUseClientMode(true);
            pair.server.setUseClientMode(false);
            pair.shakeHands();
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void shakeHands() throws SSLException {
        SSLParameters parameters = client.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
        parameters.setNamedGroups(new String[] {"secp256r1"});
        client.setSSLParameters(parameters);
        client.beginHandshake();
        server.beginHandshake();
        ByteBuffer toServer = ByteBuffer.allocate(4 * RECORD);
        ByteBuffer toClient = ByteBuffer.allocate(4 * RECORD);
        boolean moved = true;
        while (moved) {
            moved = step(client, toClient, toServer);
            moved |= step(server, toServer, toClient);
        }
        if (!"TLS_AES_128_GCM_SHA256".equals(server.getSession().getCipherSuite())) {
            throw new SSLException("no handshake: " + server.getSession());
        }
    }

    /// Lets one engine do all that it can; false if that was nothing.
    private static boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer data = ByteBuffer.allocate(RECORD);
        boolean moved = false;
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> engine.wrap(nothing, out);
                default -> {
                    in.flip();
                    SSLEngineResult result = engine.unwrap(in, data);
                    in.compact();
                    if (result.bytesConsumed() == 0) {
                        return moved;
                    }
                }
            }
            moved = true;
        }
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
