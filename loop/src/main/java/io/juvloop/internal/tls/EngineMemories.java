package io.juvloop.internal.tls;

/// What the engines of a loop compute in, one for all of them, because each call is done with it when it returns.
///
/// Records are in arrays, on which the JDK computes AES-GCM at once; data are where the user has them, and where the
/// user gets them, because the JDK's engine copies them in any case. The figures are in docs/performance.md.
///
/// Loop thread only. Lives as long as the loop.
final class EngineMemories {
    final EngineMemory ciphertext = new EngineMemory(Records.LARGEST);
    final SourceView source = new SourceView(new EngineMemory(Records.MOST_DATA));
    final TargetView target = new TargetView();
}
