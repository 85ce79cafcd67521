package muster.volunteer.jurisdiction;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a name is read in pinyin without tones, and its initials: what people type who have no input
 * method at hand. A character may be read in several ways, and a dictionary does not know places.
 */
public final class Readings {
  /** Of one name: who has more characters of several readings than that is found by the first. */
  static final int MOST = 8;

  private final Syllables syllables;

  /** A dictionary. */
  public interface Syllables {
    /** Lower-case letters a to z, v for ü, the usual one first; empty for what has none. */
    List<String> of(int codePoint);
  }

  public Readings(Syllables syllables) {
    this.syllables = syllables;
  }

  /** All of them and all initials, apart by spaces: {@code xizhucun xzc}. */
  public String of(String name) {
    List<Reading> readings = List.of(new Reading("", ""));
    for (int codePoint : name.toLowerCase(Locale.ROOT).codePoints().toArray()) {
      List<String> known = syllables.of(codePoint);
      List<String> next =
          known.isEmpty() && isAsciiLetterOrDigit(codePoint)
              ? List.of(Character.toString(codePoint))
              : known;
      if (!next.isEmpty()) {
        readings = longer(readings, next);
      }
    }
    Set<String> words = new LinkedHashSet<>();
    readings.forEach(reading -> words.add(reading.whole()));
    readings.forEach(reading -> words.add(reading.initials()));
    return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
  }

  private record Reading(String whole, String initials) {
    Reading with(String syllable) {
      return new Reading(whole + syllable, initials + syllable.charAt(0));
    }
  }

  private static List<Reading> longer(List<Reading> readings, List<String> syllables) {
    List<Reading> longer = new ArrayList<>();
    // The usual syllable for all of them first, so that none is lost where there are too many.
    for (String syllable : syllables) {
      readings.forEach(reading -> longer.add(reading.with(syllable)));
    }
    return Stream.concat(
            longer.stream().limit(readings.size()),
            longer.stream().skip(readings.size()).limit(Math.max(0, MOST - readings.size())))
        .distinct()
        .toList();
  }

  private static boolean isAsciiLetterOrDigit(int codePoint) {
    return (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= '0' && codePoint <= '9');
  }
}
