package muster.notification.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import muster.contracts.Event;
import muster.contracts.EventEnvelope;

/** A topic of desks as a list in this process. One thread writes. */
final class ListedTopic implements EventLog {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final long[] next;
  private final Supplier<EventEnvelope<? extends Event>> events;

  ListedTopic(int partitions, Supplier<EventEnvelope<? extends Event>> events) {
    this.next = new long[partitions];
    this.events = events;
  }

  /** The next record of some partition. */
  LogRecord write(Random random) {
    int partition = random.nextInt(next.length);
    LogRecord record = new LogRecord(partition, next[partition]++, 10, events.get());
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
    DeskBoard board = new DeskBoard(100_000, id -> Optional.empty());
    for (LogRecord record : records) {
      StreamedEvent event = board.accept(record).orElseThrow();
      if (record.offset() >= from.next(record.partition())
          && record.offset() < until.next(record.partition())
          && !reader.read(event)) {
        return;
      }
    }
  }
}
