/// Terminals: pseudoterminals of the system, with the tests as users.
package io.juvloop.tty;
