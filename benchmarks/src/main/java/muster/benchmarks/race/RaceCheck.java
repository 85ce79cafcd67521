package muster.benchmarks.race;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import muster.benchmarks.WrongAnswer;
import tools.jackson.databind.JsonNode;

/**
 * Whether a race ended as it must: whoever said last that he or she comes does, where enough come
 * never fewer are kept than needed, and no team was kept when those that were kept by then were
 * enough: so there are too many only by the members of teams that were needed.
 */
final class RaceCheck {
  private final Need need;

  /** By task, who comes with it. */
  private final Map<String, Set<String>> comers = new HashMap<>();

  private final Set<String> kept = new HashSet<>();

  RaceCheck(Need need) {
    this.need = need;
  }

  /**
   * @param timeline the alert's events, in their order
   * @param coming ids of those who said last that they come
   * @throws WrongAnswer if not
   */
  void check(Iterable<JsonNode> timeline, Set<String> coming) {
    for (JsonNode entry : timeline) {
      take(entry.required("type").asString(), entry.required("event"));
    }
    Set<String> came = new HashSet<>();
    comers.values().forEach(came::addAll);
    if (!came.equals(coming)) {
      throw new WrongAnswer("of %s that come these are known: %s".formatted(coming, came));
    }
    long teams = comers.values().stream().filter(people -> !people.isEmpty()).count();
    long most = need.people() ? coming.size() : teams;
    if (enough() < Math.min(need.number(), most)) {
      throw new WrongAnswer(
          "%d are kept of %d that come, %d are needed".formatted(enough(), most, need.number()));
    }
  }

  private void take(String type, JsonNode event) {
    switch (type) {
      case "member.answered.v1" -> {
        Set<String> people =
            comers.computeIfAbsent(event.required("taskId").asString(), _ -> new HashSet<>());
        String who = event.required("volunteerId").asString();
        if (event.required("answer").asString().equals("COMES")) {
          people.add(who);
        } else {
          people.remove(who);
        }
      }
      case "task.acknowledged.v1", "task.promoted.v1" -> {
        String task = event.required("taskId").asString();
        if (enough() >= need.number()) {
          throw new WrongAnswer("%s was kept, though enough were: %s".formatted(task, kept));
        }
        kept.add(task);
      }
      case "task.withdrawn.v1" -> kept.remove(event.required("taskId").asString());
      default -> {}
    }
  }

  /** Teams that are kept, or the people who come with them. */
  private int enough() {
    return need.people()
        ? kept.stream().mapToInt(task -> comers.getOrDefault(task, Set.of()).size()).sum()
        : kept.size();
  }
}
