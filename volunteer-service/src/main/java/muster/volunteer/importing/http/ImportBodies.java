package muster.volunteer.importing.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import muster.apiedge.ProblemException;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.volunteer.importing.Import;
import muster.volunteer.importing.ImportLimits;
import muster.volunteer.importing.ImportReport;
import muster.volunteer.importing.LineSource;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs bulk imports from request bodies as they arrive. Never more than a line and a batch are in
 * memory: a slow database slows the sender down.
 */
public final class ImportBodies {
  /** Buffers of the body that wait to be read, some kilobytes each. */
  private static final int READ_AHEAD = 32;

  private final ImportLimits limits;
  private final JsonMapper mapper;
  private final Scheduler scheduler =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

  public ImportBodies(ImportLimits limits, JsonMapper mapper) {
    this.limits = limits;
    this.mapper = mapper;
  }

  /**
   * What a kind of import consists of.
   *
   * @param saver saves a batch in one transaction and answers in its order
   */
  public record Job<D>(
      Function<InputStream, LineSource<D>> lines,
      Function<D, String> key,
      Function<List<D>, ? extends List<? extends Outcome<? extends Saved<?>>>> saver) {}

  public <F, D> Job<D> ndjson(
      Class<F> form,
      Function<F, Outcome<D>> check,
      Function<D, String> key,
      Function<List<D>, ? extends List<? extends Outcome<? extends Saved<?>>>> saver) {
    return new Job<>(input -> new NdjsonLines<>(input, limits, mapper, form, check), key, saver);
  }

  /**
   * @throws ProblemException for a charset that is not read
   */
  public <D> Job<D> csv(
      ServerHttpRequest request,
      List<String> columns,
      Function<Map<String, String>, Outcome<D>> check,
      Function<D, String> key,
      Function<List<D>, ? extends List<? extends Outcome<? extends Saved<?>>>> saver) {
    Charset charset = charset(request);
    return new Job<>(input -> new CsvLines<>(input, charset, limits, columns, check), key, saver);
  }

  /** Null when the request does not say. */
  private static @Nullable Charset charset(ServerHttpRequest request) {
    MediaType type = request.getHeaders().getContentType();
    Charset declared = type == null ? null : type.getCharset();
    if (declared == null) {
      return null;
    }
    Charset read = CsvText.read(declared);
    if (read == null) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "The charset must be one of " + CsvText.readable() + "."));
    }
    return read;
  }

  /** Blocks until all is saved. */
  public <D> ImportReport run(ServerHttpRequest request, Job<D> job) {
    checkLength(request);
    ImportReport report = run(request, job, progress -> {});
    ImportReport.Stopped stopped = report.stopped();
    if (stopped != null) {
      throw switch (stopped.cause()) {
        case TOO_LARGE ->
            new ProblemException(
                Problem.of(ProblemType.TOO_LARGE, stopped.reason()).with("report", report));
        case MALFORMED ->
            new ProblemException(
                Problem.of(ProblemType.MALFORMED, stopped.reason()).with("report", report));
      };
    }
    return report;
  }

  /** A report after each batch, and the final one. */
  public <D> Flux<ImportReport> runWithProgress(ServerHttpRequest request, Job<D> job) {
    checkLength(request);
    return Flux.<ImportReport>create(
            sink -> {
              try {
                sink.next(run(request, job, sink::next));
                sink.complete();
              } catch (RuntimeException e) {
                sink.error(e);
              }
            })
        .subscribeOn(scheduler);
  }

  private <D> ImportReport run(
      ServerHttpRequest request, Job<D> job, Consumer<ImportReport> progress) {
    try (InputStream input = DataBufferUtils.subscriberInputStream(request.getBody(), READ_AHEAD)) {
      return new Import<>(limits, job.key(), job.saver()).run(job.lines().apply(input), progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkLength(ServerHttpRequest request) {
    if (request.getHeaders().getContentLength() > limits.fileBytes()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.TOO_LARGE,
              "the file is larger than %d bytes".formatted(limits.fileBytes())));
    }
  }
}
