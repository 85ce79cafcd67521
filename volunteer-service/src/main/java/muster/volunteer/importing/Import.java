package muster.volunteer.importing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import muster.contracts.problem.FieldError;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;

/**
 * One run of a bulk import: takes lines, saves them in batches and keeps count. A batch never holds
 * one key twice, so that a file's later line about something wins over its earlier one.
 */
public final class Import<D> {
  private final ImportLimits limits;
  private final Function<D, String> key;
  private final Function<List<D>, ? extends List<? extends Outcome<? extends Saved<?>>>> saver;
  private final Map<String, Line.Good<D>> batch = new LinkedHashMap<>();
  private final List<LineError> errors = new ArrayList<>();
  private long lines;
  private long imported;
  private long updated;
  private long unchanged;
  private long failed;
  private ImportReport.@Nullable Stopped stopped;

  /**
   * @param saver saves a batch in one transaction and answers in its order
   */
  public Import(
      ImportLimits limits,
      Function<D, String> key,
      Function<List<D>, ? extends List<? extends Outcome<? extends Saved<?>>>> saver) {
    this.limits = limits;
    this.key = key;
    this.saver = saver;
  }

  /**
   * @param progress is told after each batch
   */
  public ImportReport run(LineSource<D> source, Consumer<ImportReport> progress) {
    while (stopped == null && source.hasNext()) {
      switch (source.next()) {
        case Line.Good<D> good -> {
          if (batch.containsKey(key.apply(good.draft()))) {
            save(progress);
          }
          batch.put(key.apply(good.draft()), good);
        }
        case Line.Bad<D>(long number, List<FieldError> wrong) -> fail(number, wrong);
        case Line.Stop<D>(long number, Line.Stop.Cause cause, String reason) ->
            stopped = new ImportReport.Stopped(number, cause, reason);
      }
      lines = source.linesRead();
      if (batch.size() >= limits.batchLines()) {
        save(progress);
      }
    }
    lines = source.linesRead();
    save(progress);
    return report(true);
  }

  private void save(Consumer<ImportReport> progress) {
    if (batch.isEmpty()) {
      return;
    }
    List<Line.Good<D>> saving = List.copyOf(batch.values());
    batch.clear();
    var outcomes = saver.apply(saving.stream().map(Line.Good::draft).toList());
    for (int i = 0; i < saving.size(); i++) {
      count(saving.get(i).number(), outcomes.get(i));
    }
    progress.accept(report(false));
  }

  private void count(long line, Outcome<? extends Saved<?>> outcome) {
    switch (outcome) {
      case Outcome.Refused<? extends Saved<?>> refused -> fail(line, errorsOf(refused.rejection()));
      case Outcome.Done<? extends Saved<?>> done -> {
        switch (done.value().effect()) {
          case CREATED -> imported++;
          case CHANGED -> updated++;
          case UNCHANGED -> unchanged++;
        }
      }
    }
  }

  private void fail(long line, List<FieldError> wrong) {
    failed++;
    for (FieldError error : wrong) {
      if (errors.size() < limits.errors()) {
        errors.add(new LineError(line, error.field(), error.message()));
      }
    }
  }

  private ImportReport report(boolean done) {
    return new ImportReport(done, lines, imported, updated, unchanged, failed, errors, stopped);
  }

  /** What a line's report says of a rejection. */
  public static List<FieldError> errorsOf(Rejection rejection) {
    return switch (rejection) {
      case Rejection.Invalid(List<FieldError> errors) -> errors;
      case Rejection.NotAllowed() -> List.of(new FieldError("", "none of your roles allows this"));
      case Rejection.OutOfScope() -> List.of(new FieldError("jurisdiction", "is outside your own"));
      case Rejection.Unknown(String what, String id) ->
          List.of(new FieldError("", "no %s %s".formatted(what, id)));
      case Rejection.Conflict(_, String detail) -> List.of(new FieldError("", detail));
      case Rejection.TooSoon(Duration retryAfter) ->
          List.of(new FieldError("", "too soon after the last report"));
    };
  }
}
