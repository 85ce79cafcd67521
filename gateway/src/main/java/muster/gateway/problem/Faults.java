package muster.gateway.problem;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import muster.apiedge.ProblemException;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * What to answer for anything that went wrong. A client's fault is never logged; what is the
 * gateway's own is, and the client learns nothing of it.
 */
public final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /**
   * Empty when the client is gone, and nobody is there to be answered.
   *
   * @param what was asked for, as method and path
   */
  public static Optional<Problem> problem(Throwable fault, String what) {
    return switch (fault) {
      case ProblemException known -> Optional.of(known.problem());
      case BrokenOff _ -> Optional.empty();
      // Seen by the library only when somebody reads what is so written.
      case RequestRejectedException _ -> Optional.of(Problem.of(ProblemType.MALFORMED));
      case HttpRequestMethodNotSupportedException method -> Optional.of(methodNotAllowed(method));
      case ErrorResponse known when known.getStatusCode().is4xxClientError() ->
          Optional.of(Problem.of(ProblemType.ofStatus(known.getStatusCode().value())));
      default -> ours(fault, what);
    };
  }

  private static Optional<Problem> ours(Throwable fault, String what) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException known) {
        return Optional.of(known.problem());
      }
      if (cause instanceof HttpException unreadable) {
        return Optional.of(Problem.of(ProblemType.ofStatus(unreadable.getCode())));
      }
      if (isDatabaseAway(cause)) {
        log.warn("{} failed: {}", what, cause.toString());
        return Optional.of(Problem.of(ProblemType.UNAVAILABLE));
      }
      // The second is of a client that takes nothing of its answer for the idle timeout.
      if ((cause instanceof IOException
              && cause.getClass().getName().startsWith("org.eclipse.jetty"))
          || cause instanceof TimeoutException) {
        log.debug("A connection ended in the middle of a request");
        return Optional.empty();
      }
    }
    log.error("{} failed", what, fault);
    return Optional.of(Problem.of(ProblemType.INTERNAL));
  }

  private static boolean isDatabaseAway(Throwable fault) {
    return fault instanceof CannotGetJdbcConnectionException
        || fault instanceof DataAccessResourceFailureException
        || fault instanceof TransientDataAccessException
        || fault instanceof QueryTimeoutException
        || fault instanceof TransactionException;
  }

  private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException fault) {
    Set<HttpMethod> supported = fault.getSupportedHttpMethods();
    Problem problem = Problem.of(ProblemType.METHOD_NOT_ALLOWED);
    return supported == null || supported.isEmpty()
        ? problem
        : problem.withHeader(
            "Allow",
            supported.stream()
                .map(method -> method.name().toUpperCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", ")));
  }
}
