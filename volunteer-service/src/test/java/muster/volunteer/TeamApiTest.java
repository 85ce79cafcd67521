package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.contracts.volunteer.TeamSnapshot;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@OnRealServers
class TeamApiTest {
  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String dispatcher = registry.dispatcher;

  @Test
  void aTeamIsRegisteredReadReplacedAndDisbandedAndTheTopicsTellOfEachStepOnce() {
    String captain = registry.newVolunteer(1);
    String member = registry.newVolunteer(2);
    String id = registry.id("t", 1);
    String path = "/api/teams/" + id;

    var created =
        service.post(
            "/api/teams", dispatcher, Registry.team(id, registry.village, "西朱村义警一队", captain));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(path);
    assertThat(service.get(path, dispatcher).json()).isEqualTo(created.json());

    String changed = Registry.team(id, registry.village, "西朱村义警二队", captain, member);
    assertThat(service.put(path, dispatcher, changed).json().get("version").asInt()).isEqualTo(2);
    assertThat(service.put(path, dispatcher, changed).json().get("version").asInt())
        .as("repeating it changes nothing")
        .isEqualTo(2);
    assertThat(service.delete(path, dispatcher).status()).isEqualTo(204);
    assertThat(service.get(path, dispatcher).status()).isEqualTo(404);
    assertThat(service.delete(path, dispatcher).status()).isEqualTo(404);
    assertThat(service.put(path, dispatcher, changed).status()).isEqualTo(404);

    var again = service.post("/api/teams", dispatcher, changed);
    assertThat(again.json().get("version").asInt())
        .as("a new team of the old id goes on counting")
        .isEqualTo(4);

    try (Topic teams = new Topic(service, Topics.Name.VOLUNTEER_TEAMS);
        Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      assertThat(teams.await(id, 4).stream().map(Topic::version)).containsExactly(1L, 2L, 3L, 4L);
      assertThat(teams.await(id, 4).get(2).value()).as("the tombstone").isNull();
      TeamSnapshot snapshot = snapshotOf(teams.await(id, 4).get(1));
      assertThat(snapshot.version()).isEqualTo(2);
      assertThat(snapshot.name()).isEqualTo("西朱村义警二队");
      assertThat(snapshot.capabilities()).containsExactlyInAnyOrder("patrol", "first-aid");
      assertThat(snapshot.members())
          .containsExactly(
              new TeamSnapshot.Member(captain, captain, TeamSnapshot.Member.Role.CAPTAIN),
              new TeamSnapshot.Member(member, member, TeamSnapshot.Member.Role.MEMBER));
      assertThat(events.await(id, 4).stream().map(Topic::type))
          .containsExactly(
              "team.registered.v1", "team.changed.v1", "team.disbanded.v1", "team.registered.v1");
    }
  }

  @Test
  void aTeamThatMovesOrEndsSaysWhereItWas() {
    String id = registry.newTeam(1);
    String path = "/api/teams/" + id;
    String moved = Registry.team(id, registry.county, "一队");

    assertThat(service.put(path, dispatcher, moved).status()).isEqualTo(200);
    assertThat(service.put(path, dispatcher, moved.replace("一队", "二队")).status()).isEqualTo(200);
    assertThat(service.delete(path, dispatcher).status()).isEqualTo(204);

    try (Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      List<JsonNode> told = events.await(id, 4).stream().map(TeamApiTest::json).toList();
      assertThat(told.get(1).path("movedFrom").asString()).isEqualTo(registry.village);
      assertThat(told.get(1).path("jurisdiction").asString()).isEqualTo(registry.county);
      assertThat(told.get(2).has("movedFrom")).isFalse();
      assertThat(told.get(3).path("jurisdiction").asString()).isEqualTo(registry.county);
    }
  }

