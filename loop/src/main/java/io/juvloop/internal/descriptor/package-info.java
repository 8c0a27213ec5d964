/// Readiness of the user's descriptors and channels, for callbacks and for waiting tasks.
///
/// [Watches] is the entry. One table, [PolledDescriptors], holds the descriptors that the loop polls, because
/// libuv allows one poll for each; all listeners of a descriptor, by its number or through a channel, share it.
@NullMarked
package io.juvloop.internal.descriptor;

import org.jspecify.annotations.NullMarked;
