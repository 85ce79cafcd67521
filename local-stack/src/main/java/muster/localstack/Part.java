package muster.localstack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the local stack is made of, in the order in which it starts. */
public enum Part {
  POSTGRES("postgresql", 5433, Kind.INFRASTRUCTURE, ""),
  KAFKA("kafka", 9092, Kind.INFRASTRUCTURE, ""),
  IDENTITY("identity-provider", 9000, Kind.SPRING_BOOT, ""),
  DISPATCH("dispatch-service", 8081, Kind.SPRING_BOOT, "dispatch"),
  VOLUNTEER("volunteer-service", 8082, Kind.SPRING_BOOT, "volunteer"),
  REPORT("report-service", 8083, Kind.SPRING_BOOT, "report"),
  NOTIFICATION("notification-service", 8084, Kind.MICRONAUT, ""),
  GATEWAY("gateway", 8080, Kind.SPRING_BOOT, "gateway");

  enum Kind {
    INFRASTRUCTURE("", ""),
    SPRING_BOOT("SERVER_PORT", "/actuator/health/readiness"),
    MICRONAUT("MICRONAUT_SERVER_PORT", "/health");

    private final String portVariable;
    private final String healthPath;

    Kind(String portVariable, String healthPath) {
      this.portVariable = portVariable;
      this.healthPath = healthPath;
    }

    String portVariable() {
      return portVariable;
    }

    /** Answers 200 when the service is able to work. */
    String healthPath() {
      return healthPath;
    }
  }

  private final String module;
  private final int fixedPort;
  private final Kind kind;
  private final String database;

  Part(String module, int fixedPort, Kind kind, String database) {
    this.module = module;
    this.fixedPort = fixedPort;
    this.kind = kind;
    this.database = database;
  }

  /** The processes that are built from this project. */
  public static Set<Part> programs() {
    Set<Part> all = EnumSet.allOf(Part.class);
    all.removeIf(part -> part.kind == Kind.INFRASTRUCTURE);
    return all;
  }

  public static Optional<Part> findByModule(String module) {
    return Arrays.stream(values()).filter(part -> part.module.equals(module)).findFirst();
  }

  /** The module it is built in; for what is not built here, what people call it. */
  public String module() {
    return module;
  }

  /** The port of {@code ./muster up}; tests take free ones. */
  public int fixedPort() {
    return fixedPort;
  }

  /** Its database, if it keeps one. */
  public Optional<String> database() {
    return database.isEmpty() ? Optional.empty() : Optional.of(database);
  }

  Kind kind() {
    return kind;
  }
}