  @Test
  void staffSeeWhichTeamsAreOnDutyAndListThemByIt() {
    String on = registry.newVolunteer(1);
    String off = registry.newVolunteer(2);
    String both = registry.newTeam(1, off, on);
    String none = registry.newTeam(2, off);
    String empty = registry.newTeam(3);
    assertThat(onDuty(both)).isFalse();
    assertThat(
            service
                .put("/api/volunteers/" + on + "/presence", dispatcher, "{\"onDuty\":true}")
                .status())
        .isEqualTo(200);

    assertThat(onDuty(both)).isTrue();
    assertThat(onDuty(none)).isFalse();
    assertThat(onDuty(empty)).isFalse();
    assertThat(listed("")).containsExactly(both + " true", none + " false", empty + " false");
    assertThat(listed("&onDuty=true")).containsExactly(both + " true");
    assertThat(listed("&onDuty=false")).containsExactly(none + " false", empty + " false");
    assertThat(service.get("/api/teams?onDuty=maybe", dispatcher).status()).isEqualTo(400);
    JsonNode own = service.get("/api/teams/" + both, service.volunteer(on)).json();
    assertThat(own.get("version").asLong()).isEqualTo(1);
    assertThat(own.has("onDuty")).as("to a member").isFalse();
  }

  private boolean onDuty(String team) {
    return service.get("/api/teams/" + team, dispatcher).json().get("onDuty").asBoolean();
  }

  private List<String> listed(String filter) {
    List<String> rows = new ArrayList<>();
    service
        .get("/api/teams?jurisdiction=" + registry.county + filter, dispatcher)
        .json()
        .get("items")
        .forEach(row -> rows.add(row.get("id").asString() + " " + row.get("onDuty").asBoolean()));
    return rows;
  }

  private static JsonNode json(ConsumerRecord<String, byte[]> record) {
    return RunningService.JSON.readTree(record.value());
  }

  private static TeamSnapshot snapshotOf(ConsumerRecord<String, byte[]> record) {
    EventCodec.Decoded<TeamSnapshot> decoded =
        new EventCodec()
            .decode(
                TeamSnapshot.class,
                name -> {
                  Header header = record.headers().lastHeader(name);
                  return header == null ? null : header.value();
                },
                record.value());
    return switch (decoded) {
      case EventCodec.Decoded.Readable<TeamSnapshot>(var envelope) -> envelope.event();
      case EventCodec.Decoded.Unreadable<TeamSnapshot>(String reason) ->
          throw new AssertionError(reason);
    };
  }

  @Test
  void concurrentUpdatesOfOneTeamReachTheTopicInTheOrderOfTheirVersions() throws Exception {
    String captain = registry.newVolunteer(1);
    String id = registry.newTeam(1, captain);
    int writers = 4;
    int rounds = 10;

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String prefix = "队" + writer + "-";
        running.add(
            executor.submit(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    var answer =
                        service.put(
                            "/api/teams/" + id,
                            dispatcher,
                            Registry.team(id, registry.village, prefix + round, captain));
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }

    int versions = 1 + writers * rounds;
    List<Long> expected = IntStream.rangeClosed(1, versions).mapToObj(Long::valueOf).toList();
    try (Topic teams = new Topic(service, Topics.Name.VOLUNTEER_TEAMS);
        Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      assertThat(teams.await(id, versions).stream().map(Topic::version)).isEqualTo(expected);
      assertThat(events.await(id, versions).stream().map(Topic::version)).isEqualTo(expected);
    }
  }

  @Test
  void twoWhoRegisterOneIdAtOnceGetOneTeamAndOneConflict() throws Exception {
    String body = Registry.team(registry.id("t", 1), registry.village, "一队");
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> register = () -> service.post("/api/teams", dispatcher, body).status();
      List<Future<Integer>> both = executor.invokeAll(List.of(register, register));
      assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(201, 409);
    }
  }

