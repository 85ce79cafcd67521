package muster.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import muster.benchmarks.WrongAnswer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RaceCheckTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<JsonNode> timeline = new ArrayList<>();

  private RaceCheckTest said(String task, String who, String answer) {
    return add(
        "member.answered.v1",
        "\"taskId\":\"%s\",\"volunteerId\":\"%s\",\"answer\":\"%s\"".formatted(task, who, answer));
  }

  private RaceCheckTest task(String what, String task) {
    return add("task." + what + ".v1", "\"taskId\":\"" + task + "\"");
  }

  private RaceCheckTest add(String type, String fields) {
    timeline.add(JSON.readTree("{\"type\":\"%s\",\"event\":{%s}}".formatted(type, fields)));
    return this;
  }

  private void check(Need need, String... coming) {
    new RaceCheck(need).check(timeline, Set.of(coming));
  }

  @Test
  void whatEndsAsItMustIsPassed() {
    said("a", "a1", "COMES").task("acknowledged", "a").said("a", "a2", "COMES");
    said("b", "b1", "COMES").task("put-on-standby", "b").said("a", "a2", "WITHDRAWS");
    task("promoted", "b");
    assertThatCode(() -> check(new Need(2, true), "a1", "b1")).doesNotThrowAnyException();
  }

  @Test
  void aTeamThatWasKeptBeyondTheNeedIsFound() {
    said("a", "a1", "COMES").task("acknowledged", "a").said("a", "a2", "COMES");
    said("b", "b1", "COMES").task("acknowledged", "b");
    assertThatCode(() -> check(new Need(3, true), "a1", "a2", "b1")).doesNotThrowAnyException();
    assertThatCode(() -> check(new Need(2, false), "a1", "a2", "b1")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(new Need(2, true), "a1", "a2", "b1"))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("b was kept");
    assertThatThrownBy(() -> check(new Need(1, false), "a1", "a2", "b1"))
        .isInstanceOf(WrongAnswer.class);
  }

  @Test
  void tooFewThatAreKeptAreFound() {
    said("a", "a1", "COMES").task("acknowledged", "a");
    said("b", "b1", "COMES").task("put-on-standby", "b");
    assertThatThrownBy(() -> check(new Need(2, false), "a1", "b1"))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("1 are kept of 2 that come, 2 are needed");
    task("withdrawn", "a");
    assertThatThrownBy(() -> check(new Need(1, true), "a1", "b1")).isInstanceOf(WrongAnswer.class);
  }

  @Test
  void anAnswerThatWasLostIsFound() {
    said("a", "a1", "COMES").task("acknowledged", "a").said("a", "a2", "CANNOT");
    assertThatThrownBy(() -> check(new Need(1, false), "a1", "a2"))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("a2");
  }
}
