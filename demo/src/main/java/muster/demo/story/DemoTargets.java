package muster.demo.story;

import java.net.URI;
import java.util.Set;
import muster.localstack.IdentityClient;
import muster.localstack.LocalStack;
import org.jspecify.annotations.Nullable;

/**
 * The stack to play on, wherever it runs. Addresses without a slash at the end.
 *
 * @param appsOfATeam how many of a team's members on duty have their app open at most: each of them
 *     signs in, which costs some identity providers much more than others
 */
public record DemoTargets(
    URI volunteers, URI reports, URI dispatch, URI notifications, Tokens tokens, int appsOfATeam) {

  /** As many as there are. */
  public static final int EVERYBODYS_APP = Integer.MAX_VALUE;

  /** Where access tokens come from. */
  @FunctionalInterface
  public interface Tokens {
    /**
     * @param who a role's demo account, or a volunteer's account
     * @param roles null for those of the account
     * @param jurisdiction null for that of the account
     */
    String token(String who, @Nullable Set<String> roles, @Nullable String jurisdiction);
  }

  /** All of it through the gateway, as any API client does. */
  public static DemoTargets of(LocalStack stack) {
    return new DemoTargets(
        stack.gatewayUrl(),
        stack.gatewayUrl(),
        stack.gatewayUrl(),
        stack.gatewayUrl(),
        new IdentityClient(URI.create(stack.issuer()))::token,
        EVERYBODYS_APP);
  }
}
