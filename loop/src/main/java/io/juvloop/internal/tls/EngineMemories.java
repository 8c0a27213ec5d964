package io.juvloop.internal.tls;

/// The heap that the engines of a loop compute in, one for all of them, because each call is done with it when it
/// returns.
///
/// Loop thread only. Lives as long as the loop.
final class EngineMemories {
    final EngineMemory plaintext = new EngineMemory(Records.LARGEST);
    final EngineMemory ciphertext = new EngineMemory(Records.LARGEST);
}
