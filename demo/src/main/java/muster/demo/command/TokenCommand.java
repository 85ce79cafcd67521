package muster.demo.command;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import muster.contracts.access.Role;
import muster.demo.terminal.HarmlessText;
import muster.demo.terminal.ProblemText;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.IdentityClient;
import muster.localstack.Part;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./muster token ROLE|ACCOUNT}: prints an access token of the running stack and nothing
 * else.
 */
@Command(name = "token", resourceBundle = TerminalTexts.COMMANDS, mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
  private final TerminalTexts texts = TerminalTexts.ofThisMachine();

  @Parameters(index = "0", paramLabel = "${bundle:label.who}", descriptionKey = "token.who")
  private String who = "";

  @Option(
      names = "--roles",
      split = ",",
      paramLabel = "${bundle:label.role}",
      descriptionKey = "token.roles")
  private @Nullable Set<String> roles;

  @Option(
      names = "--jurisdiction",
      paramLabel = "${bundle:label.code}",
      descriptionKey = "token.jurisdiction")
  private @Nullable String jurisdiction;

  @Option(names = "--issuer", paramLabel = "${bundle:label.url}", descriptionKey = "token.issuer")
  private URI issuer = URI.create("http://localhost:" + Part.IDENTITY.fixedPort());

  @Override
  public Integer call() {
    if (roles != null) {
      for (String role : roles) {
        if (Role.findByClaim(role).isEmpty()) {
          System.err.println(texts.get("token.noSuchRole", role, roleNames()));
          return CommandLine.ExitCode.USAGE;
        }
      }
    } else if (!isKnown(who)) {
      System.err.println(
          texts.get("token.unknown", who, roleNames(), String.join(", ", DemoAccounts.NAMES)));
      return CommandLine.ExitCode.USAGE;
    }
    try {
      System.out.println(
          HarmlessText.line(new IdentityClient(issuer).token(who, roles, jurisdiction)));
      return 0;
    } catch (IdentityClient.Unreachable unreachable) {
      System.err.println(texts.get("stack.notRunning", issuer));
    } catch (IdentityClient.Refused refused) {
      System.err.println(
          texts.get("token.refused", who, ProblemText.of(texts, refused.status(), refused.body())));
    }
    return 1;
  }

  /**
   * The identity provider makes a volunteer of everybody it does not know: right for an account
   * such as {@code v-000123}, wrong for a role that is misspelt. What tells them apart is a digit.
   */
  private static boolean isKnown(String who) {
    return Role.findByClaim(who).isPresent()
        || DemoAccounts.NAMES.contains(who)
        || who.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private static String roleNames() {
    return Arrays.stream(Role.values()).map(Role::claim).collect(Collectors.joining(", "));
  }
}
