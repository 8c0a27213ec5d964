/// Names and addresses, against the resolver of this machine.
package io.juvloop.dns;
