package muster.demo.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** From what was observed to the figures. */
final class Measures {
  private final Story.Observed observed;
  private final SimulatedVolunteers volunteers;
  private final ReceivedEvent issued;

  Measures(Story.Observed observed, SimulatedVolunteers volunteers) {
    this.observed = observed;
    this.volunteers = volunteers;
    this.issued = first("alert.issued.v1");
  }

  Figures figures() {
    return new Figures(
        millisFrom(observed.reportedAt(), issued.at()),
        Figures.Delivery.of(deliveries()),
        millisFrom(issued.at(), first("task.acknowledged.v1").at()),
        millisFrom(issued.at(), first("alert.clue-received.v1").at()),
        teams("task.offered.v1").size(),
        kept().size(),
        count("task.promoted.v1"),
        (int)
            observed.events().stream()
                .filter(
                    seen -> seen.is("task.stood-down.v1") && seen.text("cause").equals("COVERED"))
                .count(),
        teams("task.unreached.v1").size(),
        count("wave.opened.v1") + count("wave.opened.v2"),
        observed.alert().path("outcome").asString(""));
  }

  /** For each phone of the teams called when the alert was issued: until it had the bytes. */
  private List<Double> deliveries() {
    List<Double> millis = new ArrayList<>();
    for (ReceivedEvent seen : observed.events()) {
      if (seen.is("task.offered.v1") && seen.at().equals(issued.at())) {
        for (Phone phone : volunteers.phonesOf(seen.text("teamId"))) {
          phone
              .receivedAt(seen.text("taskId"))
              .ifPresent(
                  received -> millis.add(Duration.between(issued.at(), received).toNanos() / 1e6));
        }
      }
    }
    return millis;
  }

  /** Who was coming when it ended: in, or moved up, and not withdrawn. */
  private Set<String> kept() {
    Set<String> kept = new HashSet<>();
    for (ReceivedEvent seen : observed.events()) {
      switch (seen.type()) {
        case "task.acknowledged.v1", "task.promoted.v1" -> kept.add(seen.text("teamId"));
        case "task.withdrawn.v1" -> kept.remove(seen.text("teamId"));
        default -> {
          // Changes nothing about who comes.
        }
      }
    }
    return kept;
  }

  private Set<String> teams(String type) {
    Set<String> teams = new HashSet<>();
    observed.events().stream()
        .filter(seen -> seen.is(type))
        .forEach(seen -> teams.add(seen.text("teamId")));
    return teams;
  }

  private int count(String type) {
    return (int) observed.events().stream().filter(seen -> seen.is(type)).count();
  }

  private ReceivedEvent first(String type) {
    return observed.events().stream().filter(seen -> seen.is(type)).findFirst().orElseThrow();
  }

  private static long millisFrom(Instant begin, Instant end) {
    return Duration.between(begin, end).toMillis();
  }
}
