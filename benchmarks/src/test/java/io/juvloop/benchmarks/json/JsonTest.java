package io.juvloop.benchmarks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsEveryKindOfValue() {
        assertThat(Json.parse(" {\"a\": [1, -2.5e3, true, false, null, \"x\"], \"b\": {}, \"c\": []} "))
                .isEqualTo(Map.of(
                        "a", Arrays.asList(1.0, -2500.0, true, false, null, "x"), "b", Map.of(), "c", List.of()));
    }

    @Test
    void readsEscapes() {
        assertThat(Json.parse("\"q\\\" b\\\\ s\\/ n\\n t\\t u\\u00e9\"")).isEqualTo("q\" b\\ s/ n\n t\t u\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "tru", "\"open", "\"\\x\"", "\"\\u12", "1 2", "-"})
    void refusesWhatIsNotJson(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text));
    }

    @Test
    void readsBackWhatItWrote() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("text", "a \"quoted\" \\ line\nand \u0001");
        document.put("numbers", List.of(1.5, 2.0));
        document.put("nested", List.of(Map.of("yes", true)));
        document.put("nothing", null);
        assertThat(Json.parse(Json.write(document))).isEqualTo(document);
    }

    @Test
    void writesWholeNumbersWithoutAPointAndOthersShort() {
        assertThat(Json.write(List.of(3, 1234567.0, 0.1234567, 0.0, Double.NaN)))
                .isEqualTo("[3, 1234570, 0.123457, 0, null]\n");
    }

    @Test
    void membersAreAskedForByType() {
        Json.Members members =
                Json.members("{\"n\": 5, \"t\": \"x\", \"nothing\": null, \"m\": {\"n\": 6}, \"l\": [1]}");
        assertThat(members.number("n")).isEqualTo(5);
        assertThat(members.text("t")).isEqualTo("x");
        assertThat(members.text("nothing")).isNull();
        assertThat(members.members("m").number("n")).isEqualTo(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> members.number("t"))
                .withMessage("t is not a number");
        assertThatIllegalArgumentException().isThrownBy(() -> members.text("missing"));
        assertThatIllegalArgumentException().isThrownBy(() -> members.members("n"));
    }
}
