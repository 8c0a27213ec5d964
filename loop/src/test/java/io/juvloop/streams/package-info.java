/// Tests of streams: readers that a test feeds, and connections with real peers.
package io.juvloop.streams;
