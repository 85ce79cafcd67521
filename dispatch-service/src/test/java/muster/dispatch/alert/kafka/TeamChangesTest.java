package muster.dispatch.alert.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import muster.contracts.Topics;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.TeamSnapshot.Member;
import muster.dispatch.RunningDispatch;
import muster.dispatch.alert.command.TeamChanges;
import muster.dispatch.team.TeamIndex;
import muster.testbed.OnBothKinds;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the registry says of teams and of people's duty reaches the alerts that hold them. */
@OnBothKinds
class TeamChangesTest {
  private static final String GROUP = "dispatch-service.running-alerts";

  /** After all answers, also where another test has moved the clock. */
  private static final Instant LATER = Instant.now().plus(Duration.ofDays(60));

  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final TeamIndex index = dispatch.context.getBean(TeamIndex.class);
  private final TeamChanges changes = dispatch.context.getBean(TeamChanges.class);
  private final GeoPoint place = RunningDispatch.newPlace();
  private List<String> teams = List.of();
  private String id = "";

  /** Two of three teams come, which covers the alert; the third is waited for. */
  @BeforeEach
  void aCoveredAlert() throws Exception {
    awaitGroup();
    teams = dispatch.seedTeams(place, 3, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    id = alert.get("id").asString();
    assertThat(RunningDispatch.calledTeams(alert)).isEqualTo(teams);
    assertThat(acknowledge(alert, 0)).isEqualTo(200);
    assertThat(acknowledge(alert, 1)).isEqualTo(200);
    assertThat(dispatch.line(id)).isEqualTo("COVERED 1 ACKNOWLEDGED | 2 ACKNOWLEDGED | 3 OFFERED");
  }

  private int acknowledge(JsonNode alert, int nth) {
    return dispatch.act(alert.get("tasks").get(nth), "acknowledgement", null).status();
  }

  /** It begins at the end: what is published before it has its partitions waits for a look. */
  private void awaitGroup() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", dispatch.neighbours.kafka().bootstrapServers()))) {
      await()
          .atMost(FromNeighbours.PATIENCE)
          .ignoreExceptions() // There is no such group before it has its first member.
          .until(
              () ->
                  requireNonNull(
                              admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP))
                          .members()
                          .stream()
                          .map(MemberDescription::assignment)
                          .mapToInt(assignment -> assignment.topicPartitions().size())
                          .sum()
                      >= 2 * Topics.PARTITIONS);
    }
  }

  private void awaitLine(String line) {
    await()
        .atMost(FromNeighbours.PATIENCE)
        .untilAsserted(() -> assertThat(dispatch.line(id)).isEqualTo(line));
  }

  private void awaitEvent(String type) {
    await().atMost(FromNeighbours.PATIENCE).until(() -> dispatch.timeline(id).contains(type));
  }

  private long count(String type) {
    return dispatch.timeline(id).stream().filter(type::equals).count();
  }

  private String memberOf(int nth) {
    return RunningDispatch.memberOf(teams.get(nth));
  }

  private PresenceSnapshot duty(int nth, long version, boolean on, @Nullable Boolean byWord) {
    return new PresenceSnapshot(
        memberOf(nth), LATER.plusSeconds(version), version, on, null, null, null, byWord);
  }

  private TeamSnapshot team(int nth, long version, String... members) {
    List<Member> all = new ArrayList<>();
    for (String member : members) {
      all.add(new Member(member, member, Member.Role.MEMBER));
    }
    return new TeamSnapshot(
        teams.get(nth),
        LATER,
        version,
        "Team",
        new JurisdictionCode(RunningDispatch.JURISDICTION),
        place,
        Set.of(),
        all);
  }

  @Test
  void theTaskOfADisbandedTeamIsWithdrawnAndTheAlertIsNotCoveredByIt() {
    dispatch.send(Topics.Name.VOLUNTEER_TEAMS, teams.getFirst(), null, Map.of());

    awaitEvent("task.withdrawn.v2");
    assertThat(dispatch.timeline(id)).contains("alert.uncovered.v1");
    assertThat(dispatch.alert(id).get("status").asString()).isNotEqualTo("COVERED");
    JsonNode task = dispatch.alert(id).get("tasks").get(0);
    assertThat(task.get("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(task.get("withdrawnFor").asString()).isEqualTo("TEAM_DISBANDED");
  }

  @Test
  void anEmptiedTeamIsWithdrawnOnceHoweverOftenItIsSaid() {
    dispatch.publish(team(0, 2));
    awaitEvent("task.withdrawn.v2");
    dispatch.publish(team(0, 2));
    dispatch.publish(team(0, 3));
    dispatch.publish(team(2, 2));
    await().atMost(FromNeighbours.PATIENCE).until(() -> count("task.withdrawn.v2") == 2);
    changes.look();
    assertThat(count("task.withdrawn.v2")).isEqualTo(2);
  }

  @Test
  void aKeptTeamOfWhichAllGoOffDutyByWordStaysAndOperatorsSeeItUntilSomebodyIsBack() {
    dispatch.publish(duty(0, 2, false, true));
    awaitEvent("task.unstaffed.v1");
    JsonNode alert = dispatch.alert(id);
    assertThat(alert.get("status").asString()).isEqualTo("COVERED");
    assertThat(alert.get("unstaffedTeams").asInt()).isEqualTo(1);
    assertThat(alert.get("tasks").get(0).has("unstaffedAt")).isTrue();
    assertThat(alert.get("tasks").get(1).has("unstaffedAt")).isFalse();

    dispatch.publish(duty(0, 2, false, true));
    dispatch.publish(duty(0, 3, true, null));
    awaitEvent("task.staffed-again.v1");
    assertThat(count("task.unstaffed.v1")).isEqualTo(1);
    assertThat(dispatch.alert(id).get("unstaffedTeams").asInt()).isZero();
    assertThat(dispatch.alert(id).get("tasks").get(0).has("unstaffedAt")).isFalse();
  }

  @Test
  void aColleagueOnDutyWhoHasSaidNothingDoesNotStandForTheOneWhoComesAndHasGoneHome() {
    String colleague = RunningDispatch.newPeople(1).getFirst();
    dispatch.publish(team(0, 2, memberOf(0), colleague));
    dispatch.publish(new PresenceSnapshot(colleague, LATER, 1, true, null, null, null, null));
    await()
        .atMost(FromNeighbours.PATIENCE)
        .until(() -> index.listOnDuty(teams.getFirst()).size() == 2);

    dispatch.publish(duty(0, 2, false, true));
    awaitEvent("task.unstaffed.v1");
    assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("COVERED");
    assertThat(dispatch.alert(id).get("unstaffedTeams").asInt()).isEqualTo(1);
    changes.look();
    assertThat(count("task.staffed-again.v1")).isZero();

    JsonNode task = dispatch.alert(id).get("tasks").get(0);
    assertThat(dispatch.act(task, dispatch.volunteer(colleague), "acknowledgement", null).status())
        .isEqualTo(200);
    assertThat(dispatch.alert(id).get("unstaffedTeams").asInt()).isZero();
    changes.look();
    assertThat(count("task.unstaffed.v1")).isEqualTo(1);
  }

  /** What the group missed, the look finds: the colleague does not hide it. */
  @Test
  void theLookFindsThatOnlyAColleagueIsLeftWhoHasSaidNothing() {
    String colleague = RunningDispatch.newPeople(1).getFirst();
    assertThat(index.apply(team(0, 2, memberOf(0), colleague))).isTrue();
    assertThat(index.apply(new PresenceSnapshot(colleague, LATER, 1, true, null, null, null, null)))
        .isTrue();
    assertThat(index.apply(duty(0, 2, false, true))).isTrue();
    changes.look();
    assertThat(count("task.unstaffed.v1")).isEqualTo(1);

    assertThat(index.apply(duty(0, 3, true, null))).isTrue();
    changes.look();
    assertThat(count("task.staffed-again.v1")).isEqualTo(1);
  }

  @Test
  void anOfferToATeamThatWentHomeIsWithdrawn() {
    dispatch.publish(duty(2, 2, false, true));

    awaitLine("COVERED 1 ACKNOWLEDGED | 2 ACKNOWLEDGED | 3 WITHDRAWN");
    assertThat(dispatch.alert(id).get("tasks").get(2).get("withdrawnFor").asString())
        .isEqualTo("OFF_DUTY");
  }

  @Test
  void silenceWithdrawsNobodyButWhoIsSilentIsNotPromoted() {
    JsonNode alert = dispatch.alert(id);
    assertThat(acknowledge(alert, 2)).isEqualTo(200);
    for (int nth : List.of(0, 2)) {
      dispatch.publish(duty(nth, 2, false, null));
      await()
          .atMost(FromNeighbours.PATIENCE)
          .until(() -> index.listOnDuty(teams.get(nth)).isEmpty());
    }
    changes.look();
    assertThat(dispatch.line(id))
        .isEqualTo("COVERED 1 ACKNOWLEDGED | 2 ACKNOWLEDGED | 3 STANDBY 1");

    assertThat(dispatch.act(alert.get("tasks").get(1), "withdrawal", null).status()).isEqualTo(200);
    JsonNode third = dispatch.alert(id).get("tasks").get(2);
    assertThat(third.get("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(dispatch.timeline(id))
        .contains("alert.uncovered.v1")
        .doesNotContain("task.promoted.v1", "task.unstaffed.v1");
  }

  @Test
  void whatNoRecordToldIsFoundByTheNextLook() {
    // Known to the index of this instance alone, as if the group had lost its records.
    assertThat(index.apply(duty(0, 2, false, true))).isTrue();
    assertThat(index.apply(team(1, 2, "somebody-else"))).isTrue();

    changes.look();
    assertThat(dispatch.timeline(id))
        .containsSubsequence("task.unstaffed.v1", "member.left.v1", "task.withdrawn.v2");
    int events = dispatch.timeline(id).size();
    changes.look();
    assertThat(dispatch.timeline(id)).hasSize(events);
  }

  @Test
  void whoLeavesATeamThatComesIsFreeForAnotherAlert() {
    dispatch.publish(team(0, 2, "somebody-else"));
    awaitEvent("member.left.v1");
    String freed = memberOf(0);
    String another = dispatch.seedTeam(place, List.of(freed));
    JsonNode next = dispatch.issue("CROWD", place);
    JsonNode task =
        next.get("tasks")
            .valueStream()
            .filter(one -> one.get("teamId").asString().equals(another))
            .findAny()
            .orElseThrow();

    assertThat(dispatch.act(task, dispatch.volunteer(freed), "acknowledgement", null).status())
        .isEqualTo(200);
  }

  /** Where it stopped: an instance that starts later has nothing to read again. */
  @Test
  void theGroupCommitsWhatItHasReadOfBothTopics() throws Exception {
    dispatch.publish(team(0, 2, "somebody-else"));
    awaitEvent("member.left.v1");
    dispatch.publish(duty(2, 2, false, true));
    await().atMost(FromNeighbours.PATIENCE).until(() -> count("task.withdrawn.v2") == 2);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", dispatch.neighbours.kafka().bootstrapServers()))) {
      await()
          .atMost(FromNeighbours.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          admin
                              .listConsumerGroupOffsets(GROUP)
                              .partitionsToOffsetAndMetadata()
                              .get()
                              .keySet()
                              .stream()
                              .map(partition -> partition.topic())
                              .collect(Collectors.toSet()))
                      .containsExactlyInAnyOrder(
                          Topics.Name.VOLUNTEER_TEAMS, Topics.Name.VOLUNTEER_PRESENCE));
    }
  }
}
