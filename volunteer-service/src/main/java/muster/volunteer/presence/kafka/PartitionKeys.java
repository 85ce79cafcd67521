package muster.volunteer.presence.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/** Keys that reach every partition of a topic, by the way in which producers choose one. */
public final class PartitionKeys {

  private PartitionKeys() {}

  /**
   * One key for each partition. No volunteer has such an id: the mark at their beginning is none of
   * an id's characters.
   *
   * @param partitions at least 1
   */
  public static List<String> ofAll(int partitions) {
    List<String> keys = new ArrayList<>(partitions);
    Set<Integer> reached = new HashSet<>();
    for (int number = 0; reached.size() < partitions; number++) {
      String key = "~" + number;
      if (reached.add(partitionOf(key, partitions))) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** As Kafka's own partitioner has it. */
  private static int partitionOf(String key, int partitions) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }
}
