package muster.preflight;

import java.time.Duration;

/** Something outside that a service can't work without. */
sealed interface Neighbour permits Issuer, Broker, Database {
  /** The setting that says where it is. */
  String setting();

  /** For people: without user, password and parameters. */
  String address();

  /** Asks once. Looking up a name may take longer than it should. */
  Attempt ask(Duration atMost);

  MessageKey whenLate();
}
