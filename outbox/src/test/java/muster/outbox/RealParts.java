package muster.outbox;

import muster.testbed.KafkaServer;
import muster.testbed.OncePerRun;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;

/**
 * One broker and one PostgreSQL server for all tests; each test has a database and topics of its
 * own.
 */
final class RealParts {
  private static final OncePerRun<KafkaServer> KAFKA = new OncePerRun<>(RealServers::startKafka);
  private static final OncePerRun<PostgresServer> POSTGRES =
      new OncePerRun<>(RealServers::startPostgres);

  private RealParts() {}

  static KafkaServer kafka() {
    return KAFKA.get();
  }

  static PostgresServer postgres() {
    return POSTGRES.get();
  }
}
