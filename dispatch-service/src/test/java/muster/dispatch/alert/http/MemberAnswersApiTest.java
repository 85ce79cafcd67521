package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import muster.contracts.place.GeoPoint;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Members answer each for themselves, through the API. */
@OnRealServers
class MemberAnswersApiTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final GeoPoint place = RunningDispatch.newPlace();

  @Test
  void oneMembersNoIsNotTheTeamsAndPeopleAreCountedBesideTeams() {
    List<String> people = RunningDispatch.newPeople(3);
    dispatch.seedTeam(place, people);
    JsonNode alert = dispatch.issue("CROWD", place);
    JsonNode task = alert.get("tasks").get(0);

    assertThat(answer(task, people.get(0), "decline", "{\"reason\":\"At work\"}").json())
        .isEqualTo(RunningDispatch.JSON.readTree("{\"state\":\"OFFERED\"}"));
    answer(task, people.get(1), "acknowledgement", "{\"etaSeconds\":600}");
    answer(task, people.get(2), "acknowledgement", "{\"etaSeconds\":300}");
    answer(task, people.get(1), "acknowledgement", "{\"etaSeconds\":60}");

    JsonNode now = dispatch.alert(alert.get("id").asString());
    assertThat(now.get("peopleComing").asInt()).isEqualTo(2);
    JsonNode taskNow = now.get("tasks").get(0);
    assertThat(taskNow.get("peopleComing").asInt()).isEqualTo(2);
    assertThat(taskNow.get("etaSeconds").asInt()).isEqualTo(60);
    List<String> answers = new ArrayList<>();
    taskNow
        .get("answers")
        .forEach(
            each ->
                answers.add(
                    people.indexOf(each.get("volunteerId").asString())
                        + " "
                        + each.get("answer").asString()
                        + " "
                        + each.get("said").asString()));
    assertThat(answers).containsExactly("0 CANNOT APP", "2 COMES APP", "1 COMES APP");
    assertThat(taskNow.get("answers").get(0).get("reason").asString()).isEqualTo("At work");
    assertThat(dispatch.timeline(alert.get("id").asString()))
        .filteredOn(type -> !type.startsWith("alert.") && !type.startsWith("wave."))
        .containsExactly(
            "task.offered.v1",
            "member.answered.v1",
            "member.answered.v1",
            "task.acknowledged.v1",
            "member.answered.v1",
            "member.answered.v1");
    JsonNode mine = dispatch.get("/api/tasks", dispatch.volunteer(people.get(0))).json();
    assertThat(mine.get("items").get(0).get("answers").size()).isEqualTo(3);
  }

  @Test
  void theLastOnDutyDeclinesForTheTeamAndWhoThinksOtherwiseIsKept() {
    List<String> people = RunningDispatch.newPeople(2);
    dispatch.seedTeam(place, people);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);

    answer(task, people.get(0), "decline", null);
    assertThat(state(answer(task, people.get(1), "decline", null))).isEqualTo("DECLINED");
    assertThat(state(answer(task, people.get(0), "acknowledgement", null)))
        .isEqualTo("ACKNOWLEDGED");
    answer(task, people.get(1), "acknowledgement", null);
    assertThat(state(answer(task, people.get(0), "withdrawal", null))).isEqualTo("ACKNOWLEDGED");
    assertThat(state(answer(task, people.get(1), "withdrawal", null))).isEqualTo("WITHDRAWN");
    assertThat(state(answer(task, people.get(1), "acknowledgement", null)))
        .isEqualTo("ACKNOWLEDGED");
  }

  @Test
  void onlyTheCaptainDeclinesForAll() {
    List<String> people = RunningDispatch.newPeople(3);
    dispatch.seedTeam(place, people);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);
    String path = "/api/tasks/" + task.get("id").asString() + "/decline";

    RefusalContract.assertRefused(
        answer(task, people.get(1), "decline", "{\"forTeam\":true}"),
        path,
        Problem.of(ProblemType.FORBIDDEN, "Only the captain answers for the whole team."));
    assertThat(state(answer(task, people.get(1), "decline", "{\"forTeam\":false}")))
        .isEqualTo("OFFERED");
    assertThat(state(answer(task, people.get(0), "decline", "{\"forTeam\":true}")))
        .isEqualTo("DECLINED");
  }

  @Test
  void whoComesAndDeclinesWithdrawsAndOnlyTheCaptainTakesTheTeamBack() {
    List<String> people = RunningDispatch.newPeople(4);
    dispatch.seedTeam(place, people);
    JsonNode alert = dispatch.issue("CROWD", place);
    JsonNode task = alert.get("tasks").get(0);
    for (String member : people.subList(1, 4)) {
      answer(task, member, "acknowledgement", null);
    }

    assertThat(state(answer(task, people.get(1), "decline", null))).isEqualTo("ACKNOWLEDGED");
    assertThat(answer(task, people.get(2), "decline", "{\"forTeam\":true}").status())
        .isEqualTo(403);
    assertThat(
            state(
                answer(task, people.get(0), "decline", "{\"forTeam\":true,\"reason\":\"Storm\"}")))
        .isEqualTo("WITHDRAWN");

    JsonNode now = dispatch.alert(alert.get("id").asString());
    assertThat(now.get("peopleComing").asInt()).isZero();
    List<String> answers = new ArrayList<>();
    now.get("tasks")
        .get(0)
        .get("answers")
        .forEach(
            each ->
                answers.add(
                    people.indexOf(each.get("volunteerId").asString())
                        + " "
                        + each.get("answer").asString()
                        + " by "
                        + people.indexOf(each.get("by").asString())));
    assertThat(answers)
        .containsExactly(
            "1 WITHDRAWS by 1", "0 CANNOT by 0", "2 WITHDRAWS by 0", "3 WITHDRAWS by 0");
    // Whoever came with it is free.
    GeoPoint elsewhere = RunningDispatch.newPlace();
    dispatch.seedTeam(elsewhere, List.of(people.get(3)));
    JsonNode other = dispatch.issue("CROWD", elsewhere).get("tasks").get(0);
    assertThat(state(answer(other, people.get(3), "acknowledgement", null)))
        .isEqualTo("ACKNOWLEDGED");
  }

  @Test
  void whoHasWithdrawnThreeTimesIsToldToRingUpTheCommandCenterWhichMayTakeTheYes() {
    List<String> people = RunningDispatch.newPeople(2);
    dispatch.seedTeam(place, people);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);
    for (int i = 0; i < 3; i++) {
      assertThat(state(answer(task, people.get(0), "acknowledgement", null)))
          .isEqualTo("ACKNOWLEDGED");
      state(answer(task, people.get(0), i == 1 ? "decline" : "withdrawal", null));
    }

    RefusalContract.assertRefused(
        answer(task, people.get(0), "acknowledgement", null),
        "/api/tasks/" + task.get("id").asString() + "/acknowledgement",
        Problem.conflict(
            "WITHDRAWN_TOO_OFTEN",
            "This member has withdrawn three times; whoever comes after all rings up the command"
                + " center."));

    String heard =
        "{\"volunteerId\":\"%s\",\"answer\":\"COMES\",\"said\":\"PHONE\"}".formatted(people.get(0));
    assertThat(dispatch.act(task, dispatch.dispatcher(), "answers", heard).json().get("state"))
        .hasToString("\"ACKNOWLEDGED\"");
  }

  @Test
  void whoDoesNotComeCanNotWithdrawThoseWhoDo() {
    List<String> people = RunningDispatch.newPeople(2);
    dispatch.seedTeam(place, people);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);
    answer(task, people.get(0), "acknowledgement", null);

    Answer refused = answer(task, people.get(1), "withdrawal", null);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("reason").asString()).isEqualTo("NOT_ACKNOWLEDGED");
  }

  private Answer answer(JsonNode task, String member, String action, @Nullable String json) {
    return dispatch.act(task, dispatch.volunteer(member), action, json);
  }

  private static String state(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().get("state").asString();
  }
}
