package io.bellhop.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final long EPOCH = 1L << 32;

    @Test
    void readsWhatPostgresWrites() {
        assertThat(Snapshot.parse("795:799:795,797")).isEqualTo(new Snapshot(795, 799, List.of(795L, 797L)));
        assertThat(Snapshot.parse("10:10:")).isEqualTo(new Snapshot(10, 10, List.of()));
    }

    @Test
    void seesWhatHadCommittedBetweenThoseThatRan() {
        Snapshot snapshot = Snapshot.parse("795:799:795,797");

        assertThat(snapshot.sees(794)).isTrue();
        assertThat(snapshot.sees(795)).isFalse();
        assertThat(snapshot.sees(796)).isTrue();
        assertThat(snapshot.sees(797)).isFalse();
        assertThat(snapshot.sees(798)).isTrue();
        assertThat(snapshot.sees(799)).isFalse();
    }

    @Test
    void knowsTransactionsByTheirLowerBitsWhereTheseBeginAnew() {
        Snapshot below = new Snapshot(EPOCH - 2, EPOCH - 1, List.of());
        Snapshot above = new Snapshot(EPOCH + 5, EPOCH + 9, List.of(EPOCH + 5));

        assertThat(below.sees(-3)).isTrue();
        assertThat(below.sees(3)).isFalse();
        assertThat(above.sees(-3)).isTrue();
        assertThat(above.sees(4)).isTrue();
        assertThat(above.sees(5)).isFalse();
        assertThat(above.sees(6)).isTrue();
        assertThat(above.sees(9)).isFalse();
    }

    @Test
    void oneWithTooManyRunningIsToldAsHavingSeenLess() {
        Snapshot crowded =
                new Snapshot(100, 400, LongStream.range(100, 300).boxed().toList());

        Snapshot told = Snapshot.parseDotted(crowded.dotted());

        assertThat(told).isEqualTo(new Snapshot(100, 100, List.of()));
        assertThat(crowded.sees(350)).isTrue();
        assertThat(told.sees(350)).isFalse();
    }

    @Test
    void refusesWhatIsNone() {
        for (String text : List.of("", "1", "2.1", "1.5.9", "5.9.4", "1..2", "x.y", "-1.5")) {
            assertThatThrownBy(() -> Snapshot.parseDotted(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
