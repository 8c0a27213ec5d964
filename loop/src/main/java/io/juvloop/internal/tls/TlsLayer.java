package io.juvloop.internal.tls;

/// What a connection works with at its depth: TLS inside of TLS is one deeper.
///
/// Loop thread only. Lives as its connection does.
///
/// @param depth 0 over a socket
/// @param memory of that depth
/// @param output of the connection
record TlsLayer(int depth, TlsMemory memory, TlsOutput output) {}
