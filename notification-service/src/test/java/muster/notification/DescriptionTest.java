package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import muster.testbed.CommittedDescription;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;

/** The pages have their types from the description that is committed. */
@OnRealServers
class DescriptionTest {
  @Test
  void theCommittedDescriptionIsTheServedOne() {
    try (RunningServer server = TestBed.shared().startServer()) {
      Answer served = server.get("/swagger/notification-service.yml", null);
      assertThat(served.status()).isEqualTo(200);
      CommittedDescription.requireCurrent("notification-service", served.body());
    }
  }
}
