package muster.notification.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of one topic, in the order in which this instance read them, bounded by number
 * and by bytes. Every entry has a sequence number that grows by one; it means something in this
 * process alone. Not thread-safe.
 */
public final class EventHistory {
  private final @Nullable StreamedEvent[] ring;
  private final long maxBytes;
  private long head;
  private long tail;
  private long bytes;
  private Position start;
  private Position end;

  public EventHistory(int maxEvents, long maxBytes, Position start) {
    this.ring = new StreamedEvent[maxEvents];
    this.maxBytes = maxBytes;
    this.start = start;
    this.end = start;
  }

  /** Everything from here on is in memory. */
  public Position start() {
    return start;
  }

  /** Up to here everything has been read. */
  public Position end() {
    return end;
  }

  /** Sequence number of the oldest entry. */
  public long head() {
    return head;
  }

  /** Sequence number that the next entry will have. */
  public long tail() {
    return tail;
  }

  public int size() {
    return (int) (tail - head);
  }

  public long bytes() {
    return bytes;
  }

  public void append(StreamedEvent event) {
    while (size() == ring.length || (size() > 0 && bytes + event.record().bytes() > maxBytes)) {
      dropOldest();
    }
    ring[index(tail)] = event;
    tail++;
    bytes += event.record().bytes();
    passOver(event.record().partition(), event.record().offset());
  }

  /** A record that tells nobody anything: unreadable, or a repetition. */
  public void passOver(int partition, long offset) {
    end = end.after(partition, offset);
    if (size() == 0) {
      start = end;
    }
  }

  /** Where reading begins, before anything has been read. */
  public void begin(Position position) {
    if (tail > 0) {
      throw new IllegalStateException("the history has begun");
    }
    start = position;
    end = position;
  }

  public void forgetBefore(Instant time) {
    while (size() > 0 && at(head).envelope().time().isBefore(time)) {
      dropOldest();
    }
  }

  /** At most {@code limit} entries from a sequence number between head and tail. */
  public List<StreamedEvent> read(long from, int limit) {
    if (from < head || from > tail) {
      throw new IndexOutOfBoundsException(from + " is not between " + head + " and " + tail);
    }
    long until = Math.min(tail, from + limit);
    List<StreamedEvent> entries = new ArrayList<>((int) (until - from));
    for (long sequence = from; sequence < until; sequence++) {
      entries.add(at(sequence));
    }
    return entries;
  }

  private void dropOldest() {
    StreamedEvent oldest = at(head);
    ring[index(head)] = null;
    head++;
    bytes -= oldest.record().bytes();
    start = size() == 0 ? end : start.after(oldest.record().partition(), oldest.record().offset());
  }

  private StreamedEvent at(long sequence) {
    StreamedEvent event = ring[index(sequence)];
    if (event == null) {
      throw new IllegalStateException("no entry " + sequence);
    }
    return event;
  }

  private int index(long sequence) {
    return (int) (sequence % ring.length);
  }
}
