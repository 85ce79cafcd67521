package muster.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Only from this machine, and not by way of a page of somebody else's: browsers name the page's
 * origin, programs do not. Holds even when somebody binds the server to another interface.
 */
final class LoopbackOnly implements AuthorizationManager<RequestAuthorizationContext> {
  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    var request = context.getRequest();
    return new AuthorizationDecision(
        isLoopback(request.getRemoteAddr()) && request.getHeader("Origin") == null);
  }

  /** A literal address: nothing is looked up. */
  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
