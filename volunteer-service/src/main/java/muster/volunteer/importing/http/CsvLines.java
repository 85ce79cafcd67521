package muster.volunteer.importing.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import muster.contracts.problem.FieldError;
import muster.volunteer.importing.ImportLimits;
import muster.volunteer.importing.Line;
import muster.volunteer.importing.LineSource;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** CSV (RFC 4180, UTF-8) with a header row, a checked draft from each further row. */
final class CsvLines<D> extends LineSource<D> {
  private final InputStream input;
  private final ImportLimits limits;
  private final List<String> columns;
  private final Function<Map<String, String>, Outcome<D>> check;
  private @Nullable MappingIterator<Map<String, String>> rows;
  private long number = 1;

  /**
   * @param columns that the header must name, in any order
   */
  CsvLines(
      InputStream input,
      ImportLimits limits,
      List<String> columns,
      Function<Map<String, String>, Outcome<D>> check) {
    this.input = new BoundedInput(input, limits.fileBytes());
    this.limits = limits;
    this.columns = List.copyOf(columns);
    this.check = check;
  }

  @Override
  public long linesRead() {
    return number;
  }

  @Override
  protected @Nullable Line<D> advance() {
    try {
      MappingIterator<Map<String, String>> rows = rows();
      if (!rows.hasNextValue()) {
        return number == 1 ? stop(Line.Stop.Cause.MALFORMED, "there is no row") : null;
      }
      number++;
      Map<String, String> row = rows.nextValue();
      if (number == 2 && !row.keySet().equals(Set.copyOf(columns))) {
        return stop(Line.Stop.Cause.MALFORMED, "the columns must be " + String.join(",", columns));
      }
      if (number - 1 > limits.lines()) {
        return stop(
            Line.Stop.Cause.TOO_LARGE, "the file has more than %d rows".formatted(limits.lines()));
      }
      return switch (check.apply(row)) {
        case Outcome.Done<D>(D draft) -> new Line.Good<>(number, draft);
        case Outcome.Refused<D>(Rejection.Invalid(List<FieldError> errors)) ->
            new Line.Bad<>(number, errors);
        case Outcome.Refused<D>(Rejection other) ->
            new Line.Bad<>(number, List.of(new FieldError("", other.toString())));
      };
    } catch (BoundedInput.TooMuch e) {
      return stop(
          Line.Stop.Cause.TOO_LARGE,
          "the file is larger than %d bytes".formatted(limits.fileBytes()));
    } catch (JacksonException e) {
      return stop(Line.Stop.Cause.MALFORMED, "not CSV: " + e.getOriginalMessage());
    }
  }

  /** Reads the header. */
  private MappingIterator<Map<String, String>> rows() {
    MappingIterator<Map<String, String>> reader = rows;
    if (reader == null) {
      reader =
          CsvMapper.builder()
              .enable(CsvReadFeature.TRIM_SPACES)
              .enable(CsvReadFeature.SKIP_EMPTY_LINES)
              .build()
              .readerForMapOf(String.class)
              .with(CsvSchema.emptySchema().withHeader())
              .readValues(input);
      rows = reader;
    }
    return reader;
  }

  private Line<D> stop(Line.Stop.Cause cause, String reason) {
    return new Line.Stop<>(number, cause, reason);
  }
}
