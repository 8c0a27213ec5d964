package io.juvloop.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.process.LoadGenerator.LoadReport;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static final String LINE = """
            {"connections":10,"size":64,"pipeline":1,"seconds":0.5,"messages":70000,"bytes":4480000,\
            "all_messages":70010,"msgs_per_second":140000.0,"latency_us":{"mean":70.1,"p50":69.1,"p90":80.4,\
            "p99":125.4,"p999":230.4,"max":4567.1},"errors":%s}""";

    @Test
    void readsTheLoadGeneratorsLine() {
        assertThat(LoadReport.parse(LINE.formatted("0,\"error\":null")))
                .isEqualTo(new LoadReport(70000, 70010, 140000, 69.1, 125.4, null));
    }

    @Test
    void readsWhatWentWrong() {
        assertThat(LoadReport.parse(LINE.formatted("1,\"error\":\"closed by the server\""))
                        .error())
                .isEqualTo("closed by the server");
    }
}
