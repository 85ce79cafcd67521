package muster.volunteer.jurisdiction;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in a jurisdiction or below it. */
public record Occupants(Kind jurisdictions, Kind teams, Kind volunteers) {

  /**
   * Those of one kind.
   *
   * @param number of all
   * @param examples ids of the first ones
   */
  public record Kind(long number, List<String> examples) {}

  public boolean none() {
    return jurisdictions.number() + teams.number() + volunteers.number() == 0;
  }

  /** For people, such as {@code 1 team (t-1) and 3 volunteers (v-1, v-2, ...)}. */
  public String inWords() {
    List<String> parts =
        Stream.of(
                words(jurisdictions, "jurisdiction"),
                words(teams, "team"),
                words(volunteers, "volunteer"))
            .filter(words -> !words.isEmpty())
            .toList();
    return parts.size() < 2
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  private static String words(Kind kind, String name) {
    if (kind.number() == 0) {
      return "";
    }
    String more = kind.number() > kind.examples().size() ? ", ..." : "";
    return "%d %s%s (%s)"
        .formatted(
            kind.number(),
            name,
            kind.number() == 1 ? "" : "s",
            kind.examples().stream().collect(Collectors.joining(", ", "", more)));
  }
}
