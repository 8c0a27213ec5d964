package io.juvloop.subprocess;

import java.nio.charset.Charset;

/// The complete output of a child: asyncio's `(stdout_data, stderr_data)`.
///
/// Any thread.
public final class SubprocessOutput {
    private final byte[] stdout;
    private final byte[] stderr;

    SubprocessOutput(byte[] stdout, byte[] stderr) {
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /// The standard output.
    ///
    /// @return the bytes, the same array each time; empty if standard output was not a pipe
    public byte[] stdout() {
        return stdout;
    }

    /// The standard error.
    ///
    /// @return the bytes, the same array each time; empty if standard error was not a pipe of its own
    public byte[] stderr() {
        return stderr;
    }

    /// The standard output, as text.
    ///
    /// @param charset its encoding
    /// @return the text
    public String stdout(Charset charset) {
        return new String(stdout, charset);
    }

    /// The standard error, as text.
    ///
    /// @param charset its encoding
    /// @return the text
    public String stderr(Charset charset) {
        return new String(stderr, charset);
    }

    @Override
    public String toString() {
        return stdout.length + " bytes of output, " + stderr.length + " of errors";
    }
}
