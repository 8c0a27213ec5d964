package io.juvloop.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.benchmarks.figures.Slice;
import io.juvloop.benchmarks.figures.Slices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildComparisonTest {
    @Test
    void eachServerOfAnotherBuildIsSetBesideTheSameServerOfThisOne() {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        slices.put("c-libuv", List.of(Slices.at(0, 1000, 10)));
        slices.put("juvloop", List.of(Slices.at(1, 990, 9)));
        slices.put("before:juvloop", List.of(Slices.at(2, 900, 10)));
        slices.put("before:juvloop-streams", List.of(Slices.at(3, 800, 12)));
        assertThat(BuildComparison.lines(List.of(Result.of("64 B", slices, "c-libuv"))))
                .containsExactly("64 B, of before:juvloop: messages/s 1.100, CPU a message 0.900");
    }
}
