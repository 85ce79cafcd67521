package muster.contracts.text;

import java.text.Normalizer;

/**
 * The one rule of what text may be, for request bodies, parameters and records alike. Refused are
 * control characters but line breaks and tabs (a terminal obeys them, PostgreSQL can't store
 * U+0000), bidirectional embeddings, overrides and isolates (they make a text read as another one),
 * and halves of surrogate pairs (UTF-8 has no bytes for them). Where a text is taken it is brought
 * to NFC, so that what looks the same is the same.
 */
public final class TextRule {
  /** What is said of a text that is not {@link #isVisible visible}. */
  public static final String BLANK = "must not be blank";

  /** What is said of a text that is not {@link #isClean clean}. */
  public static final String UNCLEAN =
      "must not contain control characters, bidirectional overrides or half a surrogate pair";

  private static final char REPLACEMENT = '\uFFFD';

  private TextRule() {}

  /** What is said of a text that is too long. */
  public static String tooLong(int max) {
    return "must be at most " + max + " characters";
  }

  /** In code points, which is what people count as characters, more or less. */
  public static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  /** There is something to see: not only white space, formatting, controls and blank letters. */
  public static boolean isVisible(CharSequence text) {
    return text.codePoints().anyMatch(TextRule::isVisible);
  }

  /** Nothing in it is refused. The empty text is clean. */
  public static boolean isClean(CharSequence text) {
    for (int i = 0; i < text.length(); ) {
      int point = Character.codePointAt(text, i);
      if (isRefused(point)) {
        return false;
      }
      i += Character.charCount(point);
    }
    return true;
  }

  /** The same text in NFC. It may be longer or shorter than what was given. */
  public static String normalized(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * The text with U+FFFD in the place of each refused character: for records, which are never put
   * aside for a character. Otherwise the text stays as it is, without NFC too: an id is a text as
   * well, and must be found again by what other records call it.
   */
  public static String mended(String text) {
    if (isClean(text)) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> mended.appendCodePoint(isRefused(point) ? REPLACEMENT : point));
    return mended.toString();
  }

  private static boolean isRefused(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point != '\n' && point != '\r' && point != '\t';
      case Character.SURROGATE -> true;
      case Character.FORMAT ->
          (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
      default -> false;
    };
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isHangulFiller(point);
    };
  }

  /** Letters by their category, blank by their look. */
  private static boolean isHangulFiller(int point) {
    return point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0;
  }
}
