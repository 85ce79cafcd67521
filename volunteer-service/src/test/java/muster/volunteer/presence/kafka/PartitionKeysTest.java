package muster.volunteer.presence.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import muster.volunteer.rules.FieldChecks;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionKeysTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 50})
  void thereIsOneKeyForEachPartitionAndNoneIsAnId(int partitions) {
    var keys = PartitionKeys.ofAll(partitions);

    assertThat(
            keys.stream()
                .map(
                    key ->
                        BuiltInPartitioner.partitionForKey(
                            key.getBytes(StandardCharsets.UTF_8), partitions)))
        .as("by the producer's own partitioner")
        .hasSize(partitions)
        .doesNotHaveDuplicates()
        .allMatch(partition -> partition >= 0 && partition < partitions);
    assertThat(keys)
        .allSatisfy(
            key -> {
              FieldChecks checks = new FieldChecks();
              assertThat(checks.id("id", key)).isEqualTo(key);
              assertThat(checks.isWrong("id")).isTrue();
            });
  }
}
