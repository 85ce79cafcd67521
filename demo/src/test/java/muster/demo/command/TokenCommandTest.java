package muster.demo.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.contracts.access.Role;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TokenCommandTest {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Locale locale = Locale.getDefault();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  TokenCommandTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/demo/tokens",
        call -> {
          asked.add(new String(call.getRequestBody().readAllBytes(), UTF_8));
          byte[] body = "{\"access_token\":\"a-token\"}".getBytes(UTF_8);
          call.sendResponseHeaders(200, body.length);
          try (call) {
            call.getResponseBody().write(body);
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
    Locale.setDefault(locale);
    System.setOut(out);
    System.setErr(err);
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dispatcher", "reporter", "wang.officer", "v-000123", "7"})
  void aRoleAnAccountAndAnySubjectGetAToken(String who) {
    assertThat(token(who)).isZero();
    assertThat(printed.toString(UTF_8).strip()).isEqualTo("a-token");
    assertThat(asked).singleElement().asString().contains('"' + who + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"dispacher", "Dispatcher", "zhang.dispacher", "", "admin"})
  void aRoleThatDoesNotExistIsRefusedWithThoseThatDo(String who) {
    Locale.setDefault(Locale.ENGLISH);
    assertThat(token(who)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(asked).isEmpty();
    assertThat(printed.toString(UTF_8)).isEmpty();
    assertThat(complained.toString(UTF_8))
        .startsWith("There is no role or demo account named " + who + ".")
        .contains(
            "dispatcher, operator, officer, captain, volunteer, reporter", "zhang.dispatcher");
  }

  @Test
  void itIsSaidInChineseToo() {
    Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
    assertThat(token("dispacher")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(complained.toString(UTF_8))
        .startsWith("没有名为“dispacher”的角色或演示账号。角色：dispatcher, operator,");
  }

  @Test
  void whoSaysTheRolesMayAskForAnybody() {
    assertThat(token("anna", "--roles", "volunteer,captain")).isZero();
    assertThat(asked).singleElement().asString().contains("anna", "captain", "volunteer");
  }

  @Test
  void aRoleToReplaceThoseOfTheAccountMustExistToo() {
    assertThat(token("dispatcher", "--roles", "officer,dispacher"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(asked).isEmpty();
    for (Role role : Role.values()) {
      assertThat(complained.toString(UTF_8)).contains(role.claim());
    }
  }

  @Test
  void theDemoAccountsAreThoseOfTheIdentityProvider() throws IOException {
    String settings =
        Files.readString(
            ProjectFolder.find()
                .root()
                .resolve("identity-provider/src/main/resources/application.yml"));
    assertThat(
            Pattern.compile("\\{username: ([a-z.-]+),")
                .matcher(settings)
                .results()
                .map(found -> found.group(1)))
        .containsExactlyElementsOf(DemoAccounts.NAMES);
  }

  private int token(String... arguments) {
    return new CommandLine(new TokenCommand())
        .execute(
            Stream.concat(
                    Stream.of("--issuer", "http://localhost:" + server.getAddress().getPort()),
                    Stream.of(arguments))
                .toArray(String[]::new));
  }
}
