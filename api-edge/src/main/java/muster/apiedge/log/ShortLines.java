package muster.apiedge.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * A pattern whose lines end after {@value #LINE_BYTES} bytes, whatever was to be said: much of what
 * is logged was sent by somebody, and one request must not fill a disk.
 */
public final class ShortLines extends PatternLayout {
  /** With the mark of a cut below 4 kB. */
  static final int LINE_BYTES = 4_000;

  /** A stack trace is long, and longer than this it tells nobody anything. */
  static final int EVENT_LINES = 200;

  private static final String CUT = " [cut]";
  private static final int MOST_BYTES_OF_A_CHAR = 3;

  @Override
  public String doLayout(ILoggingEvent event) {
    String text = super.doLayout(event);
    return text.length() <= LINE_BYTES / MOST_BYTES_OF_A_CHAR ? text : shorten(text);
  }

  static String shorten(String text) {
    StringBuilder kept = new StringBuilder();
    int lines = 0;
    for (String line : text.split("\\R", -1)) {
      if (lines++ > 0) {
        kept.append(System.lineSeparator());
      }
      if (lines > EVENT_LINES) {
        kept.append(CUT.strip()).append(System.lineSeparator());
        break;
      }
      int end = end(line);
      kept.append(line, 0, end).append(end < line.length() ? CUT : "");
    }
    return kept.toString();
  }

  /** Where the bytes are spent; never within a character. */
  private static int end(String line) {
    int bytes = 0;
    for (int i = 0; i < line.length(); ) {
      int character = line.codePointAt(i);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > LINE_BYTES) {
        return i;
      }
      i += Character.charCount(character);
    }
    return line.length();
  }
}
