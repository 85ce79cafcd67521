package muster.volunteer.importing.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import muster.apiedge.json.JsonFaults;
import muster.contracts.problem.FieldError;
import muster.volunteer.importing.BoundedLines;
import muster.volunteer.importing.Import;
import muster.volunteer.importing.ImportLimits;
import muster.volunteer.importing.Line;
import muster.volunteer.importing.LineSource;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Newline-delimited JSON, a checked draft from each line. Blank lines are skipped. */
final class NdjsonLines<F, D> extends LineSource<D> {
  private final BoundedLines lines;
  private final ImportLimits limits;
  private final JsonMapper mapper;
  private final Class<F> form;
  private final Function<F, Outcome<D>> check;
  private long number;

  NdjsonLines(
      InputStream input,
      ImportLimits limits,
      JsonMapper mapper,
      Class<F> form,
      Function<F, Outcome<D>> check) {
    this.lines = new BoundedLines(input, limits);
    this.limits = limits;
    this.mapper = mapper;
    this.form = form;
    this.check = check;
  }

  @Override
  public long linesRead() {
    return number;
  }

  @Override
  protected @Nullable Line<D> advance() {
    try {
      while (true) {
        BoundedLines.Next next = lines.next();
        if (next instanceof BoundedLines.Next.End) {
          return null;
        }
        if (++number > limits.lines()) {
          return tooLarge("the file has more than %d lines".formatted(limits.lines()));
        }
        Line<D> line = lineOf(next);
        if (line != null) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null for a blank line. */
  private @Nullable Line<D> lineOf(BoundedLines.Next next) {
    return switch (next) {
      case BoundedLines.Next.Content(byte[] bytes) -> isBlank(bytes) ? null : parse(bytes);
      case BoundedLines.Next.TooLong() ->
          bad("", "the line is longer than %d bytes".formatted(limits.lineBytes()));
      case BoundedLines.Next.TooMuch() ->
          tooLarge("the file is larger than %d bytes".formatted(limits.fileBytes()));
      case BoundedLines.Next.End() -> throw new IllegalStateException("the end is no line");
    };
  }

  private Line<D> parse(byte[] bytes) {
    @Nullable F parsed;
    try {
      parsed = mapper.readValue(bytes, form);
    } catch (JacksonException e) {
      return new Line.Bad<>(number, List.of(JsonFaults.error(e)));
    }
    if (parsed == null) {
      return bad("", "must be a JSON object");
    }
    return switch (check.apply(parsed)) {
      case Outcome.Done<D>(D draft) -> new Line.Good<>(number, draft);
      case Outcome.Refused<D>(Rejection rejection) ->
          new Line.Bad<>(number, Import.errorsOf(rejection));
    };
  }

  private Line<D> tooLarge(String reason) {
    return new Line.Stop<>(number, Line.Stop.Cause.TOO_LARGE, reason);
  }

  private Line<D> bad(String field, String message) {
    return new Line.Bad<>(number, List.of(new FieldError(field, message)));
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte one : bytes) {
      if (one != ' ' && one != '\t') {
        return false;
      }
    }
    return true;
  }
}
