package muster.eventintake;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Offsets in few characters: {@code 5-7,12}. What can't be read is no offset at all. */
record OffsetRanges(NavigableSet<Long> offsets) {
  static final OffsetRanges NONE = new OffsetRanges(new TreeSet<>());

  /**
   * Of what a broker keeps beside a committed offset ({@code offset.metadata.max.bytes}: 4,096).
   */
  static final int MOST_CHARACTERS = 4_000;

  /** Whoever wrote it: a range of a million is no list of letters. */
  private static final long LONGEST_RANGE = 10_000;

  static OffsetRanges parse(String text) {
    NavigableSet<Long> offsets = new TreeSet<>();
    for (String range : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      try {
        int dash = range.indexOf('-');
        long first = Long.parseLong(dash < 0 ? range : range.substring(0, dash));
        long last = dash < 0 ? first : Long.parseLong(range.substring(dash + 1));
        for (long offset = first; offset <= last && offset - first < LONGEST_RANGE; offset++) {
          offsets.add(offset);
        }
      } catch (NumberFormatException e) {
        return NONE;
      }
    }
    return new OffsetRanges(offsets);
  }

  boolean contains(long offset) {
    return offsets.contains(offset);
  }

  /** With one more, and without those that came before a topic's oldest record. */
  OffsetRanges with(long offset, long oldest) {
    NavigableSet<Long> more = new TreeSet<>(offsets.tailSet(oldest, true));
    more.add(offset);
    return new OffsetRanges(more);
  }

  /** The highest of them that fit. */
  String text() {
    List<String> ranges = new ArrayList<>();
    int characters = 0;
    Long last = offsets.isEmpty() ? null : offsets.last();
    while (last != null) {
      Long first = last;
      Long before = offsets.lower(first);
      while (before != null && before == first - 1) {
        first = before;
        before = offsets.lower(first);
      }
      String range = first.equals(last) ? Long.toString(last) : first + "-" + last;
      characters += range.length() + 1;
      if (characters > MOST_CHARACTERS) {
        break;
      }
      ranges.addFirst(range);
      last = before;
    }
    return String.join(",", ranges);
  }
}
