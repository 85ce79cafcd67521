package muster.report;

import static muster.report.Requests.BIKE;
import static muster.report.Requests.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import muster.contracts.place.GeoPoint;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much is taken within a minute, over two instances that are set as they come. */
@OnRealServers
class RateTest {
  private static final RunningService SERVICE = RunningService.get();
  private static final int PER_ACCOUNT = 30;
  private static final int PER_ALERT = 120;

  private static ConfigurableApplicationContext one;
  private static ConfigurableApplicationContext other;

  @BeforeAll
  static void start() {
    one = SERVICE.start();
    other = SERVICE.start();
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  private static HttpApi instance(int n) {
    return RunningService.apiOf(n % 2 == 0 ? one : other);
  }

  private static String newReporter() {
    return SERVICE.issuer.token("r-" + UUID.randomUUID(), Set.of("reporter"), RunningService.XIZHU);
  }

  /** As many at a time as a busy machine, too, answers before it says that it is busy. */
  private static List<Integer> atOnce(List<Callable<Answer>> requests) throws Exception {
    try (var threads = Executors.newFixedThreadPool(24)) {
      return threads.invokeAll(requests).stream()
          .map(
              answer -> {
                try {
                  return answer.get().status();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              })
          .toList();
    }
  }

  private static void isRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(429);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.text("type")).isEqualTo("/problems/too-many-requests");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
  }

  private static void letAMinutePass(String column, Object value) {
    JdbcClient.create(SERVICE.context.getBean(javax.sql.DataSource.class))
        .sql("update taken_in set at = at - interval '1 minute' where " + column + " = ?")
        .param(value)
        .update();
  }

  @Test
  void thirtyReportsOfAnAccountAreTakenInAMinuteWhateverInstancesTheyComeTo() throws Exception {
    String account = "r-" + UUID.randomUUID();
    String reporter = SERVICE.issuer.token(account, Set.of("reporter"), RunningService.XIZHU);

    List<Integer> answers =
        atOnce(
            IntStream.range(0, PER_ACCOUNT + 10)
                .<Callable<Answer>>mapToObj(i -> () -> instance(i).post(REPORTS, reporter, BIKE))
                .toList());

    assertThat(answers.stream().filter(status -> status == 201)).hasSize(PER_ACCOUNT);
    assertThat(answers.stream().filter(status -> status == 429)).hasSize(10);
    isRefused(instance(0).post(REPORTS, reporter, BIKE));
    assertThat(instance(1).post(REPORTS, newReporter(), BIKE).status()).isEqualTo(201);
    letAMinutePass("account", account);
    assertThat(instance(0).post(REPORTS, reporter, BIKE).status()).isEqualTo(201);
  }

  @Test
  void additionsCountAndRepetitionsDoNot() {
    String reporter = newReporter();
    Answer first = instance(0).post(REPORTS, reporter, BIKE, "Idempotency-Key", "first");
    for (int i = 2; i < PER_ACCOUNT; i++) {
      assertThat(instance(i).post(REPORTS, reporter, BIKE).status()).isEqualTo(201);
      assertThat(instance(i).post(REPORTS, reporter, BIKE, "Idempotency-Key", "first").json())
          .isEqualTo(first.json());
    }
    String additions = REPORTS + "/" + first.text("id") + "/additions";
    assertThat(instance(0).post(additions, reporter, "{\"text\":\"more\"}").status())
        .isEqualTo(200);
    assertThat(instance(1).post(additions, reporter, "{\"text\":\"more\"}").status())
        .isEqualTo(200);
    isRefused(instance(1).post(additions, reporter, "{\"text\":\"even more\"}"));
    isRefused(instance(0).post(REPORTS, reporter, BIKE));
    assertThat(instance(0).post(REPORTS, reporter, BIKE, "Idempotency-Key", "first").status())
        .isEqualTo(201);
  }

  /** Whoever tries one number after the other is stopped, and learns of none that there is. */
  @Test
  void numbersThatAreNoneCount() {
    int number = Alerts.newNumber();
    SERVICE.publish(Alerts.issued(UUID.randomUUID(), number, new GeoPoint(34.27, 117.35)));
    String clue = "{\"category\":\"THEFT\",\"text\":\"seen\",\"alertId\":\"%d\"}";
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                SERVICE.http.post(REPORTS, newReporter(), clue.formatted(number)).status() == 201);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                instance(0).post(REPORTS, newReporter(), clue.formatted(99_999_996)).status()
                    == 404);
    String reporter = newReporter();
    for (int i = 0; i < PER_ACCOUNT; i++) {
      assertThat(instance(i).post(REPORTS, reporter, clue.formatted(99_999_900 + i)).status())
          .isEqualTo(404);
    }
    isRefused(instance(0).post(REPORTS, reporter, clue.formatted(99_999_996)));
    isRefused(instance(1).post(REPORTS, reporter, clue.formatted(number)));
  }

  @Test
  void anAlertTakes120CluesInAMinuteFromWhomeverTheyAre() throws Exception {
    UUID alert = UUID.randomUUID();
    int number = Alerts.newNumber();
    SERVICE.publish(Alerts.issued(alert, number, new GeoPoint(34.27, 117.35)));
    String clue = "{\"category\":\"THEFT\",\"text\":\"seen\",\"alertId\":\"%s\"}".formatted(alert);
    String waiting = newReporter();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                SERVICE
                        .http
                        .post(REPORTS, waiting, clue.replace(alert.toString(), "" + number))
                        .status()
                    == 201);
    letAMinutePass("alert_id", alert);

    List<String> reporters = IntStream.range(0, 10).mapToObj(i -> newReporter()).toList();
    List<Integer> answers =
        atOnce(
            IntStream.range(0, PER_ALERT + 20)
                .<Callable<Answer>>mapToObj(
                    i -> () -> instance(i).post(REPORTS, reporters.get(i % 10), clue))
                .toList());

    assertThat(answers.stream().filter(status -> status == 201)).hasSize(PER_ALERT);
    assertThat(answers.stream().filter(status -> status == 429)).hasSize(20);
    isRefused(instance(0).post(REPORTS, newReporter(), clue));
    assertThat(instance(0).post(REPORTS, newReporter(), BIKE).status()).isEqualTo(201);
    letAMinutePass("alert_id", alert);
    assertThat(instance(1).post(REPORTS, newReporter(), clue).status()).isEqualTo(201);
  }
}
