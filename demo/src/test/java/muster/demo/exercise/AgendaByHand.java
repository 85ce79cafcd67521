package muster.demo.exercise;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Runs what is due when the clock is moved, in its order, on the thread that moves it. */
final class AgendaByHand implements Agenda {
  final HandClock clock = new HandClock();

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparing(Planned::number));
  private int number;

  private record Planned(Instant at, int number, Step step) {}

  @Override
  public void in(Duration time, Step step) {
    planned.add(new Planned(clock.instant().plus(time), number++, step));
  }

  void fastForward(Duration time) throws IOException, InterruptedException {
    Instant end = clock.instant().plus(time);
    while (!planned.isEmpty() && !planned.peek().at().isAfter(end)) {
      Planned next = planned.remove();
      clock.set(next.at());
      next.step().run();
    }
    clock.set(end);
  }
}
