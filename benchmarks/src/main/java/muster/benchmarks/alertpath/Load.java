package muster.benchmarks.alertpath;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import muster.benchmarks.Samples;
import muster.benchmarks.WrongAnswer;

/**
 * Alerts at a steady pace, whether or not earlier ones have been answered. Each counts from the
 * moment it was due, so that a stack that falls behind can't slow down what it is measured with.
 * Each is cancelled after a while, which frees its teams.
 */
final class Load {
  private static final Duration UNTIL_CANCELLED = Duration.ofSeconds(1);
  private static final Duration ARRIVAL_DEADLINE = Duration.ofSeconds(15);

  private final CommandCenter center;
  private final Arrivals arrivals;
  private final List<Place> places;
  private int next;

  Load(CommandCenter center, Arrivals arrivals, List<Place> places) {
    this.center = center;
    this.arrivals = arrivals;
    this.places = places;
  }

  /**
   * @param answers until the dispatcher had the answer, with the alert committed
   * @param errors alerts that were not accepted, or whose nearest team was still busy
   * @param answerBytes of an accepted alert, on average
   */
  record Measured(Samples times, Samples answers, int errors, int answerBytes) {}

  private record Issued(String alertId, Place place, long due, long answered, int bytes) {}

  /** Alternates with the floor when there is one: it runs in the middle between two alerts. */
  Measured run(int perSecond, Duration length, Runnable between) throws InterruptedException {
    Queue<Issued> issued = new ConcurrentLinkedQueue<>();
    AtomicInteger errors = new AtomicInteger();
    long interval = 1_000_000_000L / perSecond;
    long count = Math.max(1, length.toNanos() / interval);
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long due = begun + i * interval;
        awaitNanos(due);
        Place place = places.get(next++ % places.size());
        var _ = threads.submit(() -> issue(place, due, issued, errors));
        awaitNanos(due + interval / 2);
        between.run();
      }
    }
    return measured(List.copyOf(issued), errors.get());
  }

  private void issue(Place place, long due, Queue<Issued> issued, AtomicInteger errors) {
    try {
      CommandCenter.Answer answer = center.issue(place);
      long answered = System.nanoTime();
      if (!answer.isCreated()) {
        errors.incrementAndGet();
        return;
      }
      Thread.sleep(UNTIL_CANCELLED); // the pace of the load
      String alertId = answer.alertId();
      if (answer.callsFirst(place.team())) {
        issued.add(new Issued(alertId, place, due, answered, answer.body().length()));
      } else {
        errors.incrementAndGet();
      }
      if (!center.cancel(alertId)) {
        errors.incrementAndGet();
      }
    } catch (IOException | RuntimeException e) {
      errors.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Measured measured(List<Issued> issued, int errors) throws InterruptedException {
    if (issued.isEmpty()) {
      throw new WrongAnswer("not one alert was accepted, with " + errors + " errors");
    }
    long end = System.nanoTime() + ARRIVAL_DEADLINE.toNanos();
    while (System.nanoTime() < end
        && !issued.stream().allMatch(each -> arrivals.has(each.alertId()))) {
      Thread.sleep(50); // arrivals carry their own times
    }
    List<Long> times = new ArrayList<>();
    List<Long> answers = new ArrayList<>();
    long bytes = 0;
    for (Issued one : issued) {
      times.add(arrivals.only(one.alertId(), one.place().account()) - one.due());
      answers.add(one.answered() - one.due());
      bytes += one.bytes();
    }
    return new Measured(
        Samples.of(times), Samples.of(answers), errors, (int) (bytes / issued.size()));
  }

  private static void awaitNanos(long due) {
    long left;
    while ((left = due - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
