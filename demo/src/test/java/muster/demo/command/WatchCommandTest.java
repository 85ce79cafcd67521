package muster.demo.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** What an operator's terminal gets, byte for byte, when somebody means it ill. */
class WatchCommandTest {
  private static final String CLUE =
      """
      {"type":"alert.clue-received.v1","at":"2026-03-12T08:00:05Z","alertId":"019512ab",\
      "event":{"by":"v-000007","text":"\\u001b[1A\\u001b[2K16:00:05  RESOLVED  FOUND: \\u009b2J\\u202eok\\r\\n"}}\
      """;
  private static final String REFUSAL = "{\"detail\":\"\\u009b2J\\u001b]0;all quiet\\u0007\"}";

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile String refusal = REFUSAL;
  private volatile int refusalStatus = 403;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  WatchCommandTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/demo/tokens", call -> answer(call, 200, "{\"access_token\":\"operators\"}"));
    // One event, then the end for good: otherwise the command would watch for ever.
    server.createContext(
        "/api/stream/events",
        call -> {
          asked.add(call.getRequestURI().getQuery());
          if (failures.getAndDecrement() > 0) {
            answer(call, 503, problem(503, "unavailable", null));
          } else if (told.compareAndSet(false, true)) {
            answer(
                call,
                200,
                "retry: 1\nid: 1\nevent: alert.clue-received.v1\ndata: " + CLUE + "\n\n");
          } else {
            answer(call, refusalStatus, refusal);
          }
        });
  }

  @BeforeEach
  void begin() {
    server.start();
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(new PrintStream(complained, true, UTF_8));
  }

  @AfterEach
  void end() {
    System.setOut(out);
    System.setErr(err);
    server.stop(0);
  }

  @Test
  void aCluesTextCanNotWriteOverWhatStandsThere() {
    assertThat(watch()).isEqualTo(1);
    List<String> lines = printed.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains("019512ab", "␛[1A␛[2K16:00:05  RESOLVED  FOUND: <U+009B>2J<U+202E>ok␍␊");
    assertThat(complained.toString(UTF_8))
        .contains("403", "<U+009B>2J␛]0;all quiet␇")
        .doesNotContain("\u001b", "\u009b", "\u0007");
  }

  @Test
  void aProgramGetsTheSameTextAsHarmlessJson() {
    assertThat(watch("--json")).isEqualTo(1);
    String line = printed.toString(UTF_8).strip();
    assertThat(line.chars()).noneMatch(Character::isISOControl).doesNotContain(0x202e);
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readTree(line)).isEqualTo(json.readTree(CLUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "tasks.", "TASK.", "task.offered.v1x", "alert.,nonsense", ""})
  void aTypeThatDoesNotExistIsRefusedWithThoseThatDo(String type) {
    assertThat(watch("--type", type)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(printed.toString(UTF_8)).isEmpty();
    assertThat(complained.toString(UTF_8).lines().toList()).hasSize(1);
    assertThat(complained.toString(UTF_8))
        .contains("alert.issued.v1", "alert.snapshot.v1", "wave.opened.v1", "task.offered.v1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                     | topic=dispatch.events",
        "--type task.                         | topic=dispatch.events&type=task.",
        "--type t                             | topic=dispatch.events&type=t",
        "--type report.                       | topic=report.events&type=report.",
        "--type team.,alert.                  | topic=volunteer.events&topic=dispatch.events&type=team.&type=alert.",
        "--topic report.events,volunteer.events | topic=report.events&topic=volunteer.events",
        "--topic volunteer.events --type t    | topic=volunteer.events&type=t",
      })
  void alertsAreWatchedUnlessSomethingElseIsAskedFor(@Nullable String options, String query) {
    assertThat(watch(options == null ? new String[0] : options.split(" "))).isEqualTo(1);
    assertThat(asked.getFirst()).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reports", "volunteer.presence", "report.events,nonsense", ""})
  void aTopicThatDoesNotExistIsRefusedWithThoseThatDo(String topic) {
    assertThat(watch("--topic", topic)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(complained.toString(UTF_8))
        .contains("dispatch.events, report.events, volunteer.events");
    assertThat(asked).isEmpty();
  }

  @Test
  void aRefusalIsSaidAsASentence() {
    assertThat(watch("--type", "task.offered.v1")).isEqualTo(1);
    assertThat(complained.toString(UTF_8)).contains("403 <U+009B>2J").doesNotContain("{", "detail");
  }

  /** What the service says is English; whoever reads Chinese reads Chinese. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | validation | alertId      | 警情：请给出其标识",
        "400 | validation | jurisdiction | 辖区：请给出",
        "400 | validation | from         | 时间：请给出带时区的时间",
        "400 | validation | surprise     | 请求不符合要求",
        "403 | out-of-scope |            | 不在您的辖区之内",
        "429 | too-many-requests |       | 请求过于频繁"
      })
  void aRefusalIsSaidInTheTerminalsLanguage(
      int status, String type, @Nullable String field, String said) {
    refusal = problem(status, type, field);
    refusalStatus = status;
    told.set(true);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
    try {
      assertThat(watch("--alert", "nonsense")).isEqualTo(1);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(complained.toString(UTF_8))
        .contains("事件流被拒绝", Integer.toString(status), said)
        .doesNotContain("an English sentence", "{", "/problems/");
  }

  @Test
  void aServerThatFailsIsSaidInTheTerminalsLanguageAndAskedAgain() {
    failures.set(1);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
    try {
      assertThat(watch()).isEqualTo(1);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(complained.toString(UTF_8))
        .contains("连接中断（503 服务所需的部分暂时无法使用", "正在重试")
        .doesNotContain("an English sentence", "null");
  }

  private static String problem(int status, String type, @Nullable String field) {
    return """
        {"type":"/problems/%s","title":"t","status":%d,"detail":"an English sentence"%s}"""
        .formatted(
            type,
            status,
            field == null
                ? ""
                : ",\"errors\":[{\"field\":\"%s\",\"message\":\"an English sentence\"}]"
                    .formatted(field));
  }

  private int watch(String... more) {
    String address = "http://localhost:" + server.getAddress().getPort();
    return new CommandLine(new WatchCommand())
        .execute(
            Stream.concat(Stream.of("--issuer", address, "--url", address), Stream.of(more))
                .toArray(String[]::new));
  }

  private static void answer(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    call.getResponseHeaders().add("Content-Type", "text/event-stream");
    call.sendResponseHeaders(status, bytes.length);
    try (call) {
      call.getResponseBody().write(bytes);
    }
  }
}
