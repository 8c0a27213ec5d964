/// Locks and queues between tasks.
package io.juvloop.sync;
