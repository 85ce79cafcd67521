package muster.apiedge.request;

import static muster.contracts.problem.ProblemType.MALFORMED;
import static muster.contracts.problem.ProblemType.METHOD_NOT_ALLOWED;
import static muster.contracts.problem.ProblemType.NOT_ACCEPTABLE;
import static muster.contracts.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import muster.contracts.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a request's header must be before a framework sees it. Frameworks answer these faults each
 * in their own way: with no body, with 500, or by taking the request.
 */
public final class RequestRules {
  /** Spring sorts no more than this, and answers 500 to a longer list. */
  private static final int ACCEPTED_TYPES = 50;

  private static final int ACCEPT_CHARS = 4_096;
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final Set<String> KNOWN_METHODS = Set.of(METHODS.split(", "));
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=%-]*|\\[[0-9A-Fa-f:.]+])(:\\d{0,5})?");
  private static final int HIGHEST_PORT = 65_535;
  private static final String HTTP_1_1 = "HTTP/1.1";
  private static final String HTTP_1_0 = "HTTP/1.0";
  private static final Predicate<CharSequence> HAS_CONTROLS = RequestRules::hasControls;

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

  /** A request's header as the web server has read it. */
  public interface Header {
    /** Such as {@code GET}; as the client wrote it. */
    String method();

    /** What follows the method, as the client wrote it. */
    String target();

    /** Such as {@code HTTP/1.1}. */
    String version();

    /**
     * The values of all fields of this name, in their order.
     *
     * @param name in lower case
     */
    List<String> values(String name);

    /** Whether any field's value is so. */
    boolean anyValue(Predicate<CharSequence> so);
  }

  /** What is answered to this request, when it can't be let in. */
  public static Optional<Problem> refusal(Header header) {
    if (!isFramedClearly(header) || !hasGoodHost(header) || header.anyValue(HAS_CONTROLS)) {
      return Optional.of(Problem.of(MALFORMED, HEADER));
    }
    if (!KNOWN_METHODS.contains(header.method())) {
      return Optional.of(Problem.of(METHOD_NOT_ALLOWED).withHeader("Allow", METHODS));
    }
    if (!isGoodTarget(header.target())) {
      return Optional.of(Problem.of(MALFORMED, TARGET));
    }
    if (acceptsTooMany(header.values("accept"))) {
      return Optional.of(Problem.of(NOT_ACCEPTABLE));
    }
    if (!header.values("content-encoding").stream()
        .allMatch(coding -> coding.strip().equalsIgnoreCase("identity"))) {
      return Optional.of(
          Problem.of(UNSUPPORTED_MEDIA_TYPE, "A body is taken without Content-Encoding only."));
    }
    return Optional.empty();
  }

  /** The path as the client wrote it, without the query; a slash where there is none. */
  public static String path(String target) {
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
   * One way to tell where the body ends. Web servers take {@code chunked} in the company of others,
   * as long as it is the last.
   */
  private static boolean isFramedClearly(Header header) {
    List<String> codings = header.values("transfer-encoding");
    List<String> lengths = header.values("content-length");
    if (codings.isEmpty()) {
      return lengths.size() <= 1;
    }
    return codings.size() == 1
        && codings.getFirst().equalsIgnoreCase("chunked")
        && lengths.isEmpty()
        && header.version().equals(HTTP_1_1);
  }

  private static boolean hasGoodHost(Header header) {
    String version = header.version();
    if (!version.equals(HTTP_1_1) && !version.equals(HTTP_1_0)) {
      return false;
    }
    List<String> hosts = header.values("host");
    if (hosts.isEmpty()) {
      return version.equals(HTTP_1_0);
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
  private static boolean hasControls(CharSequence value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x7f && Character.isISOControl(c)) {
        return true;
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
