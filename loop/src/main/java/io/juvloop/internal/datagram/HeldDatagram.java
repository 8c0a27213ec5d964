package io.juvloop.internal.datagram;

import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;

/// A datagram that an endpoint did not want yet, as reading was paused, and that the kernel does not have any more,
/// because it was taken out of it together with the one at which the pause came. It is told once reading goes on,
/// before
/// any that comes later. Fewer than [ReceiveBuffer#PLACES] of them wait at any time, and almost always none.
///
/// @param data its bytes, on the heap
/// @param from its sender
/// @param whole false if it did not fit
record HeldDatagram(MemorySegment data, SocketAddress from, boolean whole) {}
