package muster.testbed.forgetful;

import muster.testbed.KafkaServer;
import muster.testbed.RealServers;

/** Between the test and the servers, as the running service is in the services' tests. */
final class Somebody {
  private Somebody() {}

  static KafkaServer who() {
    return RealServers.startKafka();
  }
}
