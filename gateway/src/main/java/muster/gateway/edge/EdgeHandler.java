package muster.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import muster.apiedge.request.ClientAddress;
import muster.apiedge.request.EdgeLimits;
import muster.apiedge.request.RefusalLog;
import muster.apiedge.request.RequestRules;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the framework: lets requests in whose header is as it must be, by the same rules as
 * in all services, and knows whose they are.
 */
final class EdgeHandler extends Handler.Wrapper {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int LAST_OF_ASCII = 0x7f;

  private final EdgeLimits limits;
  private final ConnectionWatch watch;
  private final RefusalLog refusals;

  EdgeHandler(Handler framework, EdgeLimits limits, ConnectionWatch watch, RefusalLog refusals) {
    super(framework);
    this.limits = limits;
    this.watch = watch;
    this.refusals = refusals;
  }

  /** A request's header as Jetty has read it. */
  private record ReceivedHeader(Request request) implements RequestRules.Header {
    @Override
    public String method() {
      return request.getMethod();
    }

    /** Jetty takes what follows two slashes for a host. */
    @Override
    public String target() {
      String authority = request.getHttpURI().getAuthority();
      String host = request.getHeaders().get(HttpHeader.HOST);
      String target = String.valueOf(request.getHttpURI().getPathQuery());
      String fragment = request.getHttpURI().getFragment();
      String whole = fragment == null ? target : target + "#" + fragment;
      if (authority == null || host == null || isSame(authority, host)) {
        return whole;
      }
      return authority.isEmpty() && whole.equals("/") ? "//" : "//" + authority + whole;
    }

    private static boolean isSame(String authority, String host) {
      return withoutUsualPort(authority).equalsIgnoreCase(withoutUsualPort(host));
    }

    private static String withoutUsualPort(String authority) {
      return authority.replaceFirst(":(80|443)?$", "");
    }

    @Override
    public String version() {
      return request.getConnectionMetaData().getHttpVersion().asString();
    }

    @Override
    public List<String> values(String name) {
      return request.getHeaders().getValuesList(name);
    }

    @Override
    public boolean anyValue(Predicate<CharSequence> so) {
      for (HttpField field : request.getHeaders()) {
        String value = field.getValue();
        if (value != null && so.test(value)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<ConnectionWatch.Watched> watched =
        watch.find(request.getConnectionMetaData().getConnection());
    boolean open = watched.map(ConnectionWatch.Watched::begin).orElse(true);
    InetAddress client = client(request, watched);
    boolean proxied = watched.map(ConnectionWatch.Watched::isBehindProxy).orElse(false);
    boolean counted = proxied && client != null && watch.enter(client);
    boolean hasToken = request.getHeaders().contains(HttpHeader.AUTHORIZATION);
    Request.addCompletionListener(
        request,
        fault -> {
          watched.ifPresent(ConnectionWatch.Watched::end);
          if (counted && client != null) {
            watch.leave(client);
          }
          count(response.getStatus(), hasToken);
        });
    if (!open) {
      callback.failed(new IllegalStateException("the connection has had its last answer"));
      return true;
    }
    ReceivedHeader header = new ReceivedHeader(request);
    Optional<Problem> refusal = RequestRules.refusal(header);
    if (refusal.isEmpty() && !isAscii(header.target())) {
      refusal = Optional.of(Problem.of(ProblemType.MALFORMED));
    }
    if (refusal.isEmpty() && proxied && client != null && !counted) {
      refusal = Optional.of(ConnectionWatch.TOO_MANY);
    }
    if (refusal.isPresent()) {
      ProblemType type = refusal.get().type();
      refusals.refused(type.status(), type.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      RefusedRequest.answer(
          request, response, callback, refusal.get(), RequestRules.path(header.target()));
      return true;
    }
    request.setAttribute(ClientOf.THROUGH_THE_EDGE, true);
    if (client != null) {
      request.setAttribute(ClientOf.ATTRIBUTE, client);
    }
    // A service that takes its time is no idleness of the client.
    request.addIdleTimeoutListener(silence -> false);
    return super.handle(request, response, callback);
  }

  /** All else is written in percents (RFC 3986): as it is it would not get as far as a service. */
  private static boolean isAscii(String target) {
    return target.chars().allMatch(c -> c <= LAST_OF_ASCII);
  }

  private @Nullable InetAddress client(Request request, Optional<ConnectionWatch.Watched> watched) {
    if (watched.map(ConnectionWatch.Watched::isBehindProxy).orElse(false)) {
      return ClientAddress.named(
              request.getHeaders().getValuesList("Forwarded"),
              request.getHeaders().getValuesList("X-Forwarded-For"),
              limits.trustedProxies())
          .orElse(null);
    }
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress address
        ? address.getAddress()
        : null;
  }

  private void count(int status, boolean hasToken) {
    if (status == UNAUTHORIZED) {
      refusals.refused(status, hasToken ? "bad-token" : "no-token");
    } else if (status == FORBIDDEN) {
      refusals.refused(status, "not-allowed");
    }
  }
}
