package muster.dispatch.search;

import java.util.List;
import java.util.Optional;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;

/** What alerts can be found by. */
public interface AlertWords {

  /** In that jurisdiction or below; the newest first, as a number may have been given twice. */
  List<FoundAlert> find(JurisdictionCode within, AlertReference reference, int limit);

  /**
   * Whose headline, description or address has all of these words; the newest first.
   *
   * @param terms in lower case, at least one
   */
  List<FoundAlert> search(JurisdictionCode within, List<String> terms, int limit);

  /**
   * Makes some alerts found by their words that are not yet, or have others since.
   *
   * @return how many; fewer than asked for when no more are left
   */
  int fill(int limit);

  /** The reference that somebody may have typed. */
  static Optional<AlertReference> reference(String text) {
    try {
      return Optional.of(AlertReference.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
