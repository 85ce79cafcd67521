package muster.eventintake;

/** Something that reads Kafka for as long as the service runs. */
public interface Intake {
  /** Service and projection, such as {@code dispatch-service.team-index}. */
  String consumer();

  /** False when nobody reads any more, though nobody has closed it. */
  boolean isReading();

  Behind behind();

  /** Failures since the start: of reading, or of handling a record. */
  long failures();

  /** Records that are known to be unusable, and whose dead letters are not written yet. */
  default int lettersWaiting() {
    return 0;
  }
}
