package muster.notification.receipts.command;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.notification.receipts.ReceiptSettings;
import muster.notification.receipts.ReceiptTopic;
import muster.notification.receipts.Receipts;
import muster.notification.receipts.WrittenReceipts;
import muster.notification.roster.Roster;
import muster.notification.stream.AlertBoard.TaskRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes receipts that do not follow from events: what a connection did, and what a device says.
 */
public final class ReceiptWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptWriter.class);

  private record Sent(TaskRef task, String account, Instant at) {}

  private final ReceiptTopic topic;
  private final Roster roster;
  private final WrittenReceipts written;
  private final MeterRegistry meters;
  private final Clock clock;
  private final BlockingQueue<Sent> backlog;
  private final Thread thread;

  public ReceiptWriter(
      ReceiptSettings settings,
      ReceiptTopic topic,
      Roster roster,
      MeterRegistry meters,
      Clock clock) {
    this.topic = topic;
    this.roster = roster;
    this.written = new WrittenReceipts(settings.remembered());
    this.meters = meters;
    this.clock = clock;
    this.backlog = new ArrayBlockingQueue<>(settings.sentBacklog());
    this.thread = Thread.ofVirtual().name("sent-receipts").unstarted(this::writeSent);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** Never blocks: this is called on the event loop of the connection. */
  public void sent(TaskRef task, String account) {
    if (!backlog.offer(new Sent(task, account, clock.instant()))) {
      meters.counter("muster.receipts_dropped", "status", "SENT").increment();
    }
  }

  /**
   * Ends when the broker has the receipt, or with why it has not. May block for a moment when the
   * broker is away.
   *
   * @return empty when the account is not in the task's team
   */
  public Optional<CompletableFuture<Void>> write(TaskRef task, String account, Status status) {
    return write(task, account, status, clock.instant());
  }

  private Optional<CompletableFuture<Void>> write(
      TaskRef task, String account, Status status, Instant at) {
    return Receipts.step(task, account, status, roster, at).map(this::writeOnce);
  }

  private CompletableFuture<Void> writeOnce(DeliveryReceipt receipt) {
    EventEnvelope<DeliveryReceipt> envelope = Receipts.envelope(receipt);
    if (written.contains(envelope.id())) {
      return CompletableFuture.completedFuture(null);
    }
    return topic
        .write(envelope)
        .thenRun(
            () -> {
              written.add(envelope.id());
              meters.counter("muster.receipts", "status", receipt.status().name()).increment();
            });
  }

  private void writeSent() {
    try {
      while (true) {
        Sent sent = backlog.take();
        write(sent.task(), sent.account(), Status.SENT, sent.at())
            .ifPresent(
                done ->
                    done.exceptionally(
                        failure -> {
                          meters.counter("muster.receipts_dropped", "status", "SENT").increment();
                          LOG.debug("A SENT receipt was not written", failure);
                          return null;
                        }));
      }
    } catch (InterruptedException e) {
      LOG.debug("No more SENT receipts");
    }
  }
}
