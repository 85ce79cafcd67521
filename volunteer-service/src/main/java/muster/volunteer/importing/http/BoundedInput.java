package muster.volunteer.importing.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an exception when there is more to read than allowed. */
final class BoundedInput extends FilterInputStream {
  private long left;

  /** Unchecked, so that no reader in between takes it for an I/O error and wraps it. */
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  BoundedInput(InputStream input, long maxBytes) {
    super(input);
    this.left = maxBytes;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  private void count(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw new TooMuch();
    }
  }
}
