package muster.apiedge.request;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike, such as {@code 10.0.0.0/8}, {@code ::1} or {@code 192.168.1.7}.
 * Written with digits only: no name is ever looked up.
 */
public final class AddressRange {
  private static final Pattern DIGITS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int V4_BYTES = 4;

  private final byte[] first;
  private final int bits;

  private AddressRange(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /**
   * @param text an address, with or without {@code /} and how many of its bits count
   * @throws IllegalArgumentException when it is neither
   */
  public static AddressRange of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] first =
        parse(address)
            .orElseThrow(() -> new IllegalArgumentException("no address range: " + text))
            .getAddress();
    int all = first.length * Byte.SIZE;
    int bits = all;
    if (slash >= 0) {
      String count = text.substring(slash + 1);
      if (!count.matches("\\d{1,3}") || Integer.parseInt(count) > all) {
        throw new IllegalArgumentException("no address range: " + text);
      }
      bits = Integer.parseInt(count);
    }
    return new AddressRange(first, bits);
  }

  /** Those of a list with commas; blank is none. */
  public static List<AddressRange> listOf(String texts) {
    return Arrays.stream(texts.split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(AddressRange::of)
        .toList();
  }

  /** An address in digits; anything else is empty, names among it. */
  public static Optional<InetAddress> parse(String text) {
    if (!DIGITS.matcher(text).matches() || (text.indexOf(':') < 0 && !isV4(text))) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Four numbers: the short forms that InetAddress knows are not meant by anybody. */
  private static boolean isV4(String text) {
    return text.chars().filter(c -> c == '.').count() == V4_BYTES - 1;
  }

  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != first.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    if (!Arrays.equals(bytes, 0, whole, first, 0, whole)) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((bytes[whole] ^ first[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
  }

  public static boolean anyContains(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
