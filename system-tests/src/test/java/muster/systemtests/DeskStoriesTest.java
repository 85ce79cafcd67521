package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A snapshot and what the stream tells that is newer make what a later snapshot says, of alerts,
 * their tasks, waiting reports and teams, while several people change all of them.
 */
@ExtendWith(RunningStack.class)
class DeskStoriesTest {
  private static final int WRITERS = 3;
  private static final int CHANGES = 25;
  private static final AtomicInteger VILLAGES = new AtomicInteger(900);

  @ParameterizedTest
  @ValueSource(longs = {11, 23})
  void aSnapshotAndNewerEventsAreWhatALaterSnapshotSays(long seed, StackUnderTest running)
      throws Exception {
    running.resetClock();
    String village = newVillage(running);
    Person desk = running.person("desk-of-" + village, "officer", village);
    try (StorySetting setting = running.newSetting();
        DeskPage page = new DeskPage(running, desk, seed)) {
      List<Phone> phones = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        phones.add(setting.team(village + "-" + i, 100 * (i + 1), village).switchOn());
      }
      List<Thread> writers = new ArrayList<>();
      List<Throwable> failed = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Work work = new Work(setting, desk, village, phones.get(i), new Random(seed * 31 + i), i);
        writers.add(
            Thread.ofVirtual()
                .uncaughtExceptionHandler(
                    (thread, e) -> {
                      synchronized (failed) {
                        failed.add(e);
                      }
                    })
                .start(() -> work.change(CHANGES)));
      }
      // In the middle of it, and again as after a reload.
      for (int round = 0; round < 3; round++) {
        Thread.sleep(300);
        page.readSnapshots();
        for (int i = 0; i < 5; i++) {
          page.apply();
          Thread.sleep(50);
        }
      }
      for (Thread writer : writers) {
        assertThat(writer.join(Duration.ofSeconds(90))).isTrue();
      }
      assertThat(failed).isEmpty();
      page.losesNothingAnyMore();
      new Work(setting, desk, village, phones.getFirst(), new Random(seed), 9).touchAll();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                page.apply();
                assertThat(DeskPage.shown(page.rows()))
                    .as("seed %d", seed)
                    .isEqualTo(DeskPage.shown(page.snapshot()));
              });
      assertThat(page.rows().keySet())
          .anyMatch(key -> key.startsWith("alert "))
          .anyMatch(key -> key.startsWith("task "))
          .anyMatch(key -> key.startsWith("report "))
          .anyMatch(key -> key.startsWith("team "));
      new Work(setting, desk, village, phones.getFirst(), new Random(seed), 9).endAlerts();
    }
  }

  /** One that no other story is in, known to every service. */
  private static String newVillage(StackUnderTest running) {
    String village = StackUnderTest.XIZHU.substring(0, 9) + VILLAGES.getAndIncrement();
    running
        .dispatcher()
        .post(
            running.volunteers() + "/api/jurisdictions",
            Map.of("code", village, "name", "村 " + village, "parentCode", village.substring(0, 9)))
        .expect(201);
    Awaitility.await()
        .untilAsserted(
            () ->
                running
                    .dispatcher()
                    .post(
                        running.reports() + "/api/reports",
                        Map.of("category", "OTHER", "text", "known?", "jurisdiction", village))
                    .expect(201));
    Awaitility.await()
        .untilAsserted(
            () ->
                running
                    .dispatcher()
                    .post(
                        running.dispatch() + "/api/alerts/preview",
                        Map.of(
                            "category",
                            "THEFT",
                            "severity",
                            "MODERATE",
                            "headline",
                            "known?",
                            "location",
                            Map.of("latitude", 19.0, "longitude", 79.0),
                            "outside",
                            true,
                            "jurisdiction",
                            village))
                    .expect(200));
    return village;
  }

  /** Somebody who changes things, each change one of many. */
  private static final class Work {
    private final StorySetting setting;
    private final StackUnderTest running;
    private final Person desk;
    private final Person reporter;
    private final String village;
    private final Phone phone;
    private final Random random;
    private final int number;
    private final List<String> alerts = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final List<String> teams = new ArrayList<>();
    private int made;

    Work(
        StorySetting setting, Person desk, String village, Phone phone, Random random, int number) {
      this.setting = setting;
      this.running = setting.running();
      this.desk = desk;
      this.reporter = running.person("r-" + village + "-" + number, "reporter", village);
      this.village = village;
      this.phone = phone;
      this.random = random;
      this.number = number;
    }

    void change(int times) {
      for (int i = 0; i < times; i++) {
        switch (random.nextInt(11)) {
          case 0 -> issue();
          case 1, 2 -> update();
          case 3 -> cancelOne();
          case 4 -> answerTask();
          case 5 -> report();
          case 6, 7 -> addOrDecide();
          case 8 -> registerTeam();
          case 9 -> changeTeam();
          default -> duty();
        }
      }
    }

    /** Something newer for whatever an event may have been lost of. */
    void touchAll() {
      issue();
      report();
      registerTeam();
      for (var alert :
          desk.get(running.dispatch() + "/api/alerts?status=OPEN&limit=200").json().path("items")) {
        desk.patch(
                running.dispatch() + "/api/alerts/" + alert.required("id").asString(),
                Map.of("headline", "touched"))
            .expect(200);
      }
      for (var report :
          desk.get(running.reports() + "/api/reports?status=SUBMITTED&limit=200")
              .json()
              .path("items")) {
        // By whoever made it.
        running
            .person(report.required("submittedBy").asString(), "reporter", village)
            .post(
                running.reports()
                    + "/api/reports/"
                    + report.required("id").asString()
                    + "/additions",
                Map.of("text", "touched"))
            .expect(200);
      }
      for (var team :
          desk.get(running.volunteers() + "/api/teams?limit=200").json().path("items")) {
        save(team.required("id").asString(), "touched", team.path("members"));
      }
    }

    void endAlerts() {
      for (var alert :
          desk.get(running.dispatch() + "/api/alerts?status=OPEN&limit=200").json().path("items")) {
        cancel(alert.required("id").asString());
      }
    }

    private void issue() {
      alerts.add(setting.issue(desk, Alert.with(setting.theft(), "jurisdiction", village)).id());
    }

    private void update() {
      if (alerts.isEmpty()) {
        issue();
        return;
      }
      String address = running.dispatch() + "/api/alerts/" + one(alerts);
      if (random.nextBoolean()) {
        desk.patch(address, Map.of("headline", "headline " + made++)).expect(200);
      } else {
        desk.post(address + "/notes", Map.of("text", "note " + made++));
      }
    }

    private void cancelOne() {
      if (alerts.size() > 1) {
        cancel(alerts.removeFirst());
      }
    }

    private void cancel(String alert) {
      desk.post(
              running.dispatch() + "/api/alerts/" + alert + "/cancellation",
              Map.of("reason", "by the story"))
          .expect(200);
    }

    /** Whichever is open; it may be over by then. */
    private void answerTask() {
      for (var task :
          phone.captain().get(running.dispatch() + "/api/tasks").expect(200).json().path("items")) {
        String address = running.dispatch() + "/api/tasks/" + task.required("id").asString();
        if (random.nextInt(3) > 0) {
          phone.captain().post(address + "/acknowledgement", Map.of("etaSeconds", 240));
        } else {
          phone.captain().post(address + "/decline", Map.of("reason", "busy"));
        }
      }
    }

    private void report() {
      reports.add(
          reporter
              .post(
                  running.reports() + "/api/reports",
                  Map.of("category", "OTHER", "text", "smoke " + made++, "jurisdiction", village))
              .expect(201)
              .json()
              .required("id")
              .asString());
    }

    private void addOrDecide() {
      if (reports.isEmpty()) {
        report();
        return;
      }
      String report = one(reports);
      String address = running.reports() + "/api/reports/" + report;
      switch (random.nextInt(5)) {
        case 0 -> {
          desk.post(address + "/triage", Map.of("decision", "ANSWER", "answer", "thank you"))
              .expect(200);
          reports.remove(report);
        }
        case 1 -> {
          reporter.post(address + "/withdrawal", Map.of("reason", "found it")).expect(200);
          reports.remove(report);
        }
        default ->
            reporter.post(address + "/additions", Map.of("text", "more " + made++)).expect(200);
      }
    }

    private void registerTeam() {
      String id = "w-%s-%d-%d".formatted(village, number, made++);
      desk.post(running.volunteers() + "/api/teams", team(id, "team", List.of())).expect(201);
      teams.add(id);
    }

    private void changeTeam() {
      if (teams.isEmpty()) {
        registerTeam();
        return;
      }
      String team = one(teams);
      if (random.nextInt(4) == 0) {
        desk.delete(running.volunteers() + "/api/teams/" + team).expect(204);
        teams.remove(team);
      } else {
        // With the phone's captain in it, or without.
        save(
            team,
            "team " + made++,
            random.nextBoolean()
                ? List.of(Map.of("volunteerId", phone.captain().account(), "role", "MEMBER"))
                : List.of());
      }
    }

    private void save(String id, String name, Object members) {
      desk.put(running.volunteers() + "/api/teams/" + id, team(id, name, members)).expect(200);
    }

    private Map<String, Object> team(String id, String name, Object members) {
      return Map.of(
          "id", id,
          "name", name,
          "jurisdiction", village,
          "base", StorySetting.json(setting.north(30_000)),
          "members", members);
    }

    private void duty() {
      // Refused when it comes too soon after the last one.
      phone
          .captain()
          .put(
              running.volunteers() + "/api/volunteers/" + phone.captain().account() + "/presence",
              Map.of("onDuty", random.nextBoolean()));
    }

    private String one(List<String> some) {
      return some.get(random.nextInt(some.size()));
    }
  }
}
