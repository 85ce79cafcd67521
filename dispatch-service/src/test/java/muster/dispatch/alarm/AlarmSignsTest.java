package muster.dispatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.DispatchEvent;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.Test;

/** Which events an alarm may come from, tried with one of each: the golden files. */
class AlarmSignsTest {
  private static final Path GOLDEN = Path.of("contracts/src/test/resources/golden");

  private final EventCodec codec = new EventCodec();

  @Test
  void theseEventsAreSignsAndNoOthers() {
    Map<String, String> signs = new TreeMap<>();
    EventCodec.recordsOf(DispatchEvent.class)
        .map(EventCodec::nameOf)
        .forEach(
            name -> {
              String found =
                  AlarmSigns.of(golden(name)).stream()
                      .map(sign -> sign.condition().name())
                      .collect(Collectors.joining(" "));
              if (!found.isEmpty()) {
                signs.put(name, found);
              }
            });
    assertThat(signs)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("task.unreached.v1", "NOBODY_REACHED"),
                Map.entry("alert.response-target-missed.v1", "TARGET_PASSED"),
                Map.entry("alert.escalated.v1", "WAVES_USED_UP ESCALATION_OPEN"),
                Map.entry("alert.uncovered.v1", "TEAM_GONE WAVES_USED_UP ESCALATION_OPEN"),
                Map.entry("alert.delivery-doubtful.v1", "DELIVERY_OUT"),
                Map.entry("task.help-asked.v1", "HELP_CALLED"),
                Map.entry("task.unstaffed.v1", "TEAM_GONE"),
                Map.entry("task.reminded.v1", "NOT_MOVING"),
                Map.entry("wave.opened.v1", "WAVE_SHORT"),
                Map.entry("task.offered.v1", "TEAM_REPLACED"),
                Map.entry("alert.clue-received.v1", "CLUE")));
  }

  /** Version 2 of a wave's opening is one by other triggers than that of the golden file. */
  @Test
  void noEventIsASignThatIsNoCandidate() {
    assertThat(
            EventCodec.recordsOf(DispatchEvent.class)
                .filter(type -> !AlarmSigns.of(golden(EventCodec.nameOf(type))).isEmpty())
                .toList())
        .allMatch(AlarmSigns.CANDIDATES::contains)
        .hasSize(AlarmSigns.CANDIDATES.size() - 1);
  }

  /** Else it could never be raised. */
  @Test
  void eachConditionThatFollowsFromAnAlertHasASign() {
    TreeSet<AlarmCondition> signed =
        EventCodec.recordsOf(DispatchEvent.class)
            .map(EventCodec::nameOf)
            .flatMap(name -> AlarmSigns.of(golden(name)).stream())
            .map(AlarmSigns.Sign::condition)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(signed)
        .containsAll(Stream.of(AlarmCondition.values()).filter(AlarmRules::follows).toList());
  }

  private DispatchEvent golden(String name) {
    try {
      return (DispatchEvent)
          codec.fromJson(
              name,
              Files.readAllBytes(
                  ProjectFolder.find().root().resolve(GOLDEN).resolve(name + ".json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
