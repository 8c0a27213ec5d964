#include "report.h"

#include <inttypes.h>

static double microseconds(double nanoseconds) {
    return nanoseconds / 1000;
}

static double rate(const run_result *result) {
    return result->seconds > 0 ? (double) result->messages / result->seconds : 0;
}

static double quantile(const fleet *fleet, double share) {
    return microseconds(histogram_quantile(&fleet->traffic.latency, share));
}

static void print_json_string(FILE *out, const char *text) {
    fputc('"', out);
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char) *text;
        if (byte == '"' || byte == '\\') fprintf(out, "\\%c", byte);
        else if (byte < 0x20) fprintf(out, "\\u%04x", byte);
        else fputc(byte, out);
    }
    fputc('"', out);
}

void report_json(FILE *out, const fleet *fleet, const run_result *result) {
    const traffic *traffic = &fleet->traffic;
    fprintf(out, "{\"connections\":%u,\"size\":%zu,\"pipeline\":%u,\"seconds\":%.6f,\"messages\":%" PRIu64
            ",\"bytes\":%" PRIu64 ",\"all_messages\":%" PRIu64 ",\"msgs_per_second\":%.1f,",
            fleet->count, traffic->size, traffic->pipeline, result->seconds, result->messages,
            result->messages * traffic->size, result->all, rate(result));
    fprintf(out, "\"latency_us\":{\"mean\":%.2f,\"p50\":%.2f,\"p90\":%.2f,\"p99\":%.2f,\"p999\":%.2f,\"max\":%.2f},",
            microseconds(histogram_mean(&traffic->latency)), quantile(fleet, 0.5), quantile(fleet, 0.9),
            quantile(fleet, 0.99), quantile(fleet, 0.999), microseconds((double) traffic->latency.max));
    fprintf(out, "\"errors\":%d,\"error\":", traffic->error[0] != '\0');
    if (traffic->error[0] == '\0') fputs("null", out);
    else print_json_string(out, traffic->error);
    fputs("}\n", out);
    fflush(out);
}

void report_text(FILE *out, const fleet *fleet, const run_result *result) {
    fprintf(out, "%u connections, %zu bytes, pipeline %u: %" PRIu64 " messages in %.2f s, %.0f messages/s\n",
            fleet->count, fleet->traffic.size, fleet->traffic.pipeline, result->messages, result->seconds,
            rate(result));
    fprintf(out, "latency: p50 %.1f us, p90 %.1f us, p99 %.1f us, p99.9 %.1f us, max %.1f us\n", quantile(fleet, 0.5),
            quantile(fleet, 0.9), quantile(fleet, 0.99), quantile(fleet, 0.999),
            microseconds((double) fleet->traffic.latency.max));
    if (fleet->traffic.error[0] != '\0') fprintf(out, "error: %s\n", fleet->traffic.error);
    else fputs("every byte came back as it was sent\n", out);
}
