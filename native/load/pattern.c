#include "pattern.h"

#include <stdio.h>
#include <stdlib.h>

unsigned char *pattern_bytes;

void pattern_init(size_t reach) {
    size_t length = PATTERN_PERIOD + reach;
    pattern_bytes = malloc(length);
    if (pattern_bytes == NULL) {
        perror("load: pattern");
        exit(1);
    }
    uint64_t state = 0x9e3779b97f4a7c15u; /* xorshift64 */
    for (size_t i = 0; i < length; i++) {
        if (i >= PATTERN_PERIOD) {
            pattern_bytes[i] = pattern_bytes[i - PATTERN_PERIOD];
            continue;
        }
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        pattern_bytes[i] = (unsigned char) (state >> 32);
    }
}

void pattern_free(void) {
    free(pattern_bytes);
}

uint64_t pattern_start(unsigned index) {
    return (uint64_t) index * 7919u % PATTERN_PERIOD;
}
