package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.SettableClock;
import io.bellhop.event.EventIds;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which e-mails guests get, and that they get each once. */
@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
class ConfirmationIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Inject
    ConfirmationOutbox outbox;

    @Inject
    ConfirmationSender sender;

    @Inject
    ConfirmationStore store;

    @Inject
    BookingReader bookings;

    @Inject
    SendAttempt attempt;

    @Inject
    Letterhead letterhead;

    @Inject
    ConfirmationConfig config;

    @Inject
    SettableClock clock;

    @Inject
    Pool pool;

    MailServer mails;

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    @Test
    void aNewReservationIsConfirmedWithoutAnybodyAskingForIt() {
        BookedRow booked = new BookedRow(pool);

        booked.oweNow(outbox, booked.made());

        awaitStates(booked, "confirmation sent");
        assertThat(mails.to(booked.email)).hasSize(1);
    }

    @Test
    void howeverOftenAndWhereverItIsOwedItIsSentOnce() {
        BookedRow booked = new BookedRow(pool);
        List<Uni<Void>> owing = IntStream.range(0, 20)
                .mapToObj(i -> booked.owe(outbox, booked.made()))
                .toList();

        Uni.join().all(owing).andFailFast().await().atMost(TIME_LIMIT);

        awaitStates(booked, "confirmation sent");
        booked.oweNow(outbox, booked.made(), booked.made());
        tick();
        assertThat(booked.states()).containsExactly("confirmation sent");
        assertThat(mails.to(booked.email)).hasSize(1);
    }

    @Test
    void twoSendersAtOnceSendEachOnce() {
        List<BookedRow> booked =
                IntStream.range(0, 20).mapToObj(i -> new BookedRow(pool)).toList();
        booked.forEach(one -> one.row(Kind.CONFIRMATION, State.OWED, clock.instant()));
        ConfirmationSender other = new ConfirmationSender(store, bookings, attempt, letterhead, config);

        Uni.join()
                .all(sender.tick(), other.tick(), sender.tick(), other.tick())
                .andFailFast()
                .await()
                .atMost(TIME_LIMIT);

        booked.forEach(one -> awaitStates(one, "confirmation sent"));
        assertThat(booked).allSatisfy(one -> assertThat(mails.to(one.email)).hasSize(1));
    }

    @Test
    void whatIsRolledBackIsNotOwed() {
        BookedRow booked = new BookedRow(pool);

        pool.withTransaction(connection -> outbox.owe(connection, List.of(booked.made()))
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("rolled back"))))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(TIME_LIMIT);

        assertThat(booked.states()).isEmpty();
    }

    @Test
    void changesAreToldWhenTheConfirmationIsOut() {
        BookedRow booked = new BookedRow(pool);
        booked.oweNow(outbox, booked.changed("notes"));
        booked.oweNow(outbox, booked.made());
        awaitStates(booked, "confirmation sent");

        booked.reservation("party_size", 6).oweNow(outbox, booked.changed("party_size"));
        awaitStates(booked, "confirmation sent", "change sent");
        booked.reservation("party_size", 7).oweNow(outbox, booked.changed("party_size"));

        awaitStates(booked, "confirmation sent", "change sent", "change sent");
        assertThat(mails.to(booked.email)).hasSize(3);
    }

    @Test
    void whatStillWaitsTellsTheNewestStateInsteadOfAChange() {
        BookedRow booked = new BookedRow(pool);
        booked.row(Kind.CONFIRMATION, State.OWED, Instant.now().plusSeconds(3600));

        booked.oweNow(outbox, booked.changed("party_size"), booked.changed("arrival_time"));

        assertThat(booked.states()).containsExactly("confirmation owed");
    }

    @Test
    void whatWasNeverConfirmedIsNeitherChangedNorCanceled() {
        BookedRow booked = new BookedRow(pool);
        Occasion change = booked.changed("party_size");
        Occasion unseen = new Occasion(
                change.reservation(),
                false,
                change.before(),
                change.after(),
                false,
                true,
                change.changedFields(),
                change.arrivalDate(),
                null,
                null,
                true);

        booked.oweNow(outbox, unseen, booked.canceled());

        assertThat(booked.states()).isEmpty();
    }

    @Test
    void aCancellationIsToldOnceAndAfterTheConfirmation() {
        BookedRow booked = new BookedRow(pool);
        booked.oweNow(outbox, booked.made());
        awaitStates(booked, "confirmation sent");

        booked.reservation("status", "canceled").oweNow(outbox, booked.canceled(), booked.canceled());
        awaitStates(booked, "confirmation sent", "cancellation sent");
        booked.oweNow(outbox, booked.canceled());

        tick();
        assertThat(booked.states()).containsExactly("confirmation sent", "cancellation sent");
        assertThat(mails.to(booked.email)).hasSize(2);
    }

    @Test
    void whatIsCanceledBeforeItsConfirmationWentIsNotWrittenAbout() {
        BookedRow booked = new BookedRow(pool).reservation("status", "canceled");

        booked.oweNow(outbox, booked.made(), booked.canceled());

        awaitStates(booked, "confirmation skipped", "cancellation skipped");
        assertThat(booked.reason()).isEqualTo("its confirmation was not sent");
        assertThat(mails.to(booked.email)).isEmpty();
    }

    @Test
    void laterOnesOfAReservationWaitForThoseBeforeThem() {
        BookedRow booked = new BookedRow(pool);
        booked.row(Kind.CONFIRMATION, State.OWED, clock.instant().plusSeconds(3600));
        booked.row(Kind.CHANGE, State.OWED, clock.instant());

        tick();
        assertThat(booked.states()).containsExactlyInAnyOrder("confirmation owed", "change owed");
        clock.moveOn(Duration.ofHours(2));
        tick();

        await().atMost(TIME_LIMIT)
                .untilAsserted(() ->
                        assertThat(booked.states()).containsExactlyInAnyOrder("confirmation sent", "change sent"));
    }

    @Test
    void thePastIsLeftAlone() {
        BookedRow booked = new BookedRow(pool);
        clock.moveOn(Duration.ofDays(30));

        booked.oweNow(outbox, booked.made());
        UUID late = booked.row(Kind.CONFIRMATION, State.OWED, clock.instant());
        tick();

        assertThat(late).isNotNull();
        awaitStates(booked, "confirmation skipped");
        assertThat(mails.to(booked.email)).isEmpty();
    }

    @Test
    void anErasedGuestIsNotWrittenTo() {
        BookedRow booked =
                new BookedRow(pool).guest("deleted_at", clock.instant().atOffset(ZoneOffset.UTC));

        booked.oweNow(outbox, booked.made());

        awaitStates(booked, "confirmation skipped");
    }

    @Test
    void withoutASenderAddressNothingIsOwedOrSent() {
        Letterhead nobody = new Letterhead(Settings.of());
        BookedRow booked = new BookedRow(pool);
        BookedRow left = new BookedRow(pool);
        left.row(Kind.CONFIRMATION, State.OWED, clock.instant().plusSeconds(60));

        booked.oweNow(new ConfirmationOutbox(new EventIds(), clock, nobody), booked.made());
        clock.moveOn(Duration.ofMinutes(2));
        new ConfirmationSender(store, bookings, attempt, nobody, config)
                .tick()
                .await()
                .atMost(TIME_LIMIT);

        assertThat(booked.states()).isEmpty();
        assertThat(left.states()).containsExactly("confirmation owed");
    }

    private void tick() {
        sender.tick().await().atMost(TIME_LIMIT);
    }

    private static void awaitStates(BookedRow booked, String... states) {
        await().atMost(TIME_LIMIT)
                .untilAsserted(() -> assertThat(booked.states()).containsExactly(states));
    }
}
