package muster.volunteer.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, holding at most one of bounded length in memory. Lines end with LF or CR
 * LF; the last one may go without.
 */
public final class BoundedLines {

  /** What the next line turned out to be. */
  public sealed interface Next {
    record Content(byte[] bytes) implements Next {}

    /** Longer than allowed; skipped to its end. */
    record TooLong() implements Next {}

    /** There are more bytes than allowed in all. */
    record TooMuch() implements Next {}

    record End() implements Next {}
  }

  private final InputStream input;
  private final byte[] buffer;
  private final long maxBytes;
  private long bytes;

  public BoundedLines(InputStream input, ImportLimits limits) {
    this.input = new BufferedInputStream(input, 65_536);
    this.buffer = new byte[limits.lineBytes() + 1]; // and a CR
    this.maxBytes = limits.fileBytes();
  }

  public Next next() throws IOException {
    int length = 0;
    boolean tooLong = false;
    while (true) {
      int read = input.read();
      if (read < 0) {
        return length == 0 && !tooLong ? new Next.End() : line(length, tooLong);
      }
      if (++bytes > maxBytes) {
        return new Next.TooMuch();
      }
      if (read == '\n') {
        return line(length, tooLong);
      }
      if (length == buffer.length) {
        tooLong = true;
      } else {
        buffer[length++] = (byte) read;
      }
    }
  }

  private Next line(int length, boolean tooLong) {
    int content = length > 0 && buffer[length - 1] == '\r' ? length - 1 : length;
    return tooLong || content == buffer.length
        ? new Next.TooLong()
        : new Next.Content(Arrays.copyOf(buffer, content));
  }
}
