package muster.gateway.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where somebody signs in, which decides how long it lasts. */
public enum Device {
  /** A place that people share: until the browser is closed, and a shift at most. */
  DESK,
  /** A person's own. */
  PHONE;

  /** Under which a session knows its own, by {@link #wireName}. */
  public static final String OF_SESSION = "muster.device";

  /** Of the request that ends a login: its cookie stays when the browser is closed. */
  public static final String STAYS = "muster.stays";

  /** As it stands in addresses and answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Device> findByWireName(String name) {
    return Arrays.stream(values()).filter(device -> device.wireName().equals(name)).findFirst();
  }

  /** How long after its login a session ends. */
  public record Lifetimes(Duration desk, Duration phone) {
    public Duration of(Device device) {
      return switch (device) {
        case DESK -> desk;
        case PHONE -> phone;
      };
    }
  }
}
