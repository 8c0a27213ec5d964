/// Terminals: real ones, made in pairs by the system, with people played by the tests.
package io.juvloop.tty;
