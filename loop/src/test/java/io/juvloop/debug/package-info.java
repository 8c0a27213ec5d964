/// Debug mode: what blocks a loop is named, with its stack.
package io.juvloop.debug;
