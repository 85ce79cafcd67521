package muster.demo.xuzhou;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a generator's output into a running volunteer-service, through its own API. Seeding the same
 * again changes nothing but who is on duty since when.
 */
public final class XuzhouSeed {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final String NDJSON = "application/x-ndjson";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI volunteerService;
  private final String token;

  /**
   * @param token of a dispatcher or officer of the city (3203)
   */
  public XuzhouSeed(URI volunteerService, String token) {
    this.volunteerService = volunteerService;
    this.token = token;
  }

  /** One import, when it is through. */
  public record Step(String path, long lines, long imported, Duration took) {
    public double linesPerSecond() {
      return lines * 1e9 / Math.max(1, took.toNanos());
    }
  }

  /**
   * Blocks until everything is stored; the topics follow within moments.
   *
   * @param progress is told of each import that is through
   * @throws IllegalStateException if anything was refused
   */
  public List<Step> seed(XuzhouGenerator generator, Consumer<Step> progress) {
    return seed(generator, Set.of(), progress);
  }

  /**
   * The same, where others have been at work.
   *
   * @param known codes of the jurisdictions that are there already, and stay as they are
   */
  public List<Step> seed(XuzhouGenerator generator, Set<String> known, Consumer<Step> progress) {
    List<Step> steps = new ArrayList<>(register(generator, known, progress));
    Step presence = post("/api/presence/import", NDJSON, generator::presenceLines);
    steps.add(presence);
    progress.accept(presence);
    return List.copyOf(steps);
  }

  /** The same, and nobody goes on duty by it. */
  public List<Step> register(
      XuzhouGenerator generator, Set<String> known, Consumer<Step> progress) {
    List<Step> steps = new ArrayList<>();
    Consumer<Step> done =
        step -> {
          steps.add(step);
          progress.accept(step);
        };
    if (jurisdictionLines(generator, known).count() > 1) { // More than the header.
      done.accept(
          post("/api/jurisdictions/import", "text/csv", () -> jurisdictionLines(generator, known)));
    }
    if (outlineLines(generator, known).findAny().isPresent()) {
      done.accept(
          post("/api/jurisdictions/outlines/import", NDJSON, () -> outlineLines(generator, known)));
    }
    done.accept(post("/api/volunteers/import", NDJSON, generator::volunteerLines));
    done.accept(post("/api/teams/import", NDJSON, generator::teamLines));
    return List.copyOf(steps);
  }

  /** With the header. */
  private static Stream<String> jurisdictionLines(XuzhouGenerator generator, Set<String> known) {
    return generator
        .jurisdictionLines()
        .filter(line -> !known.contains(line.substring(0, line.indexOf(','))));
  }

  private static Stream<String> outlineLines(XuzhouGenerator generator, Set<String> known) {
    return generator
        .outlineLines()
        .filter(line -> !known.contains(JSON.readTree(line).path("code").asString("")));
  }

  /** Those of them who are on duty. */
  public void takeOffDuty(Collection<String> volunteerIds) {
    if (!volunteerIds.isEmpty()) {
      var unused =
          post(
              "/api/presence/import",
              NDJSON,
              () -> volunteerIds.stream().map(ImportLines::offDuty));
    }
  }

  /** Everybody whom {@code seed} has put on duty. */
  public void takeOffDuty(XuzhouGenerator generator) {
    var unused = post("/api/presence/import", NDJSON, generator::offDutyLines);
  }

  private Step post(String path, String contentType, Supplier<Stream<String>> lines) {
    long start = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(volunteerService.resolve(path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", contentType)
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body(lines.get())))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      JsonNode report = JSON.readTree(answer.body());
      if (report.path("failed").asLong() > 0) {
        throw new IllegalStateException(path + ": " + answer.body());
      }
      return new Step(
          path,
          report.path("lines").asLong(),
          report.path("imported").asLong(),
          Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      throw new IllegalStateException(path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(path + " was interrupted", e);
    }
  }

  /** The lines as they are read, never all of them at once. */
  static InputStream body(Stream<String> lines) {
    var iterator = lines.iterator();
    return new InputStream() {
      private byte[] current = new byte[0];
      private int position;

      @Override
      public int read() {
        return advance() ? current[position++] & 0xff : -1;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (length == 0) {
          return 0;
        }
        int copied = 0;
        while (copied < length && advance()) {
          int part = Math.min(length - copied, current.length - position);
          System.arraycopy(current, position, target, offset + copied, part);
          position += part;
          copied += part;
        }
        return copied == 0 ? -1 : copied;
      }

      private boolean advance() {
        while (position == current.length) {
          if (!iterator.hasNext()) {
            return false;
          }
          current = (iterator.next() + "\n").getBytes(StandardCharsets.UTF_8);
          position = 0;
        }
        return true;
      }
    };
  }
}
