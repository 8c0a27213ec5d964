/// What has readiness told of descriptors and channels that belong to the user: to callbacks, and to tasks that
/// wait.
///
/// [Watches] is the way in. One table has the descriptors that the loop polls, [PolledDescriptors], because libuv
/// allows one poll for each; whoever wants to know of a descriptor, by its number or by a channel, shares it.
@NullMarked
package io.juvloop.internal.descriptor;

import org.jspecify.annotations.NullMarked;
