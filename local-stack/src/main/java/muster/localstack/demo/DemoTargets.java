package muster.localstack.demo;

import java.net.URI;
import java.util.Set;
import muster.localstack.IdentityClient;
import muster.localstack.LocalStack;
import org.jspecify.annotations.Nullable;

/** The stack to play on, wherever it runs. Addresses without a slash at the end. */
public record DemoTargets(
    URI volunteers, URI reports, URI dispatch, URI notifications, Tokens tokens) {

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

  public static DemoTargets of(LocalStack stack) {
    return new DemoTargets(
        stack.volunteerUrl(),
        stack.reportUrl(),
        stack.dispatchUrl(),
        stack.notificationUrl(),
        new IdentityClient(URI.create(stack.issuer()))::token);
  }
}
