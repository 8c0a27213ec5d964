package io.juvloop.tls;

import io.juvloop.net.peer.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;

/// Python's `ssl`, which is OpenSSL, as a peer of whom more can be asked than of the programs.
///
/// Any thread; its methods block.
final class OpensslPeer {
    private static final String CONNECT = """
            import ssl
            port, version, size = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
            context = ssl._create_unverified_context()
            which = ssl.TLSVersion.TLSv1_3 if version == 'TLSv1.3' else ssl.TLSVersion.TLSv1_2
            context.minimum_version = context.maximum_version = which
            raw = socket.create_connection(('127.0.0.1', port))
            incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            tls = context.wrap_bio(incoming, outgoing)
            def fill():
                data = raw.recv(65536)
                if not data: sys.exit('the stream ended')
                incoming.write(data)
            while True:
                try:
                    tls.do_handshake()
                    break
                except ssl.SSLWantReadError:
                    raw.sendall(outgoing.read())
                    fill()
            raw.sendall(outgoing.read())
            got = b''
            """;

    private static final String READ_AFTER_END = """
            while len(got) < 100000:
                try: got += tls.read(65536)
                except ssl.SSLWantReadError: fill()
            try: # OpenSSL refuses an end in front of records that it has not decrypted
                while True: got += tls.read(65536)
            except ssl.SSLWantReadError: pass
            try: tls.unwrap()
            except ssl.SSLError: pass
            raw.sendall(outgoing.read())
            time.sleep(0.3)
            try:
                while len(got) < size:
                    try: got += tls.read(65536)
                    except ssl.SSLWantReadError: fill()
            except ssl.SSLError as e:
                pass
            print(got.hex())
            """;

    private static final String END_WITH_DATA = """
            tls.write(b'x' * size)
            try: tls.unwrap()
            except ssl.SSLError: pass
            raw.sendall(outgoing.read()) # both in one segment
            while len(got) < size:
                try: some = tls.read(65536)
                except ssl.SSLWantReadError:
                    fill()
                    continue
                except ssl.SSLError: break
                if not some: break
                got += some
            print(got.hex())
            """;

    private OpensslPeer() {}

    /// Sends the end of TLS after the first bytes, and reads on.
    static byte[] readAfterEnd(int port, String version, int size) throws IOException {
        return run(READ_AFTER_END, port, version, size);
    }

    /// Sends data and the end of TLS together, and reads what is answered.
    static byte[] endWithData(int port, String version, int size) throws IOException {
        return run(END_WITH_DATA, port, version, size);
    }

    private static byte[] run(String script, int port, String version, int size) throws IOException {
        try (Program python = Program.python(CONNECT + script, port, version, size)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(HexFormat.of().parseHex(python.line()));
            return all.toByteArray();
        }
    }
}
