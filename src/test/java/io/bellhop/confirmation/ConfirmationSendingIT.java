package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.SettableClock;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of e-mails when the mail server, or the replica that sends them, goes wrong. */
@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
class ConfirmationSendingIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Inject
    ConfirmationOutbox outbox;

    @Inject
    ConfirmationSender sender;

    @Inject
    SettableClock clock;

    @Inject
    Pool pool;

    MailServer mails;

    private BookedRow booked;

    @BeforeEach
    void aReservation() {
        booked = new BookedRow(pool);
    }

    @AfterEach
    void allIsWellAgain() throws Exception {
        clock.backToNow();
        mails.faulty().forgetFaults();
    }

    @Test
    void whatIsPutOffThreeTimesIsSentTheFourthTime() {
        mails.faulty()
                .expect(
                        Fault.answers("RCPT", "451 4.7.1 greylisted"),
                        Fault.answers("MAIL", "451 busy"),
                        Fault.answers(".", "451 try later"));

        booked.oweNow(outbox, booked.made());
        awaitPutOff(1);
        clock.moveOn(Duration.ofSeconds(61));
        tick();
        awaitPutOff(2);
        clock.moveOn(Duration.ofSeconds(61));
        tick();
        awaitPutOff(2);
        clock.moveOn(Duration.ofSeconds(61));
        tick();
        awaitPutOff(3);
        clock.moveOn(Duration.ofMinutes(5));
        tick();

        awaitStates("confirmation sent");
        assertThat(mails.to(booked.email)).hasSize(1);
    }

    @Test
    void anAddressThatTheServerRefusesFailsAtOnce() {
        mails.faulty().expect(Fault.answers("RCPT", "550 5.1.1 <" + booked.email + "> no such user"));

        booked.oweNow(outbox, booked.made());

        awaitStates("confirmation failed");
        assertThat(booked.reason()).isEqualTo("the mail server answered 550");
        assertThat(mails.to(booked.email)).isEmpty();
    }

    @Test
    void anAddressThatIsNoneFailsAtOnce() {
        booked.guest("email", "not an address").oweNow(outbox, booked.made());

        awaitStates("confirmation failed");
        assertThat(booked.reason()).isEqualTo("the e-mail address is none");
    }

    @Test
    void whenTheConnectionBreaksBeforeTheServerHasAnsweredItIsNotSentAgain() {
        mails.faulty().expect(Fault.closesAt("."));

        booked.oweNow(outbox, booked.made());

        awaitStates("confirmation uncertain");
        clock.moveOn(Duration.ofDays(2));
        tick();
        assertThat(booked.states()).containsExactly("confirmation uncertain");
        assertThat(mails.to(booked.email)).isEmpty();
    }

    @Test
    void aServerThatSaysNothingDoesNotHoldUpTheOthers() {
        mails.faulty().expect(Fault.saysNothingAt("."));
        booked.oweNow(outbox, booked.made());
        BookedRow other = new BookedRow(pool);

        await().atMost(TIME_LIMIT).until(() -> booked.states().contains("confirmation sending"));
        other.row(Kind.CONFIRMATION, State.OWED, clock.instant());
        tick();

        awaitStates("confirmation uncertain");
        assertThat(booked.reason()).isEqualTo("the mail server took too long");
        assertThat(other.states()).containsExactly("confirmation sent");
    }

    @Test
    void whatADeadReplicaWasSendingIsUncertainAndNotSentAgain() {
        booked.row(Kind.CONFIRMATION, State.SENDING, clock.instant().plusSeconds(300));
        tick();
        assertThat(booked.states()).containsExactly("confirmation sending");

        clock.moveOn(Duration.ofSeconds(301));
        tick();
        tick();

        assertThat(booked.states()).containsExactly("confirmation uncertain");
        assertThat(mails.to(booked.email)).isEmpty();
    }

    @Test
    void anUncertainConfirmationIsTakenBackWhenItsReservationIsCanceled() {
        booked.row(Kind.CONFIRMATION, State.SENDING, clock.instant());
        tick();

        booked.reservation("status", "canceled").oweNow(outbox, booked.canceled());

        await().atMost(TIME_LIMIT)
                .untilAsserted(() -> assertThat(booked.states())
                        .containsExactlyInAnyOrder("confirmation uncertain", "cancellation sent"));
    }

    @Test
    void aChangeThatIsNotCommittedYetHoldsBackTheEmailThatWillTellOfIt() throws Exception {
        booked.row(Kind.CONFIRMATION, State.OWED, clock.instant());
        SqlConnection changing = pool.getConnection().await().atMost(TIME_LIMIT);
        Transaction transaction = changing.begin().await().atMost(TIME_LIMIT);
        changing.preparedQuery("update reservation set party_size = 8 where id = $1")
                .execute(Tuple.of(booked.reservation))
                .chain(() -> outbox.owe(changing, List.of(booked.changed("party_size"))))
                .await()
                .atMost(TIME_LIMIT);

        tick();
        assertThat(booked.states()).containsExactly("confirmation owed");
        transaction.commit().chain(changing::close).await().atMost(TIME_LIMIT);
        tick();

        awaitStates("confirmation sent");
        assertThat(Received.of(mails.to(booked.email).get(0)).text()).contains("Guests: 8\n");
    }

    private void tick() {
        sender.tick().await().atMost(TIME_LIMIT);
    }

    /** So often by now, though it may be that the last attempt was not due. */
    private void awaitPutOff(int attempts) {
        await().atMost(TIME_LIMIT).untilAsserted(() -> {
            assertThat(booked.states()).containsExactly("confirmation owed");
            assertThat(booked.attempts()).isEqualTo(attempts);
        });
    }

    private void awaitStates(String... states) {
        await().atMost(TIME_LIMIT)
                .untilAsserted(() -> assertThat(booked.states()).containsExactly(states));
    }
}
