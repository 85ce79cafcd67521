package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.contracts.Topics;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnBothKinds
class ImportApiTest {
  private static final String NDJSON = "application/x-ndjson";

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String dispatcher = registry.dispatcher;

  private Answer post(String path, String body) {
    return service.post(path, dispatcher, NDJSON, body);
  }

  private JsonNode volunteers(String body) {
    var answer = post("/api/volunteers/import", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private String volunteer(int number) {
    return Registry.volunteer(registry.id("v", number), registry.village);
  }

  private String volunteers(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(this::volunteer)
        .collect(Collectors.joining("\n"));
  }

  private static List<String> errorsOf(JsonNode report) {
    List<String> errors = new ArrayList<>();
    report
        .get("errors")
        .forEach(
            error -> errors.add(error.get("line").asInt() + " " + error.get("field").asString()));
    return errors;
  }

  @Test
  void generatedTeamsArriveOnTheTopicsOnceEach() {
    XuzhouGenerator generator = XuzhouGenerator.aroundXizhu(11, 20, 0.5);
    String city = service.staff("dispatcher", "3203");
    // Another test may have registered it by now; then the county is not the top.
    boolean cityIsThere = service.get("/api/jurisdictions/3203", city).status() == 200;
    String csv =
        generator
            .jurisdictionLines()
            .filter(line -> line.startsWith("code,") || line.startsWith("320371"))
            .map(line -> cityIsThere ? line : line.replace("COUNTY,3203,", "COUNTY,,"))
            .collect(Collectors.joining("\n"));
    assertThat(
            service
                .post("/api/jurisdictions/import", city, "text/csv", csv)
                .json()
                .get("failed")
                .asInt())
        .isZero();
    for (int round = 1; round <= 2; round++) {
      boolean first = round == 1;
      for (var step :
          List.of(
              new Step("/api/volunteers/import", generator.volunteerLines()),
              new Step("/api/teams/import", generator.teamLines()),
              new Step("/api/presence/import", generator.presenceLines()))) {
        List<String> lines = step.lines().toList();
        var report = service.post(step.path(), city, NDJSON, String.join("\n", lines)).json();
        assertThat(report.get("failed").asInt()).as(report.toString()).isZero();
        assertThat(report.get("unchanged").asInt()).isEqualTo(first ? 0 : lines.size());
      }
    }
    try (Topic teams = new Topic(service, Topics.Name.VOLUNTEER_TEAMS);
        Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE)) {
      generator.teams().forEach(team -> assertThat(teams.await(team.id(), 1)).hasSize(1));
      String onDuty =
          generator.presenceSnapshots(java.time.Instant.EPOCH).findFirst().orElseThrow().key();
      assertThat(presence.await(onDuty, 1)).hasSize(1);
    }
  }

  private record Step(String path, Stream<String> lines) {}

  @Test
  void eachWrongLineIsReportedAndTheOthersAreKept() {
    String outside = Registry.volunteer("v-outside", "320371003209");
    JsonNode report =
        volunteers(
            String.join(
                "\n",
                volunteer(1),
                "{\"id\":",
                "",
                volunteer(2).replace("\"id\"", "\"identity\""),
                volunteer(3).replace("王芳", ""),
                outside,
                "[]",
                "null",
                volunteer(4).replace("+8610012345678", "1").replace("王芳", ""),
                volunteer(5)
                    .replace(
                        "\"subject\":\"" + registry.id("v", 5),
                        "\"subject\":\"" + registry.id("v", 1)),
                volunteer(6) + "\r"));

    assertThat(report.get("done").asBoolean()).isTrue();
    assertThat(report.get("lines").asInt()).isEqualTo(11);
    assertThat(report.get("imported").asInt()).isEqualTo(2);
    assertThat(report.get("failed").asInt()).isEqualTo(8);
    assertThat(errorsOf(report))
        .containsExactlyInAnyOrder(
            "2 ", "4 identity", "5 name", "6 jurisdiction", "7 ", "8 ", "9 name", "9 phone", "10 ");
  }

  @Test
  void aTextThatWouldRewriteATerminalIsRefusedInItsLineByItsField() {
    JsonNode report =
        volunteers(
            String.join(
                "\n",
                volunteer(1).replace("王芳", "\\u001b[2JRESOLVED"),
                volunteer(2).replace("王芳", "\\u202e王芳"),
                volunteer(3).replace("王芳", "\\u3164"),
                volunteer(4).replace("王芳", "cafe\\u0301")));

    assertThat(errorsOf(report)).containsExactly("1 name", "2 name", "3 name");
    assertThat(
            service
                .get("/api/volunteers/" + registry.id("v", 4), dispatcher)
                .json()
                .get("name")
                .asString())
        .as("NFC")
        .isEqualTo("café");
  }

  @Test
  void theLaterLineAboutSomethingWins() {
    JsonNode report =
        volunteers(volunteer(1) + "\n" + volunteer(1).replace("王芳", "王丽") + "\n" + volunteer(2));

    assertThat(report.get("imported").asInt()).isEqualTo(2);
    assertThat(report.get("updated").asInt()).isEqualTo(1);
    var stored = service.get("/api/volunteers/" + registry.id("v", 1), dispatcher).json();
    assertThat(stored.get("name").asString()).isEqualTo("王丽");
    assertThat(stored.get("version").asInt()).isEqualTo(2);
  }

  @Test
  void importingTheSameAgainTellsNobody() {
    String id = registry.id("t", 1);
    String line = Registry.team(id, registry.village, "一队");
    assertThat(post("/api/teams/import", line).json().get("imported").asInt()).isEqualTo(1);
    assertThat(post("/api/teams/import", line).json().get("unchanged").asInt()).isEqualTo(1);

    try (Topic teams = new Topic(service, Topics.Name.VOLUNTEER_TEAMS)) {
      assertThat(teams.await(id, 1)).hasSize(1);
    }
  }

  @Test
  void progressIsToldAfterEachBatch() {
    var answer = post("/api/volunteers/import?progress", volunteers(1, 250));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith(NDJSON);
    List<JsonNode> reports =
        answer.body().lines().map(line -> RunningService.JSON.readTree(line)).toList();
    assertThat(reports.stream().map(report -> report.get("imported").asInt()))
        .containsExactly(100, 200, 250, 250);
    assertThat(reports.stream().map(report -> report.get("done").asBoolean()))
        .containsExactly(false, false, false, true);
  }

  @Test
  void aLineOver64KibibytesIsReportedAndSkipped() {
    // JSON allows spaces anywhere, so a line can have any length.
    String fits = volunteer(1) + " ".repeat(65_536 - bytes(volunteer(1)));
    String tooLong = volunteer(2) + " ".repeat(65_537 - bytes(volunteer(2)));

    JsonNode report = volunteers(fits + "\n" + tooLong + "\n" + volunteer(3));

    assertThat(report.get("imported").asInt()).isEqualTo(2);
    assertThat(errorsOf(report)).containsExactly("2 ");
  }

  private static int bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  @Test
  void aFileOfTooManyLinesIsReadUpToTheLimit() {
    int limit = RunningService.IMPORT_LINES;
    JsonNode full = volunteers(volunteer(1) + "\n".repeat(limit - 1) + "\n");
    assertThat(full.get("lines").asInt()).isEqualTo(limit);

    var over = post("/api/volunteers/import", "\n".repeat(limit - 1) + volunteers(2, 3));

    assertThat(over.status()).as(over.body()).isEqualTo(413);
    assertThat(over.json().get("type").asString()).isEqualTo("/problems/too-large");
    JsonNode report = over.json().get("report");
    assertThat(report.get("imported").asInt()).isEqualTo(1);
    assertThat(report.get("stopped").get("line").asInt()).isEqualTo(limit + 1);
  }

  @Test
  void aFileOfTooManyBytesIsRefusedBeforeItIsRead() {
    var over = post("/api/volunteers/import", " ".repeat(RunningService.IMPORT_BYTES + 1));

    assertThat(over.status()).as(over.body()).isEqualTo(413);
  }

  @Test
  void notMoreErrorsAreListedThanAllowed() {
    JsonNode report = volunteers("x\n".repeat(RunningService.IMPORT_ERRORS + 1));

    assertThat(report.get("failed").asInt()).isEqualTo(RunningService.IMPORT_ERRORS + 1);
    assertThat(report.get("errors").size()).isEqualTo(RunningService.IMPORT_ERRORS);
  }

  @Test
  void anEmptyFileImportsNothing() {
    assertThat(volunteers("\n").get("imported").asInt()).isZero();
  }
}
