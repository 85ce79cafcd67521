package muster.apiedge;

import muster.contracts.place.JurisdictionCode;

/** Jurisdictions as requests name them. */
public final class Jurisdictions {
  /** The form of a code, for annotations and descriptions; ASCII digits alone. */
  public static final String FORM = "[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15}";

  /** What is said of anything else. */
  public static final String MESSAGE = "must be a GB/T 2260 code of 2, 4, 6, 9, 12 or 15 digits";

  private Jurisdictions() {}

  /**
   * @throws ProblemException {@code validation} of the field
   */
  public static JurisdictionCode parse(String field, String code) {
    try {
      return new JurisdictionCode(code);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(field, MESSAGE);
    }
  }
}
