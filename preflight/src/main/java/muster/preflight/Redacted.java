package muster.preflight;

import java.util.regex.Pattern;

/** Addresses as people may see them. */
final class Redacted {
  private static final Pattern LOGIN = Pattern.compile("//[^/]*@");
  private static final Pattern PARAMETERS = Pattern.compile("[?;#].*", Pattern.DOTALL);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int SHOWN = 200;

  private Redacted() {}

  /** Without user and password, and without parameters, which may be passwords too. */
  static String url(String value) {
    String shown = PARAMETERS.matcher(LOGIN.matcher(value).replaceAll("//")).replaceAll("");
    shown = CONTROL.matcher(shown).replaceAll(" ").strip();
    return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…";
  }
}
