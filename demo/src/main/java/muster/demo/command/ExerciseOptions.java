package muster.demo.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import muster.demo.exercise.ExerciseSettings;
import muster.demo.terminal.TerminalTexts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code ./muster up} can be told of an exercise. */
final class ExerciseOptions {
  /** What the stack is made of; {@code up} knows one kind. */
  enum Against {
    processes,
    compose
  }

  @Option(names = "--simulate", descriptionKey = "up.simulate")
  private boolean simulate;

  @Option(names = "--people", paramLabel = "${bundle:label.number}", descriptionKey = "up.people")
  private @Nullable Integer people;

  @Option(
      names = "--incidents-per-hour",
      paramLabel = "${bundle:label.number}",
      descriptionKey = "up.incidents")
  private @Nullable Double incidentsPerHour;

  @Option(
      names = {"--against", "--on"},
      paramLabel = "processes|compose",
      descriptionKey = "up.against",
      defaultValue = "processes")
  private Against against = Against.processes;

  boolean isWanted() {
    return simulate;
  }

  /**
   * @param without modules that are started from elsewhere
   * @return what is wrong, and what to do instead
   */
  Optional<String> refusal(TerminalTexts texts, List<String> without) {
    if (against == Against.compose) {
      return Optional.of(texts.get(simulate ? "up.simulateNotOnCompose" : "up.notOnCompose"));
    }
    if (!simulate && (people != null || incidentsPerHour != null)) {
      return Optional.of(texts.get("up.onlyWithSimulate"));
    }
    if (simulate && !without.isEmpty()) {
      return Optional.of(texts.get("up.simulateWhole"));
    }
    if (people != null && !ExerciseSettings.takesPeople(people)) {
      return Optional.of(texts.get("up.peopleBounds", ExerciseSettings.MOST_PEOPLE));
    }
    if (incidentsPerHour != null && !ExerciseSettings.takesIncidents(incidentsPerHour)) {
      return Optional.of(
          texts.get("up.incidentsBounds", (int) ExerciseSettings.MOST_INCIDENTS_PER_HOUR));
    }
    return Optional.empty();
  }

  /** Once nothing is wrong. Other people, ways and answers at each start. */
  ExerciseSettings settings() {
    return new ExerciseSettings(
        people == null ? ExerciseSettings.USUAL_PEOPLE : people,
        incidentsPerHour == null ? ExerciseSettings.USUAL_INCIDENTS_PER_HOUR : incidentsPerHour,
        ThreadLocalRandom.current().nextLong());
  }
}
