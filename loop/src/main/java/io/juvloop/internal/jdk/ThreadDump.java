package io.juvloop.internal.jdk;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// The JDK's dump of all threads, virtual ones included. The only class that names the module `jdk.management`, which
/// a program may be without.
///
/// Any thread.
final class ThreadDump {
    private ThreadDump() {}

    /// Writes the dump to a file that does not exist.
    ///
    /// @throws LinkageError without the module
    static void writeTo(Path file) throws IOException {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        jvm.dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
    }
}
