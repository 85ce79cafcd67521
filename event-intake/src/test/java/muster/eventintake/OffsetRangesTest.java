package muster.eventintake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetRangesTest {

  @Test
  void whatIsWrittenIsWhatIsRead() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 300; trial++) {
      TreeSet<Long> offsets = new TreeSet<>();
      for (int i = random.nextInt(200); i > 0; i--) {
        offsets.add(random.nextLong(400));
      }
      OffsetRanges ranges = new OffsetRanges(offsets);

      assertThat(OffsetRanges.parse(ranges.text()).offsets()).containsExactlyElementsOf(offsets);
    }
  }

  @Test
  void neighboursAreOneRange() {
    OffsetRanges ranges =
        OffsetRanges.NONE.with(7, 0).with(5, 0).with(6, 0).with(12, 0).with(6, 0).with(13, 0);

    assertThat(ranges.text()).isEqualTo("5-7,12-13");
    assertThat(ranges.contains(6)).isTrue();
    assertThat(ranges.contains(8)).isFalse();
  }

  @Test
  void thoseThatAreGoneFromTheTopicGo() {
    assertThat(OffsetRanges.parse("1-9,20").with(30, 8).text()).isEqualTo("8-9,20,30");
  }

  @Test
  void ofTooManyTheNewestAreKept() {
    OffsetRanges ranges = OffsetRanges.NONE;
    for (long offset = 1_000_000; offset < 1_002_000; offset += 2) {
      ranges = ranges.with(offset, 0);
    }

    String text = ranges.text();
    assertThat(text.length()).isLessThanOrEqualTo(OffsetRanges.MOST_CHARACTERS);
    assertThat(OffsetRanges.parse(text).contains(1_001_998)).isTrue();
    assertThat(OffsetRanges.parse(text).contains(1_000_000)).isFalse();
    assertThat(OffsetRanges.parse(text).offsets()).hasSizeGreaterThan(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-", "-", "1,,2", "1-x", " 1"})
  void whatIsNoListOfOffsetsIsNone(String text) {
    assertThat(OffsetRanges.parse(text).offsets()).isEmpty();
  }

  @Test
  void nobodyCountsToTheEndOfARangeWithoutOne() {
    assertThat(OffsetRanges.parse("0-" + Long.MAX_VALUE).offsets()).hasSize(10_000);
    assertThat(OffsetRanges.parse("")).isEqualTo(OffsetRanges.NONE);
  }
}
