package muster.preflight;

import java.util.Locale;

/** Everything that can be said, by its key in the messages. */
enum MessageKey {
  // The lines around the others.
  REFUSED,
  WAITING,
  ANSWERS,

  // What waiting can't mend.
  ISSUER_BLANK,
  ISSUER_MALFORMED,
  ISSUER_IS_ANOTHER,
  KAFKA_BLANK,
  KAFKA_MALFORMED,
  DATABASE_URL_MALFORMED,
  DATABASE_LOGIN_REFUSED,
  DATABASE_USER_REFUSED,
  DATABASE_UNKNOWN,
  PORT_MALFORMED,
  PORT_TAKEN,
  ADDRESS_NOT_HERE,
  SECRET_GIVEN_TWICE,
  SECRET_MISSING,
  SECRET_FILE_ABSENT,
  SECRET_FILE_UNREADABLE,
  SECRET_FILE_EMPTY,
  SECRET_FILE_TOO_LARGE,
  KEY_NOT_BASE64,
  KEY_OF_WRONG_SIZE,
  PATIENCE_MALFORMED,
  VALUE_INVALID,
  SECRET_VALUE_INVALID,

  // What did not come in time.
  ISSUER_LATE,
  KAFKA_LATE,
  DATABASE_LATE,

  // Why something is not there yet.
  CONNECTION_REFUSED,
  UNKNOWN_HOST,
  NO_ANSWER,
  UNREACHABLE,
  HTTP_STATUS,
  NO_DISCOVERY_DOCUMENT,
  NO_BROKER,
  ADVERTISED_UNREACHABLE,
  DATABASE_STARTING,
  DATABASE_STATE;

  String inBundle() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
