package muster.notification.stream;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import muster.notification.Incident;

/** The log as a list in this process, with one alert in each partition. One thread writes. */
final class ListedLog implements EventLog {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final long[] next;
  private final Incident[] incidents;

  /**
   * @param begin what happens first in each partition
   */
  ListedLog(int partitions, Consumer<Incident> begin) {
    this.next = new long[partitions];
    this.incidents = new Incident[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      incidents[partition] = new Incident("320371003209");
      begin.accept(incidents[partition]);
    }
  }

  /** The next record of some partition. */
  LogRecord write(Random random) {
    int partition = random.nextInt(next.length);
    Incident incident = incidents[partition];
    if (incident.hasNoEvents()) {
      incident.updated("news");
    }
    LogRecord record = new LogRecord(partition, next[partition]++, 10, incident.nextEvent());
    records.add(record);
    return record;
  }

  List<LogRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public Position end() {
    Position end = Position.start(next.length);
    for (LogRecord record : records) {
      end = end.after(record.partition(), record.offset());
    }
    return end;
  }

  @Override
  public Position positionAt(Instant time) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void replay(Position from, Position until, Reader reader) throws InterruptedException {
    AlertBoard board = new AlertBoard(100);
    for (LogRecord record : records) {
      AddressedEvent addressed = board.accept(record).orElseThrow();
      if (record.offset() >= from.next(record.partition())
          && record.offset() < until.next(record.partition())
          && !reader.read(addressed)) {
        return;
      }
    }
  }
}
