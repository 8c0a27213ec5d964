/// Debug mode: code that blocks a loop is reported, with its stack.
package io.juvloop.debug;
