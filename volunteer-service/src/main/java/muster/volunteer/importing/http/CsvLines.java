package muster.volunteer.importing.http;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import muster.contracts.problem.FieldError;
import muster.volunteer.importing.Import;
import muster.volunteer.importing.ImportLimits;
import muster.volunteer.importing.Line;
import muster.volunteer.importing.LineSource;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180) with a header row, a checked draft from each further row. A row has as many cells
 * as the header: in one that has not, nobody knows which cell is which.
 */
final class CsvLines<D> extends LineSource<D> {
  private final InputStream input;
  private final @Nullable Charset declared;
  private final ImportLimits limits;
  private final List<String> columns;
  private final Function<Map<String, String>, Outcome<D>> check;
  private @Nullable Iterator<CsvRecord> records;
  private List<String> header = List.of();
  private long line;
  private long rows;

  /**
   * @param declared the charset as {@link CsvText#read} gives it; null to find out
   * @param columns that the header must name, in any order
   */
  CsvLines(
      InputStream input,
      @Nullable Charset declared,
      ImportLimits limits,
      List<String> columns,
      Function<Map<String, String>, Outcome<D>> check) {
    this.input = new BoundedInput(input, limits.fileBytes());
    this.declared = declared;
    this.limits = limits;
    this.columns = List.copyOf(columns);
    this.check = check;
  }

  @Override
  public long linesRead() {
    return line;
  }

  @Override
  protected @Nullable Line<D> advance() {
    try {
      Iterator<CsvRecord> reading = records;
      if (reading == null) {
        reading = open();
        records = reading;
        String wrong = readHeader(reading);
        if (wrong != null) {
          return stop(Line.Stop.Cause.MALFORMED, wrong);
        }
      }
      while (reading.hasNext()) {
        CsvRecord row = reading.next();
        line = row.getStartingLineNumber();
        rows++;
        if (rows > limits.lines()) {
          return stop(
              Line.Stop.Cause.TOO_LARGE,
              "the file has more than %d rows".formatted(limits.lines()));
        }
        if (!isBlank(row)) {
          return lineOf(row);
        }
      }
      return rows == 0 ? stop(Line.Stop.Cause.MALFORMED, "there is no row") : null;
    } catch (BoundedInput.TooMuch e) {
      return tooMuch();
    } catch (CsvText.OtherEncoding e) {
      return stop(Line.Stop.Cause.MALFORMED, String.valueOf(e.getMessage()));
    } catch (CsvParseException e) {
      // The parser wraps whatever its reader throws.
      return e.getCause() instanceof BoundedInput.TooMuch
          ? tooMuch()
          : stop(Line.Stop.Cause.MALFORMED, "what follows line %d is no CSV".formatted(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Iterator<CsvRecord> open() throws IOException {
    return CsvReader.builder()
        .commentStrategy(CommentStrategy.NONE)
        .skipEmptyLines(true)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .allowUnclosedQuote(false)
        .allowExtraCharsAfterClosingQuote(false)
        .ofCsvRecord(CsvText.of(input, declared))
        .iterator();
  }

  /** What is wrong with it; null when nothing is. */
  private @Nullable String readHeader(Iterator<CsvRecord> reading) {
    String wanted = "the columns must be " + String.join(",", columns);
    if (!reading.hasNext()) {
      return wanted;
    }
    CsvRecord first = reading.next();
    line = first.getStartingLineNumber();
    header = first.getFields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (columns.contains(name) && !seen.add(name)) {
        return "the column %s is there twice".formatted(name);
      }
    }
    return header.size() == columns.size() && seen.size() == columns.size() ? null : wanted;
  }

  /** Nothing but commas, as spreadsheets write rows that somebody has emptied. */
  private static boolean isBlank(CsvRecord row) {
    return row.getFields().stream().allMatch(String::isBlank);
  }

  private Line<D> lineOf(CsvRecord row) {
    if (row.getFieldCount() != header.size()) {
      return bad(
          List.of(
              new FieldError(
                  "", "has %d cells instead of %d".formatted(row.getFieldCount(), header.size()))));
    }
    Map<String, String> cells = new LinkedHashMap<>();
    List<FieldError> unreadable = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String cell = row.getField(i).strip();
      if (cell.indexOf(CsvText.NO_TEXT) >= 0) {
        unreadable.add(
            new FieldError(
                header.get(i),
                "has bytes that mean nothing in the file's encoding, which must be one of "
                    + CsvText.readable()));
      }
      cells.put(header.get(i), cell);
    }
    if (!unreadable.isEmpty()) {
      return bad(unreadable);
    }
    return switch (check.apply(cells)) {
      case Outcome.Done<D>(D draft) -> new Line.Good<>(line, draft);
      case Outcome.Refused<D>(Rejection rejection) -> bad(Import.errorsOf(rejection));
    };
  }

  private Line<D> bad(List<FieldError> errors) {
    return new Line.Bad<>(line, errors);
  }

  private Line<D> tooMuch() {
    return stop(
        Line.Stop.Cause.TOO_LARGE,
        "the file is larger than %d bytes".formatted(limits.fileBytes()));
  }

  private Line<D> stop(Line.Stop.Cause cause, String reason) {
    return new Line.Stop<>(line, cause, reason);
  }
}
