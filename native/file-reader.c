/*
 * file-reader: reads a file piece by piece in C on libuv, by uv_fs_read on its thread pool: what the benchmarks measure
 * juvloop's files against, the same library without a JVM.
 *
 *   file-reader PATH
 *
 * It prints `ready`, then obeys lines like the other workers: `run read-1 SECONDS` and `run read-8 SECONDS` are answered
 * by `done OPERATIONS NANOS CPU_NANOS`, other commands by `failed REASON`. The number is how many reads are under way
 * together. It ends with its input.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <uv.h>

enum { PIECE = 64 * 1024, MOST = 8 };

static struct reader {
    uv_fs_t request;
    char *memory;
} readers[MOST];

static uv_file file;
static uint64_t size, next, operations, end;

static void check(const char *what, int64_t status) {
    if (status >= 0) return;
    fprintf(stderr, "file-reader: %s: %s\n", what, uv_strerror((int) status));
    exit(1);
}

static void on_read(uv_fs_t *request);

static void begin(struct reader *reader) {
    uint64_t position = next;
    next = position + PIECE < size ? position + PIECE : 0;
    uv_buf_t buffer = uv_buf_init(reader->memory, PIECE);
    check("read", uv_fs_read(uv_default_loop(), &reader->request, file, &buffer, 1, (int64_t) position, on_read));
}

static void on_read(uv_fs_t *request) {
    struct reader *reader = (struct reader *) request; /* its first member */
    check("read", request->result);
    if (request->result != PIECE) {
        fprintf(stderr, "file-reader: the file is not of whole pieces\n");
        exit(1);
    }
    uv_fs_req_cleanup(request);
    operations++;
    if (uv_hrtime() < end) begin(reader);
}

static uint64_t cpu_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

static void run(int outstanding, double seconds) {
    operations = 0;
    next = 0;
    uint64_t cpu = cpu_nanos(), start = uv_hrtime();
    end = start + (uint64_t) (seconds * 1e9);
    for (int i = 0; i < outstanding; i++) begin(&readers[i]);
    uv_run(uv_default_loop(), UV_RUN_DEFAULT);
    uint64_t nanos = uv_hrtime() - start;
    printf("done %llu %llu %llu\n", (unsigned long long) operations, (unsigned long long) nanos,
           (unsigned long long) (cpu_nanos() - cpu));
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: file-reader PATH\n");
        return 2;
    }
    uv_fs_t request;
    check("open", file = uv_fs_open(NULL, &request, argv[1], O_RDONLY, 0, NULL));
    uv_fs_req_cleanup(&request);
    check("stat", uv_fs_fstat(NULL, &request, file, NULL));
    size = request.statbuf.st_size;
    uv_fs_req_cleanup(&request);
    for (int i = 0; i < MOST; i++) {
        readers[i].memory = malloc(PIECE);
        if (readers[i].memory == NULL) check("memory", UV_ENOMEM);
    }
    puts("ready");
    fflush(stdout);
    char line[128];
    while (fgets(line, sizeof line, stdin) != NULL) {
        int outstanding;
        double seconds;
        int words = sscanf(line, "run read-%d %lf", &outstanding, &seconds);
        if (words == 2 && outstanding >= 1 && outstanding <= MOST) {
            run(outstanding, seconds);
        } else {
            printf("failed it does not know %s", line);
        }
        fflush(stdout);
    }
    return 0;
}
