package muster.gateway.route;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The services behind the gateway. */
public enum Service {
  DISPATCH,
  VOLUNTEER,
  REPORT,
  NOTIFICATION;

  /** As paths and answers name it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Service> findByWireName(String name) {
    return Arrays.stream(values()).filter(service -> service.wireName().equals(name)).findFirst();
  }
}
