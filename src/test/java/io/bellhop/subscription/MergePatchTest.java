package io.bellhop.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** @see <a href="https://www.rfc-editor.org/rfc/rfc7396#appendix-A">RFC 7396, example test cases</a> */
class MergePatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':'b'}             | {'a':'c'}                 | {'a':'c'}",
                "{'a':'b'}             | {'b':'c'}                 | {'a':'b','b':'c'}",
                "{'a':'b'}             | {'a':null}                | {}",
                "{'a':'b','b':'c'}     | {'a':null}                | {'b':'c'}",
                "{'a':['b']}           | {'a':'c'}                 | {'a':'c'}",
                "{'a':'c'}             | {'a':['b']}               | {'a':['b']}",
                "{'a':{'b':'c'}}       | {'a':{'b':'d','c':null}}  | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}     | {'a':[1]}                 | {'a':[1]}",
                "{'e':null}            | {'a':1}                   | {'e':null,'a':1}",
                "{}                    | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
            })
    void mergesAsTheStandardSays(String target, String patch, String merged) throws JsonProcessingException {
        assertThat(MergePatch.apply(json(patch), json(target))).isEqualTo(json(merged));
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }
}
