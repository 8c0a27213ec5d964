/// A proxy between the driver and a server that delays, cuts, drops and counts, for what networks do.
@NullMarked
package io.juvloop.postgres.proxy;

import org.jspecify.annotations.NullMarked;
