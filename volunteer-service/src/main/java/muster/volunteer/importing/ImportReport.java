package muster.volunteer.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done so far or in all. Lines with errors are left out and the others stay:
 * correct them and send the file again, which changes nothing about the lines already in.
 *
 * @param done false in a report on progress
 * @param lines read, blank ones included
 * @param unchanged said nothing new
 * @param failed lines with errors
 * @param errors the first ones, up to a limit
 * @param stopped why the rest of the file was not read
 */
public record ImportReport(
    boolean done,
    long lines,
    long imported,
    long updated,
    long unchanged,
    long failed,
    List<LineError> errors,
    @Nullable Stopped stopped) {

  /** Where reading ended before the end of the file. */
  public record Stopped(long line, Line.Stop.Cause cause, String reason) {}

  public ImportReport {
    errors = List.copyOf(errors);
  }
}
