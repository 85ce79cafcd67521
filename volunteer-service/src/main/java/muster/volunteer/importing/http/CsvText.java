package muster.volunteer.importing.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The text of a CSV file, as spreadsheets write it in China: UTF-8 with or without a byte order
 * mark, or GB 18030, of which GBK and GB 2312 are a part. What is no text in the file's encoding
 * becomes {@link #NO_TEXT}, so that its line can be named.
 */
final class CsvText {
  /** U+FFFD, which decoders put in the place of bytes that mean nothing. */
  static final char NO_TEXT = '\uFFFD';

  static final Charset GB18030 = Charset.forName("GB18030");

  /** What a header may say, by the names that Java has for them. */
  private static final Set<String> SIMPLIFIED_CHINESE =
      Set.of("GB18030", "GBK", "GB2312", "x-mswin-936");

  /** Bytes that are looked at when nobody says what the encoding is. */
  private static final int LOOKED_AT = 262_144;

  private static final int MARK_BYTES = 3;

  private CsvText() {}

  /** The file is in an encoding that is not read. */
  static final class OtherEncoding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherEncoding(String message) {
      super(message);
    }
  }

  /**
   * What is read for a charset that the sender declares.
   *
   * @return null for one that is not read
   */
  static @Nullable Charset read(Charset declared) {
    if (declared.equals(StandardCharsets.UTF_8) || declared.equals(StandardCharsets.US_ASCII)) {
      return StandardCharsets.UTF_8;
    }
    return SIMPLIFIED_CHINESE.contains(declared.name()) ? GB18030 : null;
  }

  /** For people. */
  static String readable() {
    return "UTF-8, " + String.join(", ", new TreeSet<>(Set.of("GB18030", "GBK", "GB2312")));
  }

  /**
   * A byte order mark says more than what was declared, since a program that writes one knows.
   *
   * @param declared what {@link #read} gave; null when nothing was said
   * @throws OtherEncoding for UTF-16
   */
  static Reader of(InputStream input, @Nullable Charset declared) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(input, LOOKED_AT);
    bytes.mark(LOOKED_AT + 1);
    byte[] head = bytes.readNBytes(declared == null ? LOOKED_AT : MARK_BYTES);
    bytes.reset();
    if (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF)) {
      throw new OtherEncoding("the file is in UTF-16: save it as CSV in " + readable());
    }
    if (begins(head, 0xEF, 0xBB, 0xBF)) {
      bytes.skipNBytes(MARK_BYTES);
      return new InputStreamReader(bytes, StandardCharsets.UTF_8);
    }
    return new InputStreamReader(bytes, declared == null ? guess(head) : declared);
  }

  /**
   * Chinese in GB 18030 makes hardly any sense as UTF-8; in a UTF-8 file with a broken byte most
   * still does. The other way round tells nothing: UTF-8 may well pass as GB 18030. Pairs of bytes
   * tell nothing either: many mean something in both.
   */
  private static Charset guess(byte[] head) {
    int sense = 0;
    int nonsense = 0;
    String text = new String(head, StandardCharsets.UTF_8);
    // The last character may be cut off.
    for (int i = 0; i < text.length() - 1; i++) {
      if (text.charAt(i) == NO_TEXT) {
        nonsense++;
      } else if (text.charAt(i) >= 0x800) {
        sense++;
      }
    }
    boolean whole = head.length < LOOKED_AT;
    if (whole && !text.isEmpty() && text.charAt(text.length() - 1) == NO_TEXT) {
      nonsense++;
    }
    return nonsense > sense ? GB18030 : StandardCharsets.UTF_8;
  }

  private static boolean begins(byte[] bytes, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }
}
