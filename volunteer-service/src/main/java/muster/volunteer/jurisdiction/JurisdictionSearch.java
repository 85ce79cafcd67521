package muster.volunteer.jurisdiction;

import java.util.List;
import java.util.regex.Pattern;
import muster.contracts.place.JurisdictionCode;

/**
 * What is looked for among jurisdictions.
 *
 * @param within that one and all below it
 * @param terms in lower case, all of which a name has to have
 * @param whole what was typed, in lower case
 */
public record JurisdictionSearch(
    JurisdictionCode within, List<String> terms, String whole, int limit) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

  /** A name may have digits, which are read as they are; of these alone, a reading has none. */
  private static final Pattern READING = Pattern.compile("[0-9]*[a-z][a-z0-9]*");

  private static final Pattern BETWEEN_SYLLABLES = Pattern.compile("[ '’-]");

  public JurisdictionSearch {
    terms = List.copyOf(terms);
  }

  /** The beginning of a code; empty when it is none. */
  public String code() {
    return DIGITS.matcher(whole).matches() ? whole : "";
  }

  /** The beginning of a reading, or of its initials; empty when it is none. */
  public String reading() {
    String letters = BETWEEN_SYLLABLES.matcher(whole).replaceAll("").replace('ü', 'v');
    return READING.matcher(letters).matches() ? letters : "";
  }
}
