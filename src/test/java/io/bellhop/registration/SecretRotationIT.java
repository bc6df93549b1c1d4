package io.bellhop.registration;

import static io.bellhop.registration.ChannexAccount.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.bellhop.SettableClock;
import io.bellhop.ingress.Webhook;
import io.bellhop.standin.Channex;
import io.bellhop.standin.Sent;
import io.bellhop.standin.StandIn;
import io.bellhop.standin.Trouble;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecretRotationIT {

    private static final String NEW = "the-second-secret-of-the-source";

    @Inject
    SettableClock clock;

    @Inject
    RegistrationSchedule schedule;

    private StandIn standIn;
    private ChannexAccount account;

    @BeforeEach
    void aRegisteredWebhook() {
        standIn = StandIn.start(0);
        account = ChannexAccount.newAt(standIn);
        account.register().statusCode(201);
    }

    @AfterEach
    void stop() {
        clock.backToNow();
        account.close();
        standIn.stop();
    }

    @Test
    void theProviderGetsANewSecretAndTheOldOneStaysValidForAWhile() {
        account.rotate()
                .statusCode(200)
                .body("state", is("registered"))
                .body("rotated_at", notNullValue())
                .body("old_secrets_until", notNullValue())
                .body(not(containsString(SECRET)));

        assertThat(account.registeredSecret()).matches("[A-Za-z0-9_-]{43}");
        assertThat(account.secretCount()).isEqualTo(2);
        assertThat(send(SECRET)).isEqualTo(202);
        assertThat(send(account.registeredSecret())).isEqualTo(202);
        account.look().body("state", is("registered"));
    }

    @Test
    void theOldSecretEndsAfterItsTimeAndNotBefore() {
        account.rotateTo(NEW).statusCode(200);

        clock.moveOn(Duration.ofHours(24));
        tick();
        assertThat(send(SECRET)).isEqualTo(202);
        clock.moveOn(Duration.ofMinutes(61));
        tick();

        assertThat(account.secretCount()).isEqualTo(1);
        assertThat(send(SECRET)).isEqualTo(401);
        assertThat(send(NEW)).isEqualTo(202);
        account.look().body("state", is("registered")).body("old_secrets_until", nullValue());
    }

    @Test
    void webhooksFlowWhileItIsRotatedAndNoneStaysRefused() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            Future<?>[] sending = new Future<?>[4];
            for (int i = 0; i < sending.length; i++) {
                sending[i] = senders.submit(() -> {
                    while (!stopped.get()) {
                        for (Sent one : standIn.channex().send("message", Channex.PROPERTY, message())) {
                            assertThat(one.status()).isIn(202, 401);
                            sent.incrementAndGet();
                        }
                    }
                });
            }
            for (int i = 1; i <= 4; i++) {
                int before = sent.get();
                account.rotate().statusCode(200);
                await().atMost(Duration.ofSeconds(10)).until(() -> sent.get() > before + 20);
            }
            stopped.set(true);
            for (Future<?> one : sending) {
                one.get();
            }
        } finally {
            stopped.set(true);
            senders.shutdown();
        }
        clock.moveOn(Duration.ofMinutes(2));
        tick();

        assertThat(account.refused()).isZero();
        assertThat(account.webhookCount()).isEqualTo(sent.get());
    }

    @Test
    void whatAReplicaRefusedBeforeItKnewTheNewSecretIsAcceptedAtOnce() {
        assertThat(send(NEW)).isEqualTo(401);
        assertThat(account.refused()).isEqualTo(1);

        account.rotateTo(NEW).statusCode(200);

        assertThat(account.refused()).isZero();
        assertThat(account.webhookCount()).isEqualTo(1);
    }

    @Test
    void whatAReplicaRefusedLaterIsAcceptedWhenAllMustKnow() {
        account.rotateTo(NEW).statusCode(200);
        // As a replica has them that was not told.
        account.secrets(SECRET);
        assertThat(send(NEW)).isEqualTo(401);
        account.secrets(NEW, SECRET);
        tick();
        assertThat(account.refused()).isEqualTo(1);

        clock.moveOn(Duration.ofSeconds(91));
        tick();

        assertThat(account.refused()).isZero();
        assertThat(account.webhookCount()).isEqualTo(1);
    }

    @Test
    void ifTheProviderDoesNotTakeItBothStayValidUntilItIsRepaired() {
        standIn.trouble(Trouble.status(422).on("PUT", "/api/v1/webhooks/*"));

        account.rotateTo(NEW).statusCode(422).body("type", endsWith("provider-refused"));

        assertThat(account.registeredSecret()).isEqualTo(SECRET);
        assertThat(send(SECRET)).isEqualTo(202);
        assertThat(send(NEW)).isEqualTo(202);
        account.look()
                .body("state", is("drifted"))
                .body("drift[0].secret", is(true))
                .body("drift[0].accepted", is(true))
                .body("old_secrets_until", nullValue());
        clock.moveOn(Duration.ofHours(26));
        tick();
        assertThat(account.secretCount()).isEqualTo(2);

        account.repair().statusCode(200).body("old_secrets_until", notNullValue());
        assertThat(account.registeredSecret()).isEqualTo(NEW);
        clock.moveOn(Duration.ofHours(26));
        tick();
        assertThat(account.secretCount()).isEqualTo(1);
    }

    @Test
    void theOldSecretEndsThoughNobodyHeardThatTheProviderTookTheNewOne() {
        standIn.trouble(Trouble.status(422).on("PUT", "/api/v1/webhooks/*"));
        account.rotateTo(NEW).statusCode(422);
        account.change("{\"headers\":{\"X-Channex-Webhook-Secret\":\"" + NEW + "\"}}");

        account.look().body("state", is("registered"));
        clock.moveOn(Duration.ofHours(24));
        tick();
        assertThat(account.secretCount()).isEqualTo(2);
        clock.moveOn(Duration.ofHours(2));
        tick();

        assertThat(account.secretCount()).isEqualTo(1);
        assertThat(send(NEW)).isEqualTo(202);
    }

    @Test
    void theOldSecretStaysIfSomebodyPutItBackAtTheProvider() {
        account.rotateTo(NEW).statusCode(200);
        account.change("{\"headers\":{\"X-Channex-Webhook-Secret\":\"" + SECRET + "\"}}");

        clock.moveOn(Duration.ofHours(26));
        tick();
        assertThat(account.secretCount()).isEqualTo(2);

        account.repair().statusCode(200);
        clock.moveOn(Duration.ofHours(24));
        tick();
        assertThat(account.secretCount()).isEqualTo(2);

        account.repair().statusCode(200);
        clock.moveOn(Duration.ofHours(2));
        tick();
        assertThat(account.secretCount()).isEqualTo(1);
        assertThat(send(NEW)).isEqualTo(202);
    }

    @Test
    void theOldSecretStaysWhileTheProviderCannotBeAsked() {
        account.rotateTo(NEW).statusCode(200);
        standIn.trouble(Trouble.status(403).times(0));

        clock.moveOn(Duration.ofHours(26));
        tick();
        assertThat(account.secretCount()).isEqualTo(2);

        standIn.endTrouble();
        clock.moveOn(Duration.ofMinutes(61));
        tick();
        assertThat(account.secretCount()).isEqualTo(1);
    }

    @Test
    void aSecretThatWasAddedMeanwhileStays() {
        account.rotateTo(NEW).statusCode(200);
        account.secrets(NEW, SECRET, "a-third-secret-by-a-person");

        clock.moveOn(Duration.ofHours(26));
        tick();

        assertThat(account.secretCount()).isEqualTo(2);
        assertThat(send("a-third-secret-by-a-person")).isEqualTo(202);
    }

    @Test
    void whatCannotBeRotatedChangesNothing() {
        account.rotateTo("too short").statusCode(400);
        account.rotateTo("with blanks in it, which no header takes").statusCode(400);
        account.rotateTo(SECRET).statusCode(400);
        account.secrets("a", "b", "c", "d", SECRET);
        account.rotateTo(NEW).statusCode(409);
        assertThat(account.secretCount()).isEqualTo(5);

        ChannexAccount other = ChannexAccount.newAt(standIn);
        other.rotate().statusCode(404);
        assertThat(other.secretCount()).isEqualTo(1);
    }

    private int send(String secret) {
        return new Webhook(account.source(), secret)
                .channex("{\"event\":\"message\",\"property_id\":\"%s\",\"payload\":%s}"
                        .formatted(Channex.PROPERTY, message()))
                .extract()
                .statusCode();
    }

    private static String message() {
        return "{\"id\":\"" + UUID.randomUUID() + "\"}";
    }

    private void tick() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> schedule.tick());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
