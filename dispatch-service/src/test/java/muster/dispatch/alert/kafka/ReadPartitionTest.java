package muster.dispatch.alert.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.Topics;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class ReadPartitionTest {
  private static final Instant START = Instant.parse("2022-03-12T08:00:00Z");

  private final ReadPartition partition = new ReadPartition();

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  @Test
  void nothingHasBeenReadBeforeTheFirstLook() {
    assertThat(partition.readUntil()).isEqualTo(Instant.MIN);
  }

  @Test
  void allHasBeenReadWhenThePositionIsAtTheEnd() {
    partition.look(at(0), 0, 0);
    assertThat(partition.readUntil()).isEqualTo(at(0));
    partition.look(at(1), 7, 7);
    assertThat(partition.readUntil()).isEqualTo(at(1));
    // The broker may have gone back after a crash; the position is not before the end.
    partition.look(at(2), 6, 7);
    assertThat(partition.readUntil()).isEqualTo(at(2));
  }

  @Test
  void behindTheEndItIsKnownOnlyWhatWasKnown() {
    partition.look(at(0), 7, 7);
    partition.look(at(1), 9, 7);
    partition.look(at(2), 9, 8);
    assertThat(partition.readUntil()).isEqualTo(at(0));
    partition.look(at(3), 9, 9);
    assertThat(partition.readUntil()).isEqualTo(at(3));
  }

  @Test
  void whileRecordsKeepComingItIsEnoughToComeToWhereTheEndWas() {
    partition.look(at(0), 10, 4);
    partition.look(at(1), 20, 9);
    assertThat(partition.readUntil()).isEqualTo(Instant.MIN);
    partition.look(at(2), 30, 12);
    assertThat(partition.readUntil()).isEqualTo(at(0));
    partition.look(at(3), 40, 29);
    assertThat(partition.readUntil()).isEqualTo(at(0));
    partition.look(at(4), 50, 30);
    assertThat(partition.readUntil()).isEqualTo(at(2));
  }

  @Test
  void aTasksReceiptsAreInThePartitionWhereProducersPutThem() {
    for (int i = 0; i < 100; i++) {
      UUID taskId = UUID.randomUUID();
      assertThat(ReceiptLooks.partitionOf(taskId))
          .isEqualTo(
              BuiltInPartitioner.partitionForKey(
                  taskId.toString().getBytes(UTF_8), Topics.PARTITIONS));
    }
  }
}
