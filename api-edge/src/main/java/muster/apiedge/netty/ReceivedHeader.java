package muster.apiedge.netty;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import muster.apiedge.request.RequestRules;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;

/** A request's header as Netty's codec has read it. */
record ReceivedHeader(HttpRequest request) implements RequestRules.Header {
  /** What is answered to this request, when it can't be let in. */
  static Optional<Problem> refusal(HttpRequest request) {
    return request.decoderResult().isFailure()
        ? Optional.of(unreadable(request.decoderResult().cause()))
        : RequestRules.refusal(new ReceivedHeader(request));
  }

  /** The codec could not make a request of what came. */
  static Problem unreadable(Throwable cause) {
    return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
        ? Problem.of(ProblemType.HEADER_TOO_LARGE)
        : Problem.of(ProblemType.MALFORMED);
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String target() {
    return request.uri();
  }

  @Override
  public String version() {
    return request.protocolVersion().text();
  }

  @Override
  public List<String> values(String name) {
    return request.headers().getAll(name);
  }

  @Override
  public boolean anyValue(Predicate<CharSequence> so) {
    var entries = request.headers().iteratorCharSequence();
    while (entries.hasNext()) {
      Map.Entry<CharSequence, CharSequence> entry = entries.next();
      if (so.test(entry.getValue())) {
        return true;
      }
    }
    return false;
  }
}
