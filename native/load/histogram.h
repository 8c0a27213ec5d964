/*
 * A log-linear histogram of nanoseconds: every power of two is cut into 128 buckets, so that a quantile is off by at
 * most 0.8 %, recording is a shift and an increment, and nothing is allocated.
 */
#ifndef LOAD_HISTOGRAM_H
#define LOAD_HISTOGRAM_H

#include <stdint.h>
#include <stdio.h>

#define HISTOGRAM_LINEAR_BITS 7
#define HISTOGRAM_LINEAR (1u << HISTOGRAM_LINEAR_BITS)
#define HISTOGRAM_BUCKETS ((64 - HISTOGRAM_LINEAR_BITS) * HISTOGRAM_LINEAR)

typedef struct {
    uint64_t count;
    uint64_t sum;
    uint64_t max;
    uint64_t buckets[HISTOGRAM_BUCKETS];
} histogram;

void histogram_clear(histogram *self);

/* The smallest value below which the given share (0 to 1) of the recorded values lies; 0 if there are none. */
double histogram_quantile(const histogram *self, double share);

double histogram_mean(const histogram *self);

/* Writes all of it as a member of a JSON object, so that several can be added up:
 * `"histogram":{"ns":...,"counts":...}`, the middles of the buckets that are not empty and how many values are in each. */
void histogram_json(FILE *out, const histogram *self);

static inline unsigned histogram_bucket(uint64_t value) {
    if (value < HISTOGRAM_LINEAR) return (unsigned) value;
    unsigned exponent = 63u - (unsigned) __builtin_clzll(value) - (HISTOGRAM_LINEAR_BITS - 1);
    return (exponent << (HISTOGRAM_LINEAR_BITS - 1)) + (unsigned) (value >> exponent);
}

static inline void histogram_record(histogram *self, uint64_t value) {
    self->count++;
    self->sum += value;
    if (value > self->max) self->max = value;
    self->buckets[histogram_bucket(value)]++;
}

#endif
