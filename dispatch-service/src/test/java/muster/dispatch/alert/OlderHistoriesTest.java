package muster.dispatch.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.DispatchEvent;
import muster.dispatch.team.Staffing;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The histories stand for what is in the database already: each loads as it did, and its alert goes
 * on from there.
 */
class OlderHistoriesTest {
  private static final Path HISTORIES = Path.of("src/test/resources/histories");
  private static final Instant LATER = Instant.parse("2022-03-12T01:25:00Z");

  private final EventCodec codec = new EventCodec();

  /** One event a line, with its name. */
  private List<DispatchEvent> history(String file) throws IOException {
    List<DispatchEvent> events = new ArrayList<>();
    for (String line : Files.readAllLines(HISTORIES.resolve(file))) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      JsonNode json = entry.get("event");
      var event =
          (DispatchEvent)
              codec.fromJson(entry.get("name").asString(), json.toString().getBytes(UTF_8));
      assertThat(JsonMapper.shared().readTree(codec.toJson(event))).isEqualTo(json);
      events.add(event);
    }
    return events;
  }

  private static List<String> lines(AlertState state) {
    return ((AlertState.Issued) state)
        .tasks().values().stream()
            .map(
                task ->
                    "%s %s %s %s %s"
                        .formatted(
                            task.teamId(),
                            task.state(),
                            task.rank(),
                            task.etaSeconds(),
                            task.changedAt()))
            .toList();
  }

  @Test
  void whatTeamsSaidBeforeTheirMembersDid() throws IOException {
    AlertState state = AlertState.replay(history("before-members-answered.jsonl"));

    assertThat(lines(state))
        .containsExactly(
            "t-000123 COMPLETED null 240 2022-03-12T01:24:30.008Z",
            "t-000087 WITHDRAWN null 300 2022-03-12T01:18:10.267Z",
            "t-000341 ACKNOWLEDGED null 420 2022-03-12T01:18:10.267Z",
            "t-000512 DECLINED null null 2022-03-12T01:15:25.730Z");
    AlertState.Running alert = (AlertState.Running) state;
    assertThat(alert.status()).isEqualTo(AlertStatus.COVERED);
    assertThat(alert.version()).isEqualTo(17);
    assertThat(alert.peopleComing()).containsExactly("v-000456", "v-001190");
    assertThat(alert.engagedPeople()).containsExactly("v-001190");
    assertThat(alert.deadlines().stream().map(Deadline::key)).containsExactly("expiry");
  }

  @Test
  void andItsPeopleGoOnAnsweringForThemselves() throws IOException {
    AlertState state = AlertState.replay(history("before-members-answered.jsonl"));
    List<Task> tasks = List.copyOf(((AlertState.Issued) state).tasks().values());
    // Whose account is v-001190, and the volunteer's id another one.
    Respondent kept = Respondent.inApp("v-77", "v-001190");
    Respondent colleague = Respondent.inApp("v-78", "v-78");
    Respondent back = Respondent.inApp("v-000871", "v-000871");

    state = go(state, new AlertCommand.Acknowledge(tasks.get(2).id(), colleague, 600));
    state = go(state, new AlertCommand.Acknowledge(tasks.get(2).id(), kept, 60));
    state = go(state, new AlertCommand.Acknowledge(tasks.get(1).id(), back, 90));
    assertThat(lines(state).subList(1, 3))
        .containsExactly(
            "t-000087 STANDBY 1 90 2022-03-12T01:25:00Z",
            "t-000341 ACKNOWLEDGED null 60 2022-03-12T01:18:10.267Z");
    assertThat(((AlertState.Issued) state).peopleComing())
        .containsExactly("v-000456", "v-78", "v-77");

    state = go(state, new AlertCommand.Withdraw(tasks.get(2).id(), kept, null));
    state = go(state, new AlertCommand.Withdraw(tasks.get(2).id(), colleague, null));
    assertThat(lines(state).subList(1, 3))
        .containsExactly(
            "t-000087 ACKNOWLEDGED null 90 2022-03-12T01:25:00Z",
            "t-000341 WITHDRAWN null 600 2022-03-12T01:25:00Z");
  }

  @Test
  void andItsTeamsAreComparedByTheirAccounts() throws IOException {
    AlertState state = AlertState.replay(history("before-members-answered.jsonl"));
    // Whose account is v-001190, and the volunteer's id another one.
    Staffing.Person kept = new Staffing.Person("v-77", "v-001190", Staffing.Duty.ON, Instant.EPOCH);

    assertThat(go(state, compare(kept))).isEqualTo(state);
    assertThat(lines(go(state, compare())).get(2))
        .isEqualTo("t-000341 WITHDRAWN null 420 2022-03-12T01:25:00Z");
    assertThat(((AlertState.Running) go(state, compare())).covered()).isFalse();
  }

  private static AlertCommand compare(Staffing.Person... people) {
    return new AlertCommand.CompareTeams(Map.of("t-000341", new Staffing(false, List.of(people))));
  }

  private static AlertState go(AlertState before, AlertCommand command) {
    Decision decision = AlertDecider.decide(before, command, LATER);
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    AlertState state = before;
    for (DispatchEvent event : ((Decision.Accepted) decision).events()) {
      state = state.evolve(event);
    }
    return state;
  }
}
