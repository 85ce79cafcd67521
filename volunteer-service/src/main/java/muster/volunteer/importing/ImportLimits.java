package muster.volunteer.importing;

/**
 * How much a bulk import may be.
 *
 * @param lineBytes of one line
 * @param fileBytes of the whole body
 * @param lines of the whole body
 * @param batchLines saved in one transaction
 * @param errors listed in the report; the others are counted
 */
public record ImportLimits(int lineBytes, long fileBytes, long lines, int batchLines, int errors) {
  public ImportLimits {
    check("lineBytes", lineBytes, 64, 1_048_576);
    check("fileBytes", fileBytes, 1_024, 16L * 1_073_741_824);
    check("lines", lines, 1, 100_000_000);
    check("batchLines", batchLines, 1, 5_000);
    check("errors", errors, 1, 10_000);
  }

  private static void check(String field, long number, long min, long max) {
    if (number < min || number > max) {
      throw new IllegalArgumentException(
          "%s: %d is not within %d..%d".formatted(field, number, min, max));
    }
  }
}
