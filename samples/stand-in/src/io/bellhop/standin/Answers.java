package io.bellhop.standin;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where WireMock asks: a stub names what answers it, unless there is to be trouble. */
final class Answers implements ResponseTransformerV2 {

    private static final String CONTROLS = "/__stand-in";

    private final Map<String, Function<Asked, Answer>> byName;
    private final Calls calls;
    private final Troubles troubles;
    private final InstantSource clock;

    Answers(Map<String, Function<Asked, Answer>> byName, Calls calls, Troubles troubles, InstantSource clock) {
        this.byName = byName;
        this.calls = calls;
        this.troubles = troubles;
        this.clock = clock;
    }

    @Override
    public String getName() {
        return "stand-in";
    }

    @Override
    public Response transform(Response stubbed, ServeEvent event) {
        Asked asked = Asked.of(event.getRequest());
        Instant at = clock.instant();
        Optional<Trouble> trouble =
                asked.path().startsWith(CONTROLS) ? Optional.empty() : troubles.next(asked.method(), asked.path());
        Response answer = trouble.filter(Trouble::isInsteadOfTheAnswer)
                .map(instead -> instead.answer(asked, at))
                .orElseGet(() -> answer(stubbed, event, asked));
        calls.add(call(asked, at, answer.getStatus()));
        return trouble.map(late -> late.delayed(answer)).orElse(answer);
    }

    private Response answer(Response stubbed, ServeEvent event, Asked asked) {
        String name = event.getTransformerParameters().getString("answer", null);
        if (name == null) {
            return stubbed;
        }
        Function<Asked, Answer> answering = byName.get(name);
        if (answering == null) {
            throw new IllegalStateException("nothing answers " + name + "; have " + new TreeMap<>(byName).keySet());
        }
        Answer answer = answering.apply(asked);
        return Response.Builder.like(stubbed)
                .status(answer.status())
                .headers(new HttpHeaders(new HttpHeader("Content-Type", "application/json")))
                .body(answer.body().toString())
                .build();
    }

    private static Call call(Asked asked, Instant at, int status) {
        Map<String, String> headers = asked.request().getHeaders().all().stream()
                .collect(Collectors.toMap(
                        header -> header.key().toLowerCase(Locale.ROOT),
                        HttpHeader::firstValue,
                        (first, next) -> first));
        return new Call(at, asked.method(), asked.path(), asked.query(), headers, asked.body(), status);
    }
}
