package muster.gateway.session;

import java.util.Collection;
import java.util.Set;

/** The sessions of all gateways. */
public interface Sessions {
  /** Those of the given ones that are not over. */
  Set<String> living(Collection<String> sessionIds);

  /**
   * Ends all sessions of an account.
   *
   * @return their ids
   */
  Set<String> endAll(String subject);

  void end(String sessionId);
}
