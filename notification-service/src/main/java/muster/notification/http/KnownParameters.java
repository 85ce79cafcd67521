package muster.notification.http;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.apiedge.GivenName;
import muster.apiedge.ProblemException;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;

/** A parameter that nobody reads would look like a filter, and filter nothing. */
public final class KnownParameters {
  private KnownParameters() {}

  /**
   * @throws ProblemException {@code validation} that names the others
   */
  public static void require(HttpRequest<?> request, Set<String> known) {
    List<FieldError> unknown =
        request.getParameters().names().stream()
            .filter(name -> !known.contains(name))
            .map(name -> new FieldError(GivenName.shown(name), "is not a known parameter"))
            .toList();
    if (!unknown.isEmpty()) {
      throw new ProblemException(Problem.invalid(unknown));
    }
  }

  /**
   * The value of a parameter; empty when it is not given.
   *
   * @throws ProblemException {@code validation} where it is given more than once
   */
  public static Optional<String> single(HttpRequest<?> request, String name) {
    List<String> values = request.getParameters().getAll(name);
    if (values.size() > 1) {
      throw ProblemException.invalid(name, "must be given once");
    }
    return values.stream().findFirst();
  }
}
