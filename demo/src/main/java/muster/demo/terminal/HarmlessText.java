package muster.demo.terminal;

import java.util.Locale;

/**
 * Text that somebody else wrote, for a terminal. A terminal obeys what stands between the letters:
 * an escape sequence moves the cursor, so that a clue could write over the lines above it; a
 * bidirectional override turns a sentence round; a line break begins a line that looks like one of
 * ours. Here each such character is shown instead: {@code ␛} for an escape, {@code ␊} for a line
 * break, {@code <U+202E>} for what has no picture. Letters of every script, emoji and their joiners
 * stay as they are.
 */
public final class HarmlessText {
  private static final int SPACE = 0x20;
  private static final int DELETE = 0x7F;
  private static final int PICTURES = 0x2400;
  private static final int PICTURE_OF_DELETE = 0x2421;

  /** They join letters of Persian and of Indian scripts, and the parts of an emoji. */
  private static final int NON_JOINER = 0x200C;

  private static final int JOINER = 0x200D;

  private final String shown;

  private HarmlessText(String shown) {
    this.shown = shown;
  }

  /** One line, whatever breaks are in it. */
  public static HarmlessText line(String outside) {
    return new HarmlessText(show(outside));
  }

  /** As it is when it is harmless already, else one line. */
  static HarmlessText of(Object outside) {
    return outside instanceof HarmlessText harmless ? harmless : line(outside.toString());
  }

  /** Line feeds break lines, as in what a program has logged; each line is made harmless. */
  public static HarmlessText lines(String outside) {
    return new HarmlessText(
        String.join("\n", outside.lines().map(HarmlessText::show).toArray(String[]::new)));
  }

  /**
   * JSON of the same meaning on one line, for a program that reads it and a person who looks on:
   * between its strings only white space can be meant by such a character, and within them an
   * escape means the same.
   */
  public static HarmlessText json(String document) {
    StringBuilder text = new StringBuilder(document.length());
    document
        .codePoints()
        .forEach(
            each -> {
              if (each == '\n' || each == '\r' || each == '\t') {
                text.append(' ');
              } else if (isDangerous(each)) {
                for (char half : Character.toChars(each)) {
                  text.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
                }
              } else {
                text.appendCodePoint(each);
              }
            });
    return new HarmlessText(text.toString());
  }

  @Override
  public String toString() {
    return shown;
  }

  private static String show(String outside) {
    if (outside.codePoints().noneMatch(HarmlessText::isDangerous)) {
      return outside;
    }
    StringBuilder text = new StringBuilder(outside.length() + 16);
    outside
        .codePoints()
        .forEach(
            each -> {
              if (!isDangerous(each)) {
                text.appendCodePoint(each);
              } else if (each < SPACE) {
                text.appendCodePoint(PICTURES + each);
              } else if (each == DELETE) {
                text.appendCodePoint(PICTURE_OF_DELETE);
              } else {
                text.append(String.format(Locale.ROOT, "<U+%04X>", each));
              }
            });
    return text.toString();
  }

  private static boolean isDangerous(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> codePoint != NON_JOINER && codePoint != JOINER;
      default -> false;
    };
  }
}
