package muster.gateway.edge;

import muster.apiedge.request.RefusalLog;
import muster.apiedge.request.RequestRules;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the web server answers to a request that it could not read. */
final class EdgeErrors implements Request.Handler {
  /** Jetty's own name for a target that it could not read. */
  private static final String UNREAD = "/badMessage";

  private final RefusalLog refusals;

  EdgeErrors(RefusalLog refusals) {
    this.refusals = refusals;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem =
        Problem.of(
            request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException fault
                ? unreadable(fault.getCode())
                : ProblemType.ofStatus(Math.max(response.getStatus(), HttpStatus.BAD_REQUEST_400)));
    if (problem.type().status() < HttpStatus.INTERNAL_SERVER_ERROR_500) {
      refusals.refused(problem.type().status(), "malformed");
    }
    String path = RequestRules.path(String.valueOf(request.getHttpURI().getPathQuery()));
    RefusedRequest.answer(request, response, callback, problem, path.equals(UNREAD) ? "/" : path);
    return true;
  }

  private static ProblemType unreadable(int status) {
    return switch (status) {
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.URI_TOO_LONG_414 ->
          ProblemType.HEADER_TOO_LARGE;
      case HttpStatus.REQUEST_TIMEOUT_408 -> ProblemType.REQUEST_TIMEOUT;
      default -> ProblemType.MALFORMED;
    };
  }
}
