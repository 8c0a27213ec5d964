package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Slices;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class LatencyChartTest {
    @Test
    void isWellFormedAndHasABarForEachPeerAtEachRate() throws Exception {
        Map<String, List<Slice>> both = new LinkedHashMap<>();
        both.put("c-libuv", List.of(Slices.at(0, Slices.latencies(50, 100))));
        both.put("juvloop", List.of(Slices.at(1, Slices.latencies(60, 4321))));
        Result first = Result.of("20000/s", both, "c-libuv");
        Result second = Result.of("40000/s", Map.of("c-libuv", both.get("c-libuv")), "c-libuv");
        Document svg = parse(new LatencyChart(List.of(first, second), "a machine").svg());
        int background = 1;
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(background + 3);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("20000/s", "40000/s", "4,321", "not measured", "10 us", "1 ms", "a machine");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
