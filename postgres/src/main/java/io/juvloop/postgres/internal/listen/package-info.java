/// LISTEN: the listeners of a session, the queue of a task, and the connection that comes back.
@NullMarked
package io.juvloop.postgres.internal.listen;

import org.jspecify.annotations.NullMarked;
