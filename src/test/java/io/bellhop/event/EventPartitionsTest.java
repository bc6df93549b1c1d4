package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.event.EventPartitions.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventPartitionsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-06-10");

    private record Config(Duration retention, int partitionsAhead) implements EventConfig {

        @Override
        public Duration expiredKeysKept() {
            throw new UnsupportedOperationException("partitions have nothing to do with it");
        }

        @Override
        public Append append() {
            throw new UnsupportedOperationException("partitions have nothing to do with it");
        }
    }

    @Test
    void aDayRunsFromItsMidnightToTheNext() {
        assertThat(statements(Set.of("event_20260609", "event_20260611"), 30, 1))
                .containsExactly(
                        "create table if not exists event_20260610 (like event including all)",
                        "alter table event attach partition event_20260610 for values from"
                                + " ('019eaed4-2800-0000-0000-000000000000') to ('019eb3fa-8400-0000-0000-000000000000')");
    }

    @Test
    void makesYesterdayTodayAndTheDaysAhead() {
        assertThat(created(statements(Set.of(), 30, 2)))
                .containsExactly("event_20260609", "event_20260610", "event_20260611", "event_20260612");
    }

    @Test
    void doesNothingWhenAllIsThere() {
        assertThat(statements(Set.of("event_20260609", "event_20260610", "event_20260611"), 30, 1))
                .isEmpty();
    }

    @Test
    void dropsWhatIsOlderThanRetention() {
        Set<String> existing =
                new HashSet<>(Set.of("event_20260509", "event_20260510", "event_20260511", "event_20251231"));
        existing.addAll(Set.of("event_20260609", "event_20260610", "event_20260611"));

        assertThat(statements(existing, 30, 1))
                .containsExactly(
                        "alter table event detach partition event_20251231 concurrently",
                        "drop table event_20251231",
                        "alter table event detach partition event_20260509 concurrently",
                        "drop table event_20260509",
                        "alter table event detach partition event_20260510 concurrently",
                        "drop table event_20260510");
    }

    @Test
    void makesWhatIsMissingBeforeItDropsWhatIsOld() {
        List<String> statements = statements(Set.of("event_20260101"), 30, 1);

        assertThat(statements.get(0)).startsWith("create table");
        assertThat(statements.get(statements.size() - 1)).isEqualTo("drop table event_20260101");
    }

    @Test
    void finishesWhatACrashLeftHalfDone() {
        Map<String, State> existing = new TreeMap<>(attached(Set.of("event_20260609", "event_20260611")));
        existing.put("event_20260610", State.ALONE);
        existing.put("event_20260101", State.DETACHING);
        existing.put("event_20260102", State.ALONE);

        assertThat(EventPartitions.statements("event", existing, TODAY, new Config(Duration.ofDays(30), 1)))
                .satisfiesExactly(
                        create -> assertThat(create).startsWith("create table if not exists event_20260610"),
                        attach -> assertThat(attach).startsWith("alter table event attach partition event_20260610"),
                        finish -> assertThat(finish)
                                .isEqualTo("alter table event detach partition event_20260101 finalize"),
                        drop -> assertThat(drop).isEqualTo("drop table event_20260101"),
                        alone -> assertThat(alone).isEqualTo("drop table event_20260102"));
    }

    @Test
    void theDaysOfTwoYearsMeet() {
        List<String> statements = EventPartitions.statements(
                "event", Map.of(), LocalDate.parse("2027-01-01"), new Config(Duration.ofDays(30), 0));

        assertThat(created(statements)).containsExactly("event_20261231", "event_20270101");
        assertThat(statements.get(1)).endsWith("to ('01a2ce8b-d400-0000-0000-000000000000')");
        assertThat(statements.get(3)).contains("from ('01a2ce8b-d400-0000-0000-000000000000')");
    }

    /** A year of days, one after the other: each day there is all that is needed and nothing that is too old. */
    @Test
    void dayAfterDayThereIsWhatThereShouldBe() {
        Set<String> existing = new HashSet<>();
        for (int day = 0; day < 366; day++) {
            LocalDate today = TODAY.plusDays(day);
            List<String> statements =
                    EventPartitions.statements("event", attached(existing), today, new Config(Duration.ofDays(3), 2));
            existing.addAll(created(statements));
            dropped(statements).forEach(existing::remove);

            assertThat(existing)
                    .contains(name(today.minusDays(1)), name(today), name(today.plusDays(2)))
                    .hasSizeBetween(4, 6);
        }
    }

    private static String name(LocalDate day) {
        return "event_" + day.toString().replace("-", "");
    }

    private static List<String> statements(Set<String> existing, int retentionDays, int ahead) {
        return EventPartitions.statements(
                "event", attached(existing), TODAY, new Config(Duration.ofDays(retentionDays), ahead));
    }

    private static Map<String, State> attached(Set<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, name -> State.ATTACHED));
    }

    private static List<String> created(List<String> statements) {
        return words(statements, "create table if not exists ");
    }

    private static List<String> dropped(List<String> statements) {
        return words(statements, "drop table ");
    }

    private static List<String> words(List<String> statements, String start) {
        return statements.stream()
                .filter(statement -> statement.startsWith(start))
                .flatMap(statement ->
                        Stream.of(statement.substring(start.length()).split(" ")[0]))
                .toList();
    }
}
