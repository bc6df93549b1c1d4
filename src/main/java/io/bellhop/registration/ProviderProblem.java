package io.bellhop.registration;

import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import io.bellhop.outbound.ApiFailureException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What a caller of ours is told when a call of a provider's API came to nothing. */
final class ProviderProblem {

    private ProviderProblem() {}

    /** Makes the calls, within a limit, and fails with a problem for whatever goes wrong at the provider. */
    static <T> Uni<T> told(Duration limit, Supplier<Uni<T>> calls) {
        return Uni.createFrom()
                .deferred(calls::get)
                .ifNoItem()
                .after(limit)
                .failWith(() -> tooLong(limit))
                .onFailure(ApiFailureException.class)
                .transform(ProviderProblem::of)
                .onFailure(IllegalArgumentException.class)
                .transform(failure -> Problem.conflict(failure.getMessage()).asException());
    }

    /** The type ends in the kind of the failure; the detail names the call and what was answered, never the body. */
    private static RuntimeException of(Throwable failure) {
        ApiFailureException api = (ApiFailureException) failure;
        int status =
                switch (api.kind()) {
                    case REFUSED -> 422;
                    case RATE_LIMITED, UNAVAILABLE, TIMEOUT, UNREACHABLE, BREAKER_OPEN, QUEUE_FULL -> 503;
                    case CREDENTIALS_REFUSED, FORBIDDEN, NOT_FOUND, UNREADABLE -> 502;
                };
        String title =
                switch (api.kind()) {
                    case REFUSED -> "The provider does not take it";
                    case CREDENTIALS_REFUSED -> "The provider refuses the source's credentials";
                    case FORBIDDEN -> "The provider does not allow it with the source's credentials";
                    case NOT_FOUND -> "The provider has no such thing";
                    case UNREADABLE -> "The provider's answer makes no sense";
                    case RATE_LIMITED -> "The provider wants fewer calls; try again later";
                    case BREAKER_OPEN -> "The provider has failed too often just now; try again";
                    case UNAVAILABLE, TIMEOUT, UNREACHABLE, QUEUE_FULL -> "The provider does not answer; try again";
                };
        String kind = api.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Problem.of(status, "provider-" + kind, title, api.getMessage()).asException();
    }

    /** For the log: of a problem, all that it tells. */
    static String reason(Throwable failure) {
        return failure instanceof ProblemException problem
                ? problem.problem().title() + ": " + problem.problem().detail()
                : failure.toString();
    }

    private static RuntimeException tooLong(Duration limit) {
        return Problem.of(
                        503,
                        "provider-timeout",
                        "The provider does not answer; try again",
                        "Not done within " + limit.toSeconds() + " s; whether it was in the end, the next look shows")
                .asException();
    }
}
