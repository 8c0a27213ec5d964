package io.juvloop.internal.datagram;

import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;

/// A datagram that was received while reading was paused, because the kernel delivered it together with the one
/// that caused the pause. It is delivered when reading resumes, before any later datagram. Fewer than
/// [ReceiveBuffer#PLACES] are held at any time, and almost always none.
///
/// @param data its bytes, on the heap
/// @param from its sender
/// @param whole false if it was truncated
record HeldDatagram(MemorySegment data, SocketAddress from, boolean whole) {}
