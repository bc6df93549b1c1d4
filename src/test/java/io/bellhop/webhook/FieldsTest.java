package io.bellhop.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void namesAreFoundWhateverTheirCase() {
        Fields fields = Fields.of(List.of(Map.entry("UpdateType", "Insert")));

        assertThat(fields.first("updatetype")).isEqualTo("Insert");
        assertThat(fields.all("UPDATETYPE")).containsExactly("Insert");
    }

    @Test
    void severalValuesStayInTheirOrder() {
        Fields fields = Fields.of(List.of(Map.entry("a", "2"), Map.entry("A", "1"), Map.entry("a", "2")));

        assertThat(fields.all("a")).containsExactly("2", "1", "2");
        assertThat(fields.first("a")).isEqualTo("2");
    }

    @Test
    void namesThatDifferInCaseAloneKeepAllTheirValues() {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        sent.put("token", List.of("first"));
        sent.put("TOKEN", List.of("second", "third"));

        Fields fields = Fields.of(sent);

        assertThat(fields.all("Token")).containsExactly("first", "second", "third");
    }

    @Test
    void aNameThatIsNotThereHasNoValue() {
        assertThat(Fields.none().first("a")).isNull();
        assertThat(Fields.none().all("a")).isEmpty();
        assertThat(Fields.of(Map.of("a", List.of())).first("a")).isNull();
    }

    @Test
    void itsMapMakesTheSameFieldsAgain() {
        Fields fields = Fields.of(List.of(Map.entry("b", "1"), Map.entry("a", "2"), Map.entry("B", "3")));

        assertThat(Fields.of(fields.asMap()).asMap()).isEqualTo(Map.of("a", List.of("2"), "b", List.of("1", "3")));
    }

    @Test
    void printsNamesAndNoValue() {
        Fields fields = Fields.of(List.of(Map.entry("Authorization", "Bearer s3cret")));

        assertThat(fields).hasToString("Fields[Authorization]");
    }
}
