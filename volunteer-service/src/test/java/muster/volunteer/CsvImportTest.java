package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tables as people have them: cut off, doubled, from a spreadsheet in China, sent twice at once.
 */
@OnRealServers
class CsvImportTest {
  private static final String HEADER = "code,name,level,parent_code,latitude,longitude\n";
  private static final Charset GBK = Charset.forName("GBK");
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String county = registry.county;
  private final String dispatcher = registry.dispatcher;

  private Answer send(String contentType, byte[] body) {
    return service.http.sendBytes(
        "POST", "/api/jurisdictions/import", dispatcher, body, Map.of("Content-Type", contentType));
  }

  private Answer send(String csv) {
    return send("text/csv", csv.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode report(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> errorsOf(JsonNode report) {
    List<String> errors = new ArrayList<>();
    report
        .get("errors")
        .forEach(
            error -> errors.add(error.get("line").asInt() + " " + error.get("field").asString()));
    return errors;
  }

  private JsonNode stored(String code) {
    return service.get("/api/jurisdictions/" + code, dispatcher).json();
  }

  private String row(String digits, String name) {
    return "%1$s%2$s,%3$s,TOWN,%1$s,34.2,117.2\n".formatted(county, digits, name);
  }

  @Test
  void aRowThatIsCutOffIsAnErrorOfItsLineAndChangesNothing() {
    JsonNode before = stored(registry.village);

    JsonNode report =
        report(
            send(
                HEADER
                    + registry.village
                    + ",b\n"
                    + row("020", "甲镇")
                    + registry.village
                    + "\n"
                    + row("021", "乙镇").replace("34.2", "34,2")));

    assertThat(errorsOf(report)).containsExactly("2 ", "4 ", "5 ");
    assertThat(report.at("/errors/0/message").asString()).isEqualTo("has 2 cells instead of 6");
    assertThat(report.at("/errors/2/message").asString()).isEqualTo("has 7 cells instead of 6");
    assertThat(report.get("imported").asInt()).isEqualTo(1);
    assertThat(stored(registry.village)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code,name,level,parent_code,latitude,latitude",
        "code,name,level,parent_code,latitude,longitude,name",
        "code,name,level,parent_code,latitude",
        "code,name,level,parent_code,latitude,longitude,remark",
        "code;name;level;parent_code;latitude;longitude",
      })
  void aHeaderThatDoesNotSayOnceWhatEachColumnIsIsRefused(String header) {
    Answer answer = send(header + "\n" + row("022", "镇"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/malformed");
    assertThat(service.get("/api/jurisdictions/" + county + "022", dispatcher).status())
        .isEqualTo(404);
  }

  /** Sheets have zeros where a place is not known. */
  @Test
  void zeroZeroIsNoPlaceInItsLine() {
    JsonNode report =
        report(
            send(
                HEADER
                    + """
                    %1$s025,甲镇,TOWN,%1$s,0,0
                    %1$s026,乙镇,TOWN,%1$s,0.0005,-0.0005
                    %1$s027,丙镇,TOWN,%1$s,0,0.001
                    %1$s028,丁镇,TOWN,%1$s,,
                    """
                        .formatted(county)));

    assertThat(errorsOf(report)).containsExactly("2 latitude", "3 latitude");
    assertThat(report.get("imported").asInt()).isEqualTo(2);
  }

  @Test
  void columnsMayStandInAnyOrderAndRowsMayBeBlankAndTheLineIsStillTheRightOne() {
    JsonNode report =
        report(
            send(
                "name, code ,parent_code,level,longitude,latitude\r\n\r\n"
                    + ",,,,,\r\n"
                    + "\"丙\r\n镇\",%1$s023,%1$s,TOWN,117.2,34.2\r\n".formatted(county)
                    + "丁镇,%1$s024,%1$s,TOWN,117.2,north\r\n".formatted(county)));

    assertThat(errorsOf(report)).containsExactly("6 latitude");
    assertThat(report.get("imported").asInt()).isEqualTo(1);
    assertThat(stored(county + "023").at("/location/latitude").asDouble()).isEqualTo(34.2);
  }

  @Test
  void aQuoteThatIsNeverClosedIsToldByTheLineBeforeIt() {
    Answer answer = send(HEADER + row("025", "镇") + county + "026,\"镇,TOWN,,,\n");

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("detail").asString()).isEqualTo("what follows line 2 is no CSV");
    assertThat(answer.json().at("/report/imported").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GBK     | text/csv;charset=GBK",
        "GBK     | text/csv;charset=gb2312",
        "GBK     | text/csv",
        "GB18030 | text/csv;charset=GB18030",
        "GB18030 | text/csv; charset=\"gbk\"",
        "GB18030 | text/csv",
        "UTF-8   | text/csv",
        "UTF-8   | text/csv;charset=utf-8",
      })
  void textIsReadAsTheCharsetSaysOrAsItLooks(String encoding, String contentType) {
    String csv = HEADER + row("027", "大黄山街道") + row("028", "联通");

    JsonNode report = report(send(contentType, csv.getBytes(Charset.forName(encoding))));

    assertThat(errorsOf(report)).isEmpty();
    assertThat(stored(county + "027").get("name").asString()).isEqualTo("大黄山街道");
    assertThat(stored(county + "028").get("name").asString()).isEqualTo("联通");
  }

  @Test
  void charactersThatGbkHasNotAreReadInGb18030() {
    byte[] body = (HEADER + row("029", "㐀𠮷镇")).getBytes(GB18030);

    assertThat(errorsOf(report(send("text/csv", body)))).isEmpty();
    assertThat(stored(county + "029").get("name").asString()).isEqualTo("㐀𠮷镇");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "text/csv;charset=UTF-8", "text/csv;charset=GBK"})
  void aByteOrderMarkSaysThatItIsUtf8(String contentType) {
    byte[] body = ("\uFEFF" + HEADER + row("030", "西朱村")).getBytes(StandardCharsets.UTF_8);

    assertThat(errorsOf(report(send(contentType, body)))).isEmpty();
    assertThat(stored(county + "030").get("name").asString()).isEqualTo("西朱村");
  }

  @Test
  void bytesThatMeanNothingAreAnErrorOfTheirLineAndTheOthersAreKept() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes((HEADER + row("031", "徐州市") + county).getBytes(StandardCharsets.UTF_8));
    body.writeBytes("032,徐州".getBytes(GBK));
    body.writeBytes(
        ",TOWN,%s,,\n%s".formatted(county, row("033", "贾汪区")).getBytes(StandardCharsets.UTF_8));

    for (String contentType : List.of("text/csv", "text/csv;charset=utf-8")) {
      JsonNode report = report(send(contentType, body.toByteArray()));

      assertThat(errorsOf(report)).as(contentType).containsExactly("3 name");
    }
    assertThat(stored(county + "033").get("name").asString()).isEqualTo("贾汪区");
  }

  @Test
  void anEncodingThatIsNotReadIsRefusedByName() {
    byte[] body = (HEADER + row("034", "镇")).getBytes(StandardCharsets.UTF_16);
    Answer undeclared = send("text/csv", body);
    assertThat(undeclared.status()).as(undeclared.body()).isEqualTo(400);
    assertThat(undeclared.json().get("detail").asString()).contains("UTF-16", "GB18030");

    for (String charset : List.of("UTF-16", "Big5", "ISO-8859-1")) {
      Answer answer = send("text/csv;charset=" + charset, body);
      assertThat(answer.status()).as(charset + answer.body()).isEqualTo(415);
      assertThat(answer.json().get("detail").asString()).contains("GB18030");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e1",
        "NaN",
        "Infinity",
        "３４.2",
        "34,2",
        "+34.2",
        "0x22",
        "34.2d",
        "34.",
        ".5",
        "3 4",
        "34°"
      })
  void aNumberIsWrittenInDigitsAndNothingElse(String number) {
    JsonNode report =
        report(
            send(
                HEADER
                    + "%1$s035,镇,TOWN,%1$s,\"%2$s\",117.2\n%1$s036,镇,TOWN,%1$s,34.2,\"%2$s\"\n"
                        .formatted(county, number)));

    assertThat(errorsOf(report)).containsExactly("2 latitude", "3 longitude");
  }

  @ParameterizedTest
  @CsvSource({"34,34", "-0.5,-0.5", "034.20,34.2", "89.999999999999999,90"})
  void aNumberOfDigitsIsTaken(String number, double value) {
    assertThat(
            errorsOf(
                report(send(HEADER + "%1$s037,镇,TOWN,%1$s,%2$s,1\n".formatted(county, number)))))
        .isEmpty();
    assertThat(stored(county + "037").at("/location/latitude").asDouble()).isEqualTo(value);
  }

  @Test
  void nothingIsHeldAgainstARowThatIsNotWrongWithIt() {
    JsonNode report =
        report(
            send(
                HEADER
                    + "3.2E+11,,TOWN,%s,x,117.2\n".formatted(county)
                    + "320371003209,村,VILLAGE,320371003,34.2,117.2\n"));

    // Of a code that is none, nobody can say which level or parent it should have.
    assertThat(errorsOf(report))
        .containsExactlyInAnyOrder("2 code", "2 name", "2 latitude", "3 code");
    assertThat(report.get("errors").findValuesAsString("message"))
        .contains("is outside your jurisdiction");
  }

  @Test
  void importsOfTheSameNewLinesInOppositeOrderBothSucceed() throws Exception {
    for (int round = 0; round < 6; round++) {
      String town = county + "5%02d".formatted(round);
      List<String> villages =
          IntStream.rangeClosed(1, 99)
              .mapToObj(i -> "%1$s%2$03d,村%2$d,VILLAGE,%1$s,,\n".formatted(town, i))
              .collect(Collectors.toCollection(ArrayList::new));
      String first = "%s,镇,TOWN,%s,,\n".formatted(town, county);
      assertThat(report(send(HEADER + first)).get("imported").asInt()).isEqualTo(1);
      String forward = HEADER + String.join("", villages);
      String backward = HEADER + String.join("", villages.reversed());

      bothImportAll("/api/jurisdictions/import", "text/csv", forward, backward, 99);

      List<String> people =
          IntStream.rangeClosed(1, 99)
              .mapToObj(i -> Registry.volunteer(town + "-v" + i, registry.village) + "\n")
              .toList();
      bothImportAll("/api/volunteers/import", "application/x-ndjson", people, 99);
      List<String> teams =
          IntStream.rangeClosed(1, 99)
              .mapToObj(
                  i ->
                      Registry.team(town + "-t" + i, registry.village, "队", town + "-v" + i) + "\n")
              .toList();
      bothImportAll("/api/teams/import", "application/x-ndjson", teams, 99);
    }
  }

  private void bothImportAll(String path, String type, List<String> lines, int number)
      throws Exception {
    List<String> reversed = new ArrayList<>(lines);
    Collections.reverse(reversed);
    bothImportAll(path, type, String.join("", lines), String.join("", reversed), number);
  }

  private void bothImportAll(String path, String type, String one, String other, int number)
      throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> imports =
          List.of(
              () -> service.post(path, dispatcher, type, one),
              () -> service.post(path, dispatcher, type, other));
      int imported = 0;
      for (var running : executor.invokeAll(imports)) {
        JsonNode report = report(running.get());
        assertThat(report.get("failed").asInt()).as(report.toString()).isZero();
        imported += report.get("imported").asInt();
      }
      assertThat(imported).isEqualTo(number);
    }
  }
}
