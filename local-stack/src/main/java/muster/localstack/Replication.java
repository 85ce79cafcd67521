package muster.localstack;

/**
 * On how many brokers a record is kept, and how many of them must have it before its producer is
 * told that it is there.
 *
 * @param replicas 1 to 32,767; no more than there are brokers, which only the broker can tell
 * @param minInSync Kafka's {@code min.insync.replicas}, 1 to {@code replicas}
 */
public record Replication(short replicas, short minInSync) {
  /** One machine. In a cluster 3 and 2: one broker may be away, and no record is on one alone. */
  public static final Replication NONE = new Replication((short) 1, (short) 1);

  public Replication {
    if (replicas < 1 || minInSync < 1 || minInSync > replicas) {
      throw new IllegalArgumentException(replicas + " replicas, " + minInSync + " in sync");
    }
  }
}
