package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.contracts.Topics;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who asks to be forgotten is. */
@OnRealServers
class EraseTest {
  private static final String ON_DUTY =
      "{\"onDuty\":true,\"location\":{\"latitude\":34.29,\"longitude\":117.34}}";

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String dispatcher = registry.dispatcher;
  private final JdbcClient database = JdbcClient.create(service.database());

  private final String id = registry.newVolunteer(1);
  private final String path = "/api/volunteers/" + id;

  private long rows(String sql) {
    return database.sql(sql).param(id).query(Long.class).single();
  }

  @Test
  void nameNumberAccountPresenceAndMembershipsGo() {
    String other = registry.newVolunteer(2);
    String team = registry.newTeam(1, id, other);
    String alone = registry.newTeam(2, id);
    assertThat(service.put(path + "/presence", dispatcher, ON_DUTY).status()).isEqualTo(200);

    assertThat(service.delete(path, dispatcher).status()).isEqualTo(204);

    assertThat(service.get(path, dispatcher).status()).isEqualTo(404);
    assertThat(service.get(path, service.volunteer(id)).status()).isEqualTo(403);
    assertThat(service.get(path + "/presence", dispatcher).status()).isEqualTo(404);
    assertThat(service.put(path + "/presence", dispatcher, ON_DUTY).status()).isEqualTo(404);
    assertThat(service.get("/api/teams/" + team, service.volunteer(id)).status()).isEqualTo(403);
    assertThat(service.get("/api/teams/" + team, dispatcher).body()).doesNotContain(id);
    assertThat(service.get("/api/teams/" + alone, dispatcher).json().get("members").size())
        .isZero();
    assertThat(service.get("/api/volunteers", dispatcher).body()).doesNotContain(id);
    assertThat(rows("select count(*) from volunteers where id = ?")).isZero();
    assertThat(rows("select count(*) from presence where volunteer_id = ?")).isZero();
    assertThat(rows("select count(*) from team_members where volunteer_id = ?")).isZero();
    assertThat(service.delete(path, dispatcher).status()).as("again").isEqualTo(404);

    try (Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE);
        Topic teams = new Topic(service, Topics.Name.VOLUNTEER_TEAMS);
        Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      var ofPresence = presence.await(id, 2);
      assertThat(ofPresence.getLast().value()).as("the tombstone").isNull();
      assertThat(ofPresence.stream().map(Topic::version)).containsExactly(1L, 2L);
      assertThat(new String(teams.await(team, 2).getLast().value(), StandardCharsets.UTF_8))
          .contains(other)
          .doesNotContain(id);
      assertThat(
              events.await(id, 4).stream().map(one -> Topic.type(one) + " " + Topic.version(one)))
          .containsExactly(
              "volunteer.registered.v1 1",
              "volunteer.went-on-duty.v1 2",
              "volunteer.went-off-duty.v1 3",
              "volunteer.erased.v1 4");
      assertThat(new String(events.await(id, 4).getLast().value(), StandardCharsets.UTF_8))
          .as("whose desks it concerns")
          .contains(registry.village);
    }
  }

  @Test
  void whoNeverReportedIsErasedWithATombstoneAllTheSame() {
    assertThat(service.delete(path, dispatcher).status()).isEqualTo(204);

    try (Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE);
        Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      assertThat(presence.await(id, 1).getFirst().value()).isNull();
      assertThat(events.await(id, 2).stream().map(Topic::type))
          .containsExactly("volunteer.registered.v1", "volunteer.erased.v1");
    }
  }

  @Test
  void theIdIsNeverUsedAgain() {
    String body = Registry.volunteer(id, registry.village);
    assertThat(service.delete(path, dispatcher).status()).isEqualTo(204);

    for (Answer answer :
        List.of(
            service.put(path, dispatcher, body),
            service.post("/api/volunteers", dispatcher, body))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.json().get("reason").asString()).isEqualTo("ERASED");
    }
    var imported = service.post("/api/volunteers/import", dispatcher, "application/x-ndjson", body);
    assertThat(imported.json().get("failed").asInt()).as(imported.body()).isEqualTo(1);
    assertThat(imported.json().at("/errors/0/message").asString()).contains("erased");
    assertThat(
            service
                .post(
                    "/api/teams",
                    dispatcher,
                    Registry.team(registry.id("t", 1), registry.village, "队", id))
                .status())
        .isEqualTo(400);
    assertThat(service.get(path, dispatcher).status()).isEqualTo(404);
  }

  @Test
  void theAccountIsFreeForAnother() {
    assertThat(service.delete(path, dispatcher).status()).isEqualTo(204);
    String body =
        Registry.volunteer(registry.id("v", 2), registry.village)
            .replace("\"subject\":\"" + registry.id("v", 2), "\"subject\":\"" + id);

    var other = service.post("/api/volunteers", dispatcher, body);

    assertThat(other.status()).as(other.body()).isEqualTo(201);
    assertThat(other.json().get("subject").asString()).isEqualTo(id);
  }

  @Test
  void staffInScopeErasesAndNobodyElse() {
    assertThat(service.delete(path, service.staff("operator", registry.county)).status())
        .isEqualTo(403);
    assertThat(service.delete(path, service.volunteer(id)).status()).isEqualTo(403);
    assertThat(service.delete(path, service.staff("dispatcher", "3203")).status())
        .as("the same as for somebody who is not there")
        .isEqualTo(404);
    assertThat(service.get(path, dispatcher).status()).isEqualTo(200);
    assertThat(service.delete(path, service.staff("officer", registry.village)).status())
        .isEqualTo(204);
  }

  @Test
  void whateverHappensMeanwhileTheTombstoneIsTheLastWord() throws Exception {
    String team = registry.newTeam(1, id);
    assertThat(service.put(path + "/presence", dispatcher, ON_DUTY).status()).isEqualTo(200);
    List<Integer> statuses = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        String report =
            "{\"volunteerId\":\"%s\",\"onDuty\":true,\"location\":{\"latitude\":34.%02d,\"longitude\":117}}"
                .formatted(id, i);
        running.add(
            executor.submit(
                () ->
                    service
                        .post("/api/presence/import", dispatcher, "application/x-ndjson", report)
                        .status()));
        if (i % 3 == 0) {
          String name = "队" + i;
          running.add(
              executor.submit(
                  () ->
                      service
                          .put(
                              "/api/teams/" + team,
                              dispatcher,
                              Registry.team(team, registry.village, name, id))
                          .status()));
        }
        if (i == 15) {
          running.add(executor.submit(() -> service.delete(path, dispatcher).status()));
        }
      }
      for (Future<Integer> one : running) {
        statuses.add(one.get());
      }
    }
    assertThat(statuses).containsOnlyOnce(204).isSubsetOf(200, 204, 400);
    assertThat(service.get("/api/teams/" + team, dispatcher).body()).doesNotContain(id);
    try (Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE);
        Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      long version = presenceVersion();
      assertThat(presence.await(id, (int) version).getLast().value()).isNull();
      assertThat(presence.await(id, (int) version).stream().map(Topic::version))
          .isSorted()
          .last()
          .isEqualTo(version);
      assertThat(events.await(id, 4).stream().map(Topic::type).toList().getLast())
          .isEqualTo("volunteer.erased.v1");
    }
  }

  private long presenceVersion() {
    return rows("select presence_version from erased_volunteers where id = ?");
  }
}
