/// Hooks, repeating timers, and what keeps a loop alive.
package io.juvloop.phase;
