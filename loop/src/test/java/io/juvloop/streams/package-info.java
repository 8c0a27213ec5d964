/// Tests of streams: readers that are fed by hand, and connections with real peers.
package io.juvloop.streams;
