package muster.demo.command;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;
import muster.demo.terminal.HarmlessText;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.IdentityClient;
import muster.localstack.Part;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./muster token ROLE|SUBJECT}: prints an access token of the running stack and nothing
 * else.
 */
@Command(name = "token", resourceBundle = TerminalTexts.COMMANDS, mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
  private final TerminalTexts texts = TerminalTexts.ofThisMachine();

  @Parameters(index = "0", paramLabel = "ROLE|SUBJECT", descriptionKey = "token.who")
  private String who = "";

  @Option(names = "--roles", split = ",", paramLabel = "ROLE", descriptionKey = "token.roles")
  private @Nullable Set<String> roles;

  @Option(names = "--jurisdiction", paramLabel = "CODE", descriptionKey = "token.jurisdiction")
  private @Nullable String jurisdiction;

  @Option(names = "--issuer", paramLabel = "URL", descriptionKey = "token.issuer")
  private URI issuer = URI.create("http://localhost:" + Part.IDENTITY.fixedPort());

  @Override
  public Integer call() {
    try {
      System.out.println(
          HarmlessText.line(new IdentityClient(issuer).token(who, roles, jurisdiction)));
      return 0;
    } catch (IdentityClient.Unreachable unreachable) {
      System.err.println(texts.get("stack.notRunning", issuer));
    } catch (IdentityClient.Refused refused) {
      System.err.println(texts.get("token.refused", who, String.valueOf(refused.getMessage())));
    }
    return 1;
  }
}