  @Test
  void anUpdateOfAnOldVersionIsRefused() {
    String id = registry.newTeam(1);
    String path = "/api/teams/" + id;
    String seen = Registry.team(id, registry.village, "二队").replaceFirst("\\{", "{\"version\":1,");

    assertThat(service.put(path, dispatcher, seen).status()).isEqualTo(200);
    var late = service.put(path, dispatcher, seen.replace("二队", "三队"));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("type").asString()).isEqualTo("/problems/conflict");
    assertThat(late.json().get("detail").asString()).contains("version is 2");
  }

  @Test
  void aNewAccountOfAMemberIsToldToThoseWhoKnowTheTeam() {
    String captain = registry.newVolunteer(1);
    String id = registry.newTeam(1, captain);
    String moved =
        Registry.volunteer(captain, registry.village)
            .replace("\"subject\":\"" + captain, "\"subject\":\"" + captain + "-new");

    assertThat(service.put("/api/volunteers/" + captain, dispatcher, moved).status())
        .isEqualTo(200);

    try (Topic teams = new Topic(service, Topics.Name.VOLUNTEER_TEAMS)) {
      TeamSnapshot snapshot = snapshotOf(teams.await(id, 2).get(1));
      assertThat(snapshot.members().getFirst().subject()).isEqualTo(captain + "-new");
      assertThat(snapshot.version()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":\"一队\"      | \"name\":\"\"                       | name",
        "\"name\":\"一队\"      | \"nam\":\"一队\"                     | nam",
        "\"name\":\"一队\"      | \"name\":7                          | name",
        "\"name\":\"一队\"      | \"name\":\"a\\u0000b\"              | name",
        "\"name\":\"一队\"      | \"name\":\"\\ud800\"                | name",
        "\"latitude\":34.29    | \"latitude\":91                      | base.latitude",
        "\"latitude\":34.29    | \"latitude\":\"34.29\"               | base.latitude",
        "\"latitude\":34.29    | \"crs\":\"WGS84\"                    | base.latitude",
        "\"longitude\":117.34  | \"longitude\":117.34,\"crs\":\"X\"   | base.crs",
        "\"latitude\":34.29,\"longitude\":117.34 | \"latitude\":0,\"longitude\":0 | base",
        "citizen-police        | Citizen Police                       | kind",
        "\"patrol\"            | \"Patrol!\"                          | capabilities[0]",
        "\"patrol\"            | null                                 | capabilities[0]",
        "\"members\":[]        | \"members\":[null]                   | members[0]",
        "\"members\":[]        | \"members\":[{}]                     | members[0].volunteerId",
        "\"members\":[]        | \"members\":[{\"volunteerId\":\"nobody\"}] | members",
        "\"members\":[]        | \"members\":[{\"volunteerId\":\"x\",\"role\":\"BOSS\"}] | members[0].role",
        "\"members\":[]        | \"members\":{}                       | members",
      })
  void aWrongFieldIsNamed(String good, String bad, String field) {
    String body = Registry.team(registry.id("t", 1), registry.village, "一队");
    String wrong = body.replace(good.strip(), bad.strip());
    assertThat(wrong).isNotEqualTo(body);

    var answer = service.post("/api/teams", dispatcher, wrong);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/validation");
    assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(field.strip());
  }

  @Test
  void allWrongFieldsAreNamedAtOnce() {
    var answer = service.post("/api/teams", dispatcher, "{\"id\":\"a b\"}");

    assertThat(answer.status()).isEqualTo(400);
    Set<String> fields = new HashSet<>();
    answer.json().get("errors").forEach(error -> fields.add(error.get("field").asString()));
    assertThat(fields).containsExactlyInAnyOrder("id", "name", "jurisdiction", "base");
  }

  @Test
  void limitsHoldAtTheirEdges() {
    String members =
        IntStream.rangeClosed(1, 201)
            .mapToObj(number -> Registry.volunteer(registry.id("v", number), registry.village))
            .collect(Collectors.joining("\n"));
    var imported =
        service.post("/api/volunteers/import", dispatcher, "application/x-ndjson", members);
    assertThat(imported.json().get("imported").asInt()).as(imported.body()).isEqualTo(201);
    String[] ids =
        IntStream.rangeClosed(1, 201)
            .mapToObj(number -> registry.id("v", number))
            .toArray(String[]::new);
    String[] allowed = java.util.Arrays.copyOf(ids, 200);
    String name = "队".repeat(100);

    assertThat(statusOf(1, name, allowed)).isEqualTo(201);
    assertThat(statusOf(2, name + "队", allowed)).isEqualTo(400);
    assertThat(statusOf(3, name, ids)).isEqualTo(400);
    assertThat(statusOfCapabilities(4, 20)).isEqualTo(201);
    assertThat(statusOfCapabilities(5, 21)).isEqualTo(400);
  }

  @Test
  void aReplacedTeamIsCheckedLikeANewOne() {
    String id = registry.newTeam(1);
    String path = "/api/teams/" + id;
    String body = Registry.team(id, registry.village, "队".repeat(101));

    var answer = service.put(path, dispatcher, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("name");
    assertThat(service.put(path, dispatcher, "null").status()).isEqualTo(400);
    assertThat(
            service
                .put(path, dispatcher, Registry.team(id, registry.village, "队".repeat(30_000)))
                .status())
        .isEqualTo(413);
    assertThat(service.get(path, dispatcher).json().get("version").asInt()).isEqualTo(1);
  }

  private int statusOf(int number, String name, String... members) {
    String body = Registry.team(registry.id("t", number), registry.village, name, members);
    return service.post("/api/teams", dispatcher, body).status();
  }

  private int statusOfCapabilities(int number, int capabilities) {
    String list =
        IntStream.range(0, capabilities)
            .mapToObj(index -> "\"c" + index + "\"")
            .collect(Collectors.joining(","));
    String body =
        Registry.team(registry.id("t", number), registry.village, "一队")
            .replace("\"patrol\",\"first-aid\"", list);
    return service.post("/api/teams", dispatcher, body).status();
  }

  @Test
  void aTeamHasAtMostOneCaptain() {
    String one = registry.newVolunteer(1);
    String two = registry.newVolunteer(2);
    String body =
        Registry.team(registry.id("t", 1), registry.village, "一队", one, two)
            .replace("MEMBER", "CAPTAIN");

    var answer = service.post("/api/teams", dispatcher, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("field").asString())
        .isEqualTo("members[1].role");
  }

  @Test
  void aBodyOver64KibibytesIsTooLarge() {
    String body = Registry.team(registry.id("t", 1), registry.village, "一".repeat(30_000));

    var answer = service.post("/api/teams", dispatcher, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(413);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/too-large");
  }

  @Test
  void aBaseInAnotherDatumIsConverted() {
    String body =
        Registry.team(registry.id("t", 1), registry.village, "一队")
            .replace("\"longitude\":117.34", "\"longitude\":117.34,\"crs\":\"GCJ02\"");

    var base = service.post("/api/teams", dispatcher, body).json().get("base");

    assertThat(base.get("crs").asString()).isEqualTo("WGS84");
    assertThat(base.get("longitude").asDouble()).isBetween(117.333, 117.337);
  }

  @Test
  void aListIsFilteredAndPaged() {
    for (int number = 1; number <= 5; number++) {
      assertThat(registry.newTeam(number)).isNotEmpty();
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      var page =
          service.get(
              "/api/teams?capability=patrol&kind=citizen-police&limit=2" + cursor, dispatcher);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      page.json().get("items").forEach(team -> seen.add(team.get("id").asString()));
      cursor =
          page.json().has("nextCursor")
              ? "&cursor=" + page.json().get("nextCursor").asString()
              : "";
    } while (!cursor.isEmpty());

    assertThat(seen)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 5).mapToObj(number -> registry.id("t", number)).toList());
    assertThat(itemsOf("/api/teams?capability=boat")).isZero();
    assertThat(itemsOf("/api/teams?kind=school,citizen-police")).isEqualTo(5);
    assertThat(itemsOf("/api/teams?kind=school,bank")).isZero();
    for (String query :
        List.of("kind=", "kind=school&kind=bank", "kind=a,,b", "kind=A+B", "kinds=school")) {
      assertThat(service.get("/api/teams?" + query, dispatcher).status()).as(query).isEqualTo(400);
    }
    assertThat(itemsOf("/api/teams?jurisdiction=" + registry.village)).isEqualTo(5);
    assertThat(service.get("/api/teams?limit=0", dispatcher).status()).isEqualTo(400);
    assertThat(service.get("/api/teams?limit=201", dispatcher).status()).isEqualTo(400);
    assertThat(service.get("/api/teams?limit=x", dispatcher).status()).isEqualTo(400);
    assertThat(service.get("/api/teams?cursor=%00", dispatcher).status()).isEqualTo(400);
    assertThat(service.get("/api/teams?jurisdiction=9999", dispatcher).status()).isEqualTo(403);
  }

  private int itemsOf(String path) {
    return service.get(path, dispatcher).json().get("items").size();
  }

  @Test
  void membersReadTheirOwnTeamAndNoOther() {
    String captain = registry.newVolunteer(1);
    String own = registry.newTeam(1, captain);
    String other = registry.newTeam(2);

    assertThat(service.get("/api/teams/" + own, service.volunteer(captain)).status())
        .isEqualTo(200);
    assertThat(service.get("/api/teams/" + other, service.volunteer(captain)).status())
        .isEqualTo(403);
    assertThat(service.get("/api/teams/unknown", service.volunteer(captain)).status())
        .isEqualTo(403);
  }

  @Test
  void aTeamOfElsewhereIsAnsweredLikeOneThatIsNotThereAndItsIdIsTaken() {
    Registry elsewhere = new Registry(service);
    String foreign = elsewhere.newTeam(1);
    String path = "/api/teams/" + foreign;
    String body = Registry.team(foreign, registry.village, "一队");
    String unknown = foreign + "0";
    for (String method : List.of("GET", "PUT", "DELETE")) {
      var answer = ask(method, foreign);
      assertThat(answer.status()).as(method + answer.body()).isEqualTo(404);
      assertThat(answer.body().replace(foreign, "ID"))
          .as(method)
          .isEqualTo(ask(method, unknown).body().replace(unknown, "ID"));
    }

    var created = service.post("/api/teams", dispatcher, body);
    assertThat(created.status()).isEqualTo(409);
    assertThat(created.json().get("reason").asString()).isEqualTo("EXISTS");
    var imported =
        service.post("/api/teams/import", dispatcher, "application/x-ndjson", body).json();
    assertThat(imported.get("failed").asInt()).isEqualTo(1);
    assertThat(service.get(path, elsewhere.dispatcher).json().get("version").asInt()).isEqualTo(1);
  }

  private Answer ask(String method, String team) {
    String body = method.equals("PUT") ? Registry.team(team, registry.village, "一队") : null;
    return service.http.send(
        method,
        "/api/teams/" + team,
        dispatcher,
        body,
        body == null ? Map.of() : Map.of("Content-Type", "application/json"));
  }

  @Test
  void aTeamTakesMembersOfTheCallersScopeAlone() {
    String own = registry.newVolunteer(1);
    Registry elsewhere = new Registry(service);
    String foreign = elsewhere.newVolunteer(1);
    String id = registry.id("t", 1);

    List<String> messages = new ArrayList<>();
    for (String member : List.of(foreign, "v-nobody")) {
      var answer =
          service.post(
              "/api/teams", dispatcher, Registry.team(id, registry.village, "一队", own, member));
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      messages.add(answer.body().replace(member, "ID"));
    }
    assertThat(messages.get(0)).as("foreign is answered like unknown").isEqualTo(messages.get(1));
    var imported =
        service.post(
            "/api/teams/import",
            dispatcher,
            "application/x-ndjson",
            Registry.team(id, registry.village, "一队", foreign));
    assertThat(imported.json().get("failed").asInt()).isEqualTo(1);
    assertThat(
            service
                .post(
                    "/api/jurisdictions",
                    dispatcher,
                    "{\"code\":\"%1$s001202\",\"name\":\"邻村\",\"parentCode\":\"%1$s001\"}"
                        .formatted(registry.county))
                .status())
        .isEqualTo(201);
    assertThat(
            service
                .post(
                    "/api/teams",
                    service.staff("officer", registry.county + "001202"),
                    Registry.team(id, registry.county + "001202", "一队", own))
                .status())
        .as("a village officer takes nobody of the next village")
        .isEqualTo(400);
  }

  @Test
  void whoWasPutIntoATeamByAWiderScopeStaysWhenANarrowerOneChangesIt() {
    String own = registry.newVolunteer(1);
    Registry elsewhere = new Registry(service);
    String foreign = elsewhere.newVolunteer(1);
    String province = service.staff("dispatcher", "99");
    String id = registry.id("t", 1);
    String path = "/api/teams/" + id;
    assertThat(
            service
                .post(
                    "/api/teams", province, Registry.team(id, registry.village, "一队", own, foreign))
                .status())
        .isEqualTo(201);

    assertThat(
            service
                .put(path, dispatcher, Registry.team(id, registry.village, "二队", own, foreign))
                .status())
        .isEqualTo(200);
    assertThat(
            service.put(path, dispatcher, Registry.team(id, registry.village, "二队", own)).status())
        .isEqualTo(200);
    assertThat(
            service
                .put(path, dispatcher, Registry.team(id, registry.village, "二队", own, foreign))
                .status())
        .as("gone is gone")
        .isEqualTo(400);
  }

  @Test
  void nothingIsLeftInTheOutboxAndNothingWasRejected() {
    String id = registry.newTeam(1);
    try (Topic teams = new Topic(service, Topics.Name.VOLUNTEER_TEAMS)) {
      assertThat(teams.await(id, 1)).hasSize(1);
    }
    assertThat(
            JdbcClient.create(service.database())
                .sql("select count(*) from outbox_rejected")
                .query(Long.class)
                .single())
        .isZero();
  }
}
