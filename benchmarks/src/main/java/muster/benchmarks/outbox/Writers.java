package muster.benchmarks.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Some threads that write one alert after the other until there is no reason to go on. */
final class Writers {
  static final int THREADS = 4;

  private Writers() {}

  /** Writes one alert; what it opened is closed at the end. */
  interface Writer extends AutoCloseable {
    void write(int alert) throws Exception;
  }

  interface Opening {
    Writer open() throws Exception;
  }

  /** Returns how many alerts were written, numbered from 0. */
  static int run(Opening opening, BooleanSupplier goOn, int atMost)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(
            threads.submit(
                () -> {
                  try (Writer writer = opening.open()) {
                    while (goOn.getAsBoolean()) {
                      int alert = next.getAndIncrement();
                      if (alert >= atMost) {
                        break;
                      }
                      writer.write(alert);
                      written.incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    return written.get();
  }
}
