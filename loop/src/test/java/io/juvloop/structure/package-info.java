/// What is built of tasks: groups, timeouts, and waits for several.
package io.juvloop.structure;
