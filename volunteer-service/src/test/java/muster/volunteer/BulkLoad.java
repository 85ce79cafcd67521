package muster.volunteer;

import java.time.Duration;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.demo.xuzhou.XuzhouSeed;
import muster.outbox.OutboxRelay;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how long the registry of a whole city takes to load, through the API into PostgreSQL and
 * on to Kafka. Not a test: run {@code main}, with the number of teams and the share of people on
 * duty.
 */
final class BulkLoad {

  private BulkLoad() {}

  public static void main(String[] arguments) throws InterruptedException {
    int teams = Integer.parseInt(arguments[0]);
    double onDuty = Double.parseDouble(arguments[1]);
    XuzhouGenerator generator = XuzhouGenerator.city(1, teams, onDuty);
    try (RunningService service = new RunningService()) {
      OutboxRelay relay = service.context.getBean(OutboxRelay.class);
      long start = System.nanoTime();
      new XuzhouSeed(service.http.base(), service.staff("dispatcher", "3203"))
          .seed(
              generator,
              step ->
                  System.out.printf(
                      "%-30s %,9d lines in %6.1f s: %,7.0f lines/s, %,d rows wait in the outbox%n",
                      step.path(),
                      step.lines(),
                      step.took().toMillis() / 1e3,
                      step.linesPerSecond(),
                      relay.status().backlog()));
      JdbcClient database = JdbcClient.create(service.database());
      while (database.sql("select exists (select from outbox)").query(Boolean.class).single()) {
        Thread.sleep(Duration.ofMillis(200));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "all published %.1f s after the start: %,d records, %,.0f/s%n",
          took.toMillis() / 1e3,
          relay.status().published(),
          relay.status().published() * 1e3 / took.toMillis());
    }
    System.exit(0); // the HTTP client's threads would linger
  }
}
