package io.bellhop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.event.Event;
import io.bellhop.event.EventId;
import io.bellhop.event.Origin;
import io.bellhop.stream.Course.Next;
import io.bellhop.stream.StreamStore.Scan;
import io.bellhop.subscription.EventMask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Mark FIRST = mark(10);
    private static final Mark SECOND = mark(20);
    private static final Mark THIRD = mark(30);

    private final Course course = new Course(new Selection(EventMask.parse("room.*"), null, true), 2, 1000);

    private static Mark mark(long xmin) {
        return new Mark(new Snapshot(xmin, xmin, List.of()), Instant.ofEpochSecond(xmin));
    }

    private static EventId id(long number) {
        return new EventId(new UUID(number, 0));
    }

    private static Head head(long number, String type, int bytes) {
        return new Head(id(number), "roomz", type, bytes);
    }

    private static StoredEvent stored(long number) {
        Instant now = Instant.ofEpochSecond(number);
        return new StoredEvent(
                new Event(
                        id(number), "roomz", "room.x", null, null, Origin.WEBHOOK, null, now, now, "k", null, null, 0),
                null);
    }

    @Test
    void aFreshReaderWaitsForAStep() {
        course.begin(Position.at(FIRST));

        assertThat(course.next()).isEqualTo(new Next.Nothing(FIRST));
    }

    @Test
    void whatIsNotWantedIsPassedWithoutAQuery() {
        course.begin(Position.at(FIRST));

        course.enter(new Step(FIRST, SECOND, Optional.of(List.of(head(1, "guest.created", 10)))));

        assertThat(course.next()).isEqualTo(new Next.Nothing(SECOND));
        assertThat(course.position()).isEqualTo(Position.at(SECOND));
    }

    @Test
    void aPageEndsAtItsEventsOrItsBytesAndHasOneAtLeast() {
        course.begin(Position.at(FIRST));
        Head small = head(1, "room.x", 10);
        Head large = head(2, "room.x", 5000);
        Head third = head(3, "room.x", 10);
        Head fourth = head(4, "room.x", 10);
        Head fifth = head(5, "room.x", 10);
        course.enter(new Step(FIRST, SECOND, Optional.of(List.of(small, large, third, fourth, fifth))));

        for (List<Head> page : List.of(List.of(small), List.of(large), List.of(third, fourth), List.of(fifth))) {
            assertThat(course.next()).isEqualTo(new Next.Events(page));
            course.read(page);
        }

        assertThat(course.next()).isEqualTo(new Next.Nothing(SECOND));
    }

    @Test
    void aStepOfWhichTheHeadsAreNotKnownIsReadFromTheStoreUntilThereAreNoMore() {
        course.begin(Position.at(FIRST));
        Step step = Step.unknown(FIRST, SECOND);
        course.enter(step);

        assertThat(course.next()).isEqualTo(new Next.Heads(step, new UUID(0, 0)));
        course.found(new Scan(List.of(head(1, "guest.created", 10)), id(7), true));
        assertThat(course.position()).isEqualTo(new Position(FIRST, SECOND, id(7)));
        assertThat(course.next()).isEqualTo(new Next.Heads(step, id(7).value()));
        course.found(new Scan(List.of(), null, false));
        assertThat(course.next()).isEqualTo(new Next.Nothing(SECOND));
    }

    @Test
    void itsPositionIsTheLastSentOfTheStepAndResumesThere() {
        course.begin(Position.at(FIRST));
        List<Head> heads = List.of(head(1, "room.x", 10), head(2, "room.x", 10));
        course.enter(new Step(FIRST, SECOND, Optional.of(heads)));
        course.next();
        course.read(heads);
        course.sent(stored(1));

        Position position = course.position();
        Course resumed = new Course(new Selection(EventMask.parse("*"), null, true), 2, 1000);
        resumed.begin(position);

        assertThat(position).isEqualTo(new Position(FIRST, SECOND, id(1)));
        assertThat(resumed.next()).isEqualTo(new Next.Heads(Step.unknown(FIRST, SECOND), id(1).value()));
    }

    @Test
    void stepsThatFollowEachOtherAreOneInTheOrderOfIds() {
        Step joined = Step.joined(List.of(
                new Step(FIRST, SECOND, Optional.of(List.of(head(5, "room.x", 1)))),
                new Step(SECOND, THIRD, Optional.of(List.of(head(3, "room.x", 1))))));

        assertThat(joined)
                .isEqualTo(new Step(FIRST, THIRD, Optional.of(List.of(head(3, "room.x", 1), head(5, "room.x", 1)))));
    }
}
