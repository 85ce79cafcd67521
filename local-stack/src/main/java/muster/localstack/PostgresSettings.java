package muster.localstack;

import java.util.Map;

/** How PostgreSQL runs beside the services on one machine, as a process or in a container. */
public final class PostgresSettings {
  private PostgresSettings() {}

  /**
   * By the server's names. Images and libraries for tests turn the first two off: here they stay.
   */
  public static Map<String, String> ofTheServer() {
    return Map.of(
        "fsync", "on",
        "synchronous_commit", "on",
        "full_page_writes", "on",
        "shared_buffers", "64MB",
        "max_connections", "200");
  }

  /** What {@code initdb} is told: the same order and case rules on every system. */
  public static Map<String, String> ofTheLocale() {
    return Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");
  }
}
