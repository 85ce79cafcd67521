package muster.gateway.session.http;

import jakarta.servlet.http.HttpServletRequest;
import muster.apiedge.GivenName;
import muster.apiedge.ProblemException;

/** What stands behind the question mark of the gateway's own addresses. */
public final class Parameters {
  private Parameters() {}

  /**
   * @throws ProblemException {@code validation} when there is any
   */
  public static void none(HttpServletRequest request) {
    for (String name : request.getParameterMap().keySet()) {
      throw ProblemException.invalid(GivenName.shown(name), "is not a known parameter");
    }
  }
}
