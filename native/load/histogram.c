#include "histogram.h"

#include <inttypes.h>
#include <string.h>

void histogram_clear(histogram *self) {
    memset(self, 0, sizeof *self);
}

/* The middle of a bucket: the inverse of histogram_bucket. */
static double value_of(unsigned bucket) {
    if (bucket < HISTOGRAM_LINEAR) return bucket;
    unsigned half = HISTOGRAM_LINEAR / 2;
    unsigned exponent = bucket / half - 1;
    uint64_t start = (uint64_t) (bucket % half + half) << exponent;
    return (double) start + (double) (1ull << exponent) / 2;
}

double histogram_quantile(const histogram *self, double share) {
    if (self->count == 0) return 0;
    double wanted = share * (double) self->count;
    uint64_t seen = 0;
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        seen += self->buckets[bucket];
        if (seen > 0 && (double) seen >= wanted) {
            double value = value_of(bucket);
            return value < (double) self->max ? value : (double) self->max;
        }
    }
    return (double) self->max;
}

double histogram_mean(const histogram *self) {
    return self->count == 0 ? 0 : (double) self->sum / (double) self->count;
}

void histogram_json(FILE *out, const histogram *self) {
    const char *separator = "";
    fputs("\"histogram\":{\"ns\":[", out);
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        if (self->buckets[bucket] == 0) continue;
        fprintf(out, "%s%.0f", separator, value_of(bucket));
        separator = ",";
    }
    separator = "";
    fputs("],\"counts\":[", out);
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        if (self->buckets[bucket] == 0) continue;
        fprintf(out, "%s%" PRIu64, separator, self->buckets[bucket]);
        separator = ",";
    }
    fputs("]}", out);
}
