/*
 * The bytes that the connections send. One block of pseudo-random bytes repeats without end; each connection starts at
 * its own place in it, so two connections, or two positions of one connection, differ. The block is stored with its own
 * beginning behind it, so that any run of up to `reach` bytes is contiguous: sending needs no copy, checking is one
 * memcmp.
 */
#ifndef LOAD_PATTERN_H
#define LOAD_PATTERN_H

#include <stddef.h>
#include <stdint.h>

#define PATTERN_PERIOD 65521u /* prime, so that no message size falls into step with it */

void pattern_init(size_t reach);

void pattern_free(void);

/* Where connection `index` starts. */
uint64_t pattern_start(unsigned index);

extern unsigned char *pattern_bytes;

/* The bytes that belong at a position of the stream. */
static inline const unsigned char *pattern_at(uint64_t position) {
    return pattern_bytes + position % PATTERN_PERIOD;
}

#endif
