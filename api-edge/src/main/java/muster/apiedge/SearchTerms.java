package muster.apiedge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import muster.contracts.text.TextRule;

/** What somebody looks for, the same in all searches: words, all of which have to be there. */
public final class SearchTerms {
  /** The parameter's name. */
  public static final String PARAMETER = "q";

  /** Of the whole text, in code points. */
  public static final int LONGEST = 100;

  /** What a client gets that asks for no number; a text, as annotations want it. */
  public static final String USUAL_LIMIT = "10";

  public static final int MAX_LIMIT = 50;

  /** Who writes more words has said enough. */
  static final int MOST_TERMS = 8;

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private SearchTerms() {}

  /**
   * The words in lower case and in NFC, in their order.
   *
   * @param text that there is something to see in
   */
  public static List<String> of(String text) {
    return Arrays.stream(SPACE.split(whole(text), -1))
        .filter(term -> !term.isEmpty())
        .distinct()
        .limit(MOST_TERMS)
        .toList();
  }

  /** All of it as one word, in lower case and in NFC, without space around it. */
  public static String whole(String text) {
    return SPACE
        .matcher(TextRule.normalized(text).toLowerCase(Locale.ROOT))
        .replaceAll(" ")
        .strip();
  }
}
