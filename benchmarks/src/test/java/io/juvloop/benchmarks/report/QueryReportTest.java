package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.figures.QuerySlice;
import io.juvloop.benchmarks.figures.Slices;
import io.juvloop.benchmarks.query.QueryLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryReportTest {
    private static QuerySlice slice(long middle, double cpu, double allocated) {
        return new QuerySlice(Slices.at(middle, 1000, cpu), allocated, 30);
    }

    private static QueryResult result(QueryLine line, double ours, double bytes, double theirs) {
        Map<String, List<QuerySlice>> slices = new LinkedHashMap<>();
        slices.put("juvloop", List.of(slice(0, ours, bytes)));
        slices.put("juvloop-tasks", List.of(slice(1, ours + 1, bytes)));
        slices.put("asyncpg", List.of(slice(2, theirs, Double.NaN)));
        return QueryResult.of(line, slices, "juvloop");
    }

    @Test
    void aTableHasARowForEachDriver() {
        String[] rows = QueryReport.table(result(QueryLine.SELECT, 8, 400, 16)).split("\n", -1);
        assertThat(rows[0]).isEqualTo("7: select 1+1, one in flight");
        assertThat(rows[2]).matches("juvloop +8\\.00 .*1\\.000 .* 400 +30\\.00 +100%");
        assertThat(rows[4]).matches("asyncpg +16\\.00 .*2\\.000 .* n/a +30\\.00 +100%");
    }

    @Test
    void metTargetsAreSaidToBeMet() {
        assertThat(QueryTargets.verdicts(List.of(result(QueryLine.SELECT, 8, 400, 16)), List.of()))
                .containsExactly(
                        "met     line 7, CPU of asyncpg for each of ours: 2.00 > 1.00",
                        "met     line 7, CPU us a query: 8.00 <= 8.50",
                        "met     line 7, bytes a query: 400 <= 400",
                        "met     line 7, CPU us a query, tasks: 9.00 <= 9.00");
    }

    @Test
    void missedTargetsAreSaidToBeMissed() {
        ClientFigure idle = new ClientFigure(QueryTargets.IDLE, "juvloop", 8.1, 2);
        assertThat(QueryTargets.verdicts(List.of(result(QueryLine.COPY, 1001, 10_001, 1001)), List.of(idle)))
                .hasSize(5)
                .filteredOn(line -> line.startsWith("MISSED"))
                .containsExactly(
                        "MISSED  line 5, CPU of asyncpg for each of ours: 1.00 > 1.00",
                        "MISSED  line 5, CPU us a query: 1001.00 <= 1000.00",
                        "MISSED  line 5, bytes a query: 10001 <= 10000",
                        "MISSED  KiB an idle connection: 8.10 <= 8.00");
    }

    @Test
    void everyLineHasTargets() {
        for (QueryLine line : QueryLine.values()) {
            assertThat(QueryTargets.verdicts(List.of(result(line, 1, 1, 2)), List.of()))
                    .as(line.title())
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void figuresHaveAColumnForEachDriver() {
        String table = ClientFigure.table(
                List.of(new ClientFigure("flights", "juvloop", 4, 0), new ClientFigure("flights", "pgjdbc", 3, 0)));
        assertThat(table).isEqualTo("         juvloop  pgjdbc\nflights        4       3\n");
    }

    @Test
    void theChartSaysWhichDriverHasNoWay() {
        QueryResult some = result(QueryLine.SELECT, 8, 400, 16);
        QueryResult alone =
                QueryResult.of(QueryLine.INSERT_RECORDS, Map.of("juvloop", List.of(slice(0, 1, 1))), "juvloop");
        assertThat(new QueryChart(List.of(some, alone), "a machine").svg())
                .contains(">2.00<", ">has none<", ">line 6i<", "a machine");
    }
}
