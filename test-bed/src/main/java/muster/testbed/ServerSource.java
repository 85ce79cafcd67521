package muster.testbed;

/** Where servers to test on come from. */
sealed interface ServerSource permits EmbeddedServers, ContainerServers {
  /** By the value of {@link RealServers#PROPERTY}. */
  static ServerSource named(String name) {
    return switch (name) {
      case "embedded" -> new EmbeddedServers();
      case "containers" -> new ContainerServers();
      default ->
          throw new ServersUnavailable(
              "-D%s=%s: it is \"embedded\" or \"containers\""
                  .formatted(RealServers.PROPERTY, name));
    };
  }

  /**
   * @throws ServersUnavailable with what is missing
   */
  void requireAvailable();

  KafkaServer startKafka();

  PostgresServer startPostgres();
}
