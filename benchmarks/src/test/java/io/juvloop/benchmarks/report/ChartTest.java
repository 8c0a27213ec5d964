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

class ChartTest {
    @Test
    void isWellFormedAndHasABarForEachPeerInEachScenario() throws Exception {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", List.of(Slices.at(0, 1000)));
        slices.put("a < b & \"c\"", List.of(Slices.at(1, 500)));
        Result first = Result.of("64 B", slices, "c-libuv");
        Result second = Result.of("1 KiB", slices, "c-libuv");
        Document svg = parse(new Chart("UDP echo", List.of(first, second), "a machine").svg());
        int background = 1;
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(background + 4);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("a < b & \"c\"", "0.50", "a machine", "UDP echo: messages");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
