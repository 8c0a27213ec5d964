package io.juvloop.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static final String LINE = """
            {"connections":10,"size":64,"pipeline":1,"seconds":0.5,"messages":3,"bytes":192,\
            "all_messages":5,"msgs_per_second":6.0,"latency_us":{"mean":70.1,"p50":69.1,"p90":80.4,\
            "p99":125.4,"p999":230.4,"p9999":230.4,"max":129.7},%s\
            "histogram":{"ns":[69000,130000],"counts":[2,1]},"errors":%s}""";

    @Test
    void readsTheLoadGeneratorsLine() {
        LoadReport report = LoadReport.parse(LINE.formatted("", "0,\"error\":null"));
        assertThat(report.messages()).isEqualTo(3);
        assertThat(report.all()).isEqualTo(5);
        assertThat(report.perSecond()).isEqualTo(6);
        assertThat(report.latency().quantile(0.5)).isEqualTo(69);
        assertThat(report.latency().quantile(0.99)).isEqualTo(129.7);
        assertThat(report.late()).isNaN();
        assertThat(report.error()).isNull();
    }

    @Test
    void readsHowLateMessagesLeft() {
        String late = "\"late_us\":{\"p50\":0.5,\"p99\":2.5,\"p999\":7.5,\"max\":9},";
        assertThat(LoadReport.parse(LINE.formatted(late, "0,\"error\":null")).late())
                .isEqualTo(7.5);
    }

    @Test
    void readsWhatWentWrong() {
        assertThat(LoadReport.parse(LINE.formatted("", "1,\"error\":\"closed by the server\""))
                        .error())
                .isEqualTo("closed by the server");
    }

    @Test
    void refusesAHistogramWhoseHalvesDoNotFit() {
        String line = LINE.formatted("", "0,\"error\":null").replace("[2,1]", "[2]");
        assertThatIllegalArgumentException().isThrownBy(() -> LoadReport.parse(line));
    }
}
