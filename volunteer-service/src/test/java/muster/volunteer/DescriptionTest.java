package muster.volunteer;

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
    Answer served = RunningService.get().get("/v3/api-docs", null);
    assertThat(served.status()).isEqualTo(200);
    CommittedDescription.requireCurrent("volunteer-service", served.body());
  }
}
