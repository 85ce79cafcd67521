package muster.report.intake;

/** What is found when somebody names an alert. */
public sealed interface AlertLookup {
  record Known(KnownAlert alert) implements AlertLookup {}

  /** There may be one: not all events have been read. */
  record NotHeardOfYet() implements AlertLookup {}

  record Unknown() implements AlertLookup {}
}
