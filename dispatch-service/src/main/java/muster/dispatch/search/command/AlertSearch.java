package muster.dispatch.search.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.search.AlertWords;
import muster.dispatch.search.FoundAlert;

/** Alerts by their number, their id or their words. */
public final class AlertSearch {
  private static final int FILLED_AT_A_TIME = 500;

  private final AlertWords words;

  public AlertSearch(AlertWords words) {
    this.words = words;
  }

  /**
   * The one of this number or id first, then those that have all the words, the newest first.
   *
   * @param whole what was typed
   * @param terms its words, in lower case
   */
  public List<FoundAlert> search(
      JurisdictionCode within, String whole, List<String> terms, int limit) {
    Map<UUID, FoundAlert> found = new LinkedHashMap<>();
    AlertWords.reference(whole)
        .ifPresent(
            reference ->
                words
                    .find(within, reference, limit)
                    .forEach(alert -> found.put(alert.id(), alert)));
    if (!terms.isEmpty()) {
      words.search(within, terms, limit).forEach(alert -> found.putIfAbsent(alert.id(), alert));
    }
    return new ArrayList<>(found.values()).subList(0, Math.min(limit, found.size()));
  }

  /**
   * Makes new alerts found by their words, and those whose words have changed. Behind the alerts by
   * seconds, so that issuing one has nothing to do with it; several instances may do it at once.
   */
  public void fill() {
    int filled;
    do {
      filled = words.fill(FILLED_AT_A_TIME);
    } while (filled == FILLED_AT_A_TIME && !Thread.currentThread().isInterrupted());
  }
}
