package muster.apiedge.netty;

import static muster.contracts.problem.ProblemType.HEADER_TOO_LARGE;
import static muster.contracts.problem.ProblemType.MALFORMED;
import static muster.contracts.problem.ProblemType.METHOD_NOT_ALLOWED;
import static muster.contracts.problem.ProblemType.NOT_ACCEPTABLE;
import static muster.contracts.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import muster.contracts.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a request's header must be before a framework sees it. Frameworks answer these faults each
 * in their own way: with no body, with 500, or by taking the request.
 */
final class RequestRules {
  /** Spring sorts no more than this, and answers 500 to a longer list. */
  private static final int ACCEPTED_TYPES = 50;

  private static final int ACCEPT_CHARS = 4_096;
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final Set<String> KNOWN_METHODS = Set.of(METHODS.split(", "));
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=%-]*|\\[[0-9A-Fa-f:.]+])(:\\d{0,5})?");
  private static final int HIGHEST_PORT = 65_535;

  /** In a path these mean one thing to one part of the way and another thing to the next. */
  private static final List<String> AMBIGUOUS =
      List.of(
          "//",
          ";",
          "\\",
          "%2f",
          "%5c",
          "%3b",
          "%2e",
          "%25",
          "%00",
          "%0a",
          "%0d",
          "%e2%80%a8",
          "%e2%80%a9");

  private static final Pattern UNASSIGNED_OR_CONTROL =
      Pattern.compile("[\\p{IsControl}\\P{IsAssigned}]");

  private static final String TARGET =
      "The path, or what follows it, is not written as it must be.";
  private static final String HEADER = "The request's header is not written as it must be.";

  private RequestRules() {}

  /** What is answered to this request, when it can't be let in. */
  static Optional<Problem> refusal(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(unreadable(request.decoderResult().cause()));
    }
    HttpHeaders headers = request.headers();
    if (!isFramedClearly(request) || !hasGoodHost(request) || hasControls(headers)) {
      return Optional.of(Problem.of(MALFORMED, HEADER));
    }
    if (!KNOWN_METHODS.contains(request.method().name())) {
      return Optional.of(Problem.of(METHOD_NOT_ALLOWED).withHeader("Allow", METHODS));
    }
    if (!isGoodTarget(request.uri())) {
      return Optional.of(Problem.of(MALFORMED, TARGET));
    }
    if (acceptsTooMany(headers.getAll(HttpHeaderNames.ACCEPT))) {
      return Optional.of(Problem.of(NOT_ACCEPTABLE));
    }
    if (!headers.getAll(HttpHeaderNames.CONTENT_ENCODING).stream()
        .allMatch(coding -> coding.strip().equalsIgnoreCase("identity"))) {
      return Optional.of(
          Problem.of(UNSUPPORTED_MEDIA_TYPE, "A body is taken without Content-Encoding only."));
    }
    return Optional.empty();
  }

  /** The codec could not make a request of what came. */
  static Problem unreadable(Throwable cause) {
    return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
        ? Problem.of(HEADER_TOO_LARGE)
        : Problem.of(MALFORMED);
  }

  /** The path as the client wrote it, without the query; a slash where there is none. */
  static String path(String target) {
    String text = target;
    int scheme = text.indexOf("://");
    if (scheme > 0 && !text.startsWith("/")) {
      int slash = text.indexOf('/', scheme + "://".length());
      text = slash < 0 ? "/" : text.substring(slash);
    }
    int end = text.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = text.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    String path = text.substring(0, end);
    return path.startsWith("/") ? path : "/";
  }

  /**
   * One way to tell where the body ends. Netty takes {@code chunked} in the company of others, as
   * long as it is the last.
   */
  private static boolean isFramedClearly(HttpRequest request) {
    HttpHeaders headers = request.headers();
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
    if (codings.isEmpty()) {
      return lengths.size() <= 1;
    }
    return codings.size() == 1
        && codings.getFirst().equalsIgnoreCase("chunked")
        && lengths.isEmpty()
        && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
  }

  private static boolean hasGoodHost(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return false;
    }
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty()) {
      return version.equals(HttpVersion.HTTP_1_0);
    }
    var host = HOST.matcher(hosts.getFirst());
    if (hosts.size() > 1 || !host.matches()) {
      return false;
    }
    String port = host.group(2);
    return port == null
        || port.length() == 1
        || Integer.parseInt(port.substring(1)) <= HIGHEST_PORT;
  }

  /** Those below the blank are the codec's to refuse. */
  private static boolean hasControls(HttpHeaders headers) {
    var entries = headers.iteratorCharSequence();
    while (entries.hasNext()) {
      Map.Entry<CharSequence, CharSequence> entry = entries.next();
      CharSequence value = entry.getValue();
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c >= 0x7f && Character.isISOControl(c)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isGoodTarget(String target) {
    try {
      URI parsed = new URI(target.startsWith("//") ? "/" + target : target);
      String path = path(target).toLowerCase(Locale.ROOT);
      String rest = target.startsWith("/") ? target : parsed.getRawPath();
      return rest != null
          && (rest.isEmpty() || rest.startsWith("/"))
          && parsed.getRawFragment() == null
          && AMBIGUOUS.stream().noneMatch(path::contains)
          && !hasDots(path)
          && hasGoodNames(parsed.getRawQuery());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean hasDots(String path) {
    return path.contains("/./")
        || path.contains("/../")
        || path.endsWith("/.")
        || path.endsWith("/..");
  }

  private static boolean hasGoodNames(@Nullable String query) {
    if (query == null || query.indexOf('%') < 0) {
      return true;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (UNASSIGNED_OR_CONTROL.matcher(URLDecoder.decode(name, StandardCharsets.UTF_8)).find()) {
        return false;
      }
    }
    return true;
  }

  private static boolean acceptsTooMany(List<String> accept) {
    int types = 0;
    int chars = 0;
    for (String value : accept) {
      types += 1 + (int) value.chars().filter(c -> c == ',').count();
      chars += value.length();
    }
    return types > ACCEPTED_TYPES || chars > ACCEPT_CHARS;
  }
}
