package muster.apiedge;

import muster.contracts.text.TextRule;

/**
 * The name of a field or a parameter that a client has made up: its own text, which comes back in
 * the refusal without what a terminal obeys, and not at any length.
 */
public final class GivenName {
  private static final int MAX_LENGTH = 100;

  private GivenName() {}

  public static String shown(String name) {
    String mended = TextRule.mended(name);
    return mended.length() <= MAX_LENGTH
        ? mended
        : TextRule.mended(mended.substring(0, MAX_LENGTH)) + "…";
  }
}
