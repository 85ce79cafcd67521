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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
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
          if (told.compareAndSet(false, true)) {
            answer(
                call,
                200,
                "retry: 1\nid: 1\nevent: alert.clue-received.v1\ndata: " + CLUE + "\n\n");
          } else {
            answer(call, 403, REFUSAL);
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
