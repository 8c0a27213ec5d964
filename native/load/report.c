#include "report.h"

#include <inttypes.h>

static double microseconds(double nanoseconds) {
    return nanoseconds / 1000;
}

static double rate(const run_result *result) {
    return result->seconds > 0 ? (double) result->messages / result->seconds : 0;
}

static double quantile(const histogram *times, double share) {
    return microseconds(histogram_quantile(times, share));
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

static void print_times(FILE *out, const char *name, const histogram *times) {
    fprintf(out, "\"%s\":{\"mean\":%.2f,\"p50\":%.2f,\"p90\":%.2f,\"p99\":%.2f,\"p999\":%.2f,"
            "\"p9999\":%.2f,\"max\":%.2f},", name, microseconds(histogram_mean(times)), quantile(times, 0.5),
            quantile(times, 0.9), quantile(times, 0.99), quantile(times, 0.999), quantile(times, 0.9999),
            microseconds((double) times->max));
}

void report_json(FILE *out, const fleet *fleet, const run_result *result) {
    const traffic *traffic = &fleet->traffic;
    fprintf(out, "{\"connections\":%u,\"size\":%zu,\"pipeline\":%u,\"seconds\":%.6f,\"messages\":%" PRIu64
            ",\"bytes\":%" PRIu64 ",\"all_messages\":%" PRIu64 ",\"msgs_per_second\":%.1f,",
            fleet->count, traffic->size, traffic->pipeline, result->seconds, result->messages,
            result->messages * traffic->size, result->all, rate(result));
    print_times(out, "latency_us", &traffic->latency);
    /* Beside handshakes, which this program computes too, lateness is no sign of a disturbance. */
    if (traffic->by_schedule && fleet->handshakes == NULL) print_times(out, "late_us", &fleet->schedule.late);
    histogram_json(out, &traffic->latency);
    fprintf(out, ",\"errors\":%d,\"error\":", traffic->error[0] != '\0');
    if (traffic->error[0] == '\0') fputs("null", out);
    else print_json_string(out, traffic->error);
    fputs("}\n", out);
    fflush(out);
}

static void print_line(FILE *out, const char *name, const histogram *times) {
    fprintf(out, "%s: p50 %.1f us, p90 %.1f us, p99 %.1f us, p99.9 %.1f us, p99.99 %.1f us, max %.1f us\n", name,
            quantile(times, 0.5), quantile(times, 0.9), quantile(times, 0.99), quantile(times, 0.999),
            quantile(times, 0.9999), microseconds((double) times->max));
}

void report_text(FILE *out, const fleet *fleet, const run_result *result) {
    const traffic *traffic = &fleet->traffic;
    fprintf(out, "%u connections, %zu bytes, pipeline %u: %" PRIu64 " messages in %.2f s, %.0f messages/s\n",
            fleet->count, traffic->size, traffic->pipeline, result->messages, result->seconds, rate(result));
    print_line(out, "latency", &traffic->latency);
    if (traffic->by_schedule) print_line(out, "left late by", &fleet->schedule.late);
    if (traffic->error[0] != '\0') fprintf(out, "error: %s\n", traffic->error);
    else fputs("every byte came back as it was sent\n", out);
}
