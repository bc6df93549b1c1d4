package io.bellhop.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WantedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEAST =
            "{'name':'Table plan','callback_url':'https://example.com/hook','event_mask':'*','is_global':true}";

    @Test
    void whatIsLeftOutHasItsDefault() {
        Wanted wanted = Wanted.of(json(LEAST));

        assertThat(wanted.name()).isEqualTo("Table plan");
        assertThat(wanted.venueId()).isNull();
        assertThat(wanted.fallbackUrl()).isNull();
        assertThat(wanted.active()).isTrue();
        assertThat(wanted.sendData()).isTrue();
        assertThat(wanted.ordered()).isFalse();
        assertThat(wanted.retry()).isEqualTo(RetryPolicy.DEFAULT);
        assertThat(wanted.ratePerMinute()).isNull();
        assertThat(wanted.additions()).isEqualTo(new Additions(Map.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is_active",
                "send_data",
                "ordered",
                "max_attempts",
                "retry_schedule",
                "max_age",
                "rate_limit",
                "fallback_url",
                "venue_id",
                "request_params",
                "headers",
                "secret"
            })
    void whatIsNullIsAsIfItWereLeftOut(String field) {
        assertThat(Wanted.of(json(LEAST).putNull(field))).isEqualTo(Wanted.of(json(LEAST)));
    }

    @Test
    void readsEachField() {
        Wanted wanted = Wanted.of(with(
                "{'fallback_url':'https://example.org/','is_active':false,'send_data':false,'ordered':true,'max_attempts':3,"
                        + "'retry_schedule':[1,604800],'max_age':60,'rate_limit':60000,'request_params':{'b':'1 €','a':''},"
                        + "'headers':{'X-Key':'a b','Authorization':'Bearer x'}}"));

        assertThat(wanted.fallbackUrl()).isEqualTo("https://example.org/");
        assertThat(wanted.active()).isFalse();
        assertThat(wanted.sendData()).isFalse();
        assertThat(wanted.ordered()).isTrue();
        assertThat(wanted.retry().maxAttempts()).isEqualTo(3);
        assertThat(wanted.retry().schedule()).containsExactly(Duration.ofSeconds(1), Duration.ofDays(7));
        assertThat(wanted.retry().maxAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(wanted.ratePerMinute()).isEqualTo(60_000);
        assertThat(wanted.additions().requestParams().keySet()).containsExactly("b", "a");
        assertThat(wanted.additions().headers()).containsEntry("X-Key", "a b").hasSize(2);
    }

    @Test
    void isWrittenAsItWouldHaveToBeAskedFor() {
        Wanted wanted = Wanted.of(with(
                "{'fallback_url':'https://example.org/','ordered':true,'retry_schedule':[1,2],'rate_limit':5,'headers':{'X-Key':'a'},"
                        + "'is_global':false,'venue_id':'01a1fe52-0ce3-7b97-a18d-d883739ba859'}"));
        Subscription stored = new Subscription();
        wanted.writeTo(stored);

        assertThat(Wanted.of(Wanted.json(stored, wanted.additions()))).isEqualTo(wanted);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("name", "{'name':null}"),
                Arguments.of("name", "{'name':7}"),
                Arguments.of("name", "{'name':''}"),
                Arguments.of("name", "{'name':' canary'}"),
                Arguments.of("name", "{'name':'canary\\u0000'}"),
                Arguments.of("name", "{'name':'canary\\ud800'}"),
                Arguments.of("name", "{'name':'canary\\n'}"),
                Arguments.of("name", "{'name':'canary\\u202e'}"),
                Arguments.of("name", "{'name':'" + "x".repeat(101) + "'}"),
                Arguments.of("callback_url", "{'callback_url':null}"),
                Arguments.of("callback_url", "{'callback_url':['canary']}"),
                Arguments.of("fallback_url", "{'fallback_url':true}"),
                Arguments.of("event_mask", "{'event_mask':null}"),
                Arguments.of("event_mask", "{'event_mask':'canary canary'}"),
                Arguments.of("event_mask", "{'event_mask':['canary']}"),
                Arguments.of("venue_id", "{'is_global':false}"),
                Arguments.of("venue_id", "{'is_global':null}"),
                Arguments.of("venue_id", "{'venue_id':'canary'}"),
                Arguments.of("venue_id", "{'venue_id':'1-1-1-1-1'}"),
                Arguments.of("is_global", "{'venue_id':'01a1fe52-0ce3-7b97-a18d-d883739ba859'}"),
                Arguments.of("is_global", "{'is_global':'true'}"),
                Arguments.of("is_active", "{'is_active':'yes'}"),
                Arguments.of("is_active", "{'is_active':1}"),
                Arguments.of("send_data", "{'send_data':{}}"),
                Arguments.of("ordered", "{'ordered':'false'}"),
                Arguments.of("max_attempts", "{'max_attempts':0}"),
                Arguments.of("max_attempts", "{'max_attempts':51}"),
                Arguments.of("max_attempts", "{'max_attempts':1.0}"),
                Arguments.of("max_attempts", "{'max_attempts':'3'}"),
                Arguments.of("max_attempts", "{'max_attempts':99999999999999999999}"),
                Arguments.of("retry_schedule", "{'retry_schedule':[]}"),
                Arguments.of("retry_schedule", "{'retry_schedule':5}"),
                Arguments.of("retry_schedule", "{'retry_schedule':[0]}"),
                Arguments.of("retry_schedule", "{'retry_schedule':[604801]}"),
                Arguments.of("retry_schedule", "{'retry_schedule':[5,null]}"),
                Arguments.of("retry_schedule", "{'retry_schedule':[" + "1,".repeat(30) + "1]}"),
                Arguments.of("max_age", "{'max_age':59}"),
                Arguments.of("max_age", "{'max_age':2592001}"),
                Arguments.of("rate_limit", "{'rate_limit':0}"),
                Arguments.of("rate_limit", "{'rate_limit':60001}"),
                Arguments.of("request_params", "{'request_params':'canary'}"),
                Arguments.of("request_params", "{'request_params':{'a':1}}"),
                Arguments.of("request_params", "{'request_params':{'a':null}}"),
                Arguments.of("request_params", "{'request_params':{'':'canary'}}"),
                Arguments.of("request_params", "{'request_params':{'a':'canary\\u0000'}}"),
                Arguments.of("request_params", "{'request_params':" + texts(21) + "}"),
                Arguments.of("headers", "{'headers':[]}"),
                Arguments.of("headers", "{'headers':{'X':['canary']}}"),
                Arguments.of("headers", "{'headers':{'X Y':'canary'}}"),
                Arguments.of("headers", "{'headers':{'':'canary'}}"),
                Arguments.of("headers", "{'headers':{'X':''}}"),
                Arguments.of("headers", "{'headers':{'X':' canary'}}"),
                Arguments.of("headers", "{'headers':{'X':'canary\\r\\nHost: canary'}}"),
                Arguments.of("headers", "{'headers':{'X':'canary\\u0000'}}"),
                Arguments.of("headers", "{'headers':{'X':'canary é'}}"),
                Arguments.of("headers", "{'headers':{'X':'" + "x".repeat(4097) + "'}}"),
                Arguments.of("headers", "{'headers':{'X-Key':'canary','x-key':'canary'}}"),
                Arguments.of("headers", "{'headers':" + texts(21) + "}"));
    }

    private static String texts(int count) {
        StringBuilder texts = new StringBuilder("{'x0':'canary'");
        for (int i = 1; i < count; i++) {
            texts.append(",'x").append(i).append("':'canary'");
        }
        return texts.append('}').toString();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhichFieldIsWrongAndEchoesNothing(String field, String change) {
        Problem problem = problem(change);

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).startsWith(field + ": ").doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-type",
                "Content-Length",
                "Transfer-Encoding",
                "Connection",
                "keep-alive",
                "Proxy-Authorization",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "Date",
                "webhook-id",
                "Webhook-Signature",
                "ce-type",
                "User-Agent",
                "Accept-Encoding",
                "Cookie"
            })
    void headersOfTheGatewayAreItsOwn(String name) {
        assertThat(problem("{'headers':{'" + name + "':'canary'}}").detail())
                .startsWith("headers: takes none that the gateway sets itself: accept-encoding, connection,")
                .endsWith("and those that begin with ce-, content-, proxy-, webhook-");
    }

    @ParameterizedTest
    @CsvSource({"secret, whsec_", "secret, canary", "secret, whsec_Y2FuYXJ5", "secret, ''"})
    void refusesASecretThatIsNone(String field, String secret) {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> Wanted.secret(json("{'" + field + "':'" + secret + "'}")));

        assertThat(refusal.problem().field()).isEqualTo(field);
        assertThat(refusal.problem().detail()).doesNotContain("canary").doesNotContain("Y2Fu");
    }

    @Test
    void aMistypedFieldIsTold() {
        assertThat(unknown("{'calback_url':'canary'}").detail()).isEqualTo("calback_url: there is no such field");
        assertThat(unknown("{'Canary':'canary'}").detail()).isEqualTo("A field has a name that none has");
        assertThat(unknown("{'" + "canary".repeat(7) + "':1}").field()).isNull();
    }

    @Test
    void printsNothingThatMayBeAToken() {
        Wanted wanted = Wanted.of(with("{'headers':{'X':'canary'},'request_params':{'a':'canary'}}"));

        assertThat(wanted + " " + wanted.additions()).doesNotContain("canary").doesNotContain("example.com");
    }

    private static Problem unknown(String body) {
        return catchThrowableOfType(ProblemException.class, () -> Asked.requireFields(json(body), Wanted.FIELDS))
                .problem();
    }

    private static Problem problem(String change) {
        ObjectNode body = with(change);
        return catchThrowableOfType(ProblemException.class, () -> Wanted.of(body))
                .problem();
    }

    /** The least there has to be, with these fields. */
    private static ObjectNode with(String fields) {
        ObjectNode body = json(LEAST);
        body.setAll(json(fields));
        return body;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
