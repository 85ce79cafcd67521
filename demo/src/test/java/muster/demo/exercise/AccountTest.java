package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountTest {
  private final SampleServices services;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HandClock clock = new HandClock();
  private final Account account;

  AccountTest() throws Exception {
    services = new SampleServices();
    account =
        new Account(
            client, services.targets().tokens(), clock, "v-000123", Set.of("volunteer"), "3203");
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    services.close();
  }

  @Test
  void aTokenIsAskedForWhenItIsNeededAndKeptWhileItIsGood() throws Exception {
    services.tokensEndAt(clock.instant().plus(Duration.ofHours(8)).getEpochSecond());
    assertThat(services.tokensIssued()).isZero();
    for (int i = 0; i < 5; i++) {
      account.get(services.targets().dispatch(), "/api/tasks");
      clock.advance(Duration.ofHours(1));
    }
    assertThat(services.tokensIssued()).isEqualTo(1);
    assertThat(account.subject()).isEqualTo("v-000123");
  }

  @Test
  void theNextOneComesBeforeItRunsOut() throws Exception {
    services.tokensEndAt(clock.instant().plus(Duration.ofHours(8)).getEpochSecond());
    String first = account.token();
    clock.advance(Duration.ofHours(8).minusMinutes(1));
    services.tokensEndAt(clock.instant().plus(Duration.ofHours(8)).getEpochSecond());

    account.get(services.targets().dispatch(), "/api/tasks");

    assertThat(services.tokensIssued()).isEqualTo(2);
    assertThat(services.asked("GET /api/tasks").getFirst().token())
        .startsWith("Bearer ")
        .isNotEqualTo("Bearer " + first);
  }

  @Test
  void aRefusalIsAnAnswerAndABusyServiceIsAskedAgain() throws Exception {
    services.answers("POST /api/tasks/1/progress", 409, "{\"reason\":\"OVER\"}");
    services.answers("POST /api/tasks/2/progress", 503, "");
    Account.Reply over =
        account.post(services.targets().dispatch(), "/api/tasks/1/progress", Map.of());
    Account.Reply busy =
        account.post(services.targets().dispatch(), "/api/tasks/2/progress", Map.of());

    assertThat(over.isDone()).isFalse();
    assertThat(over.isWorthRepeating()).isFalse();
    assertThat(over.body().path("reason").asString("")).isEqualTo("OVER");
    assertThat(busy.isWorthRepeating()).isTrue();
  }
}
