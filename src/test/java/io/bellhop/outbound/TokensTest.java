package io.bellhop.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private final List<UniEmitter<? super Token>> asked = new ArrayList<>();
    private final Tokens tokens = new Tokens(() -> Uni.createFrom().emitter(asked::add), () -> now);

    @Test
    void howeverManyWaitOneIsAskedFor() {
        List<CompletableFuture<Token>> waiting = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            waiting.add(tokens.current().subscribeAsCompletionStage());
        }

        asked.get(0).complete(token("one"));

        assertThat(asked).hasSize(1);
        assertThat(waiting).allSatisfy(one -> assertThat(one.join().value()).isEqualTo("one"));
    }

    @Test
    void aFailureIsTheFailureOfAllThatWaitAndTheNextAsksAgain() {
        CompletableFuture<Token> first = tokens.current().subscribeAsCompletionStage();
        asked.get(0).fail(new IllegalStateException("down"));
        assertThat(first).isCompletedExceptionally();

        CompletableFuture<Token> second = tokens.current().subscribeAsCompletionStage();
        asked.get(1).complete(token("two"));

        assertThat(second.join().value()).isEqualTo("two");
    }

    @Test
    void isRenewedBeforeItExpires() {
        hold("one");
        now = now.plusSeconds(3599 - 60);
        assertThat(tokens.current().await().atMost(LIMIT).value()).isEqualTo("one");
        now = now.plusSeconds(1);

        CompletableFuture<Token> renewed = tokens.current().subscribeAsCompletionStage();
        asked.get(1).complete(token("two"));

        assertThat(renewed.join().value()).isEqualTo("two");
    }

    @Test
    void oneThatIsStillGoodServesWhenItCannotBeRenewed() {
        hold("one");
        now = now.plusSeconds(3590);

        CompletableFuture<Token> served = tokens.current().subscribeAsCompletionStage();
        asked.get(1).fail(new IllegalStateException("down"));

        assertThat(served.join().value()).isEqualTo("one");
    }

    @Test
    void oneThatHasExpiredDoesNot() {
        hold("one");
        now = now.plusSeconds(3600);
        Uni<Token> current = tokens.current();
        CompletableFuture<Token> served = current.subscribeAsCompletionStage();
        asked.get(1).fail(new IllegalStateException("down"));

        assertThatThrownBy(served::join).hasRootCauseMessage("down");
    }

    @Test
    void insteadOfOneThatWasRefusedByManyOneIsAskedFor() {
        Token refused = hold("one");
        CompletableFuture<Token> first = tokens.insteadOf(refused).subscribeAsCompletionStage();
        CompletableFuture<Token> second = tokens.insteadOf(refused).subscribeAsCompletionStage();
        asked.get(1).complete(token("two"));
        CompletableFuture<Token> late = tokens.insteadOf(refused).subscribeAsCompletionStage();

        assertThat(asked).hasSize(2);
        assertThat(List.of(first, second, late))
                .allSatisfy(one -> assertThat(one.join().value()).isEqualTo("two"));
    }

    private Token hold(String value) {
        CompletableFuture<Token> first = tokens.current().subscribeAsCompletionStage();
        asked.get(0).complete(token(value));
        return first.join();
    }

    private Token token(String value) {
        return new Token(value, now.plusSeconds(3540), now.plusSeconds(3600));
    }
}
