package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand.OpenNextWave;
import org.junit.jupiter.api.Test;

/** Whose teams are called. */
class BordersTest {
  private static final CallOutTerms WITHIN_THE_COUNTY =
      AlertStory.terms(1, 0, 3, 2).within(codes("320371"));

  private static Set<JurisdictionCode> codes(String... codes) {
    return Stream.of(codes).map(JurisdictionCode::new).collect(Collectors.toSet());
  }

  @Test
  void teamsWithinTheBordersAreLookedForAndAfterTheEscalationTheParentsToo() {
    AlertStory story =
        AlertStory.needing(1, "xizhu").under(WITHIN_THE_COUNTY).in("320371").issued();
    assertThat(story.lastCallOut().search().borders()).isEqualTo(codes("320371"));

    story
        .declines("xizhu")
        .happened("TaskDeclined xizhu", "WaveOpened 2 EXHAUSTED", "AlertEscalated 320371 3203");
    assertThat(story.lastCallOut().search().borders()).isEqualTo(codes("320371"));
    story.opensAWaveByHand();
    assertThat(story.lastCallOut().search().borders()).isEqualTo(codes("320371", "3203"));
  }

  @Test
  void aWiderDispatcherWhoOpensAWaveAddsTheirOwn() {
    AlertStory story = AlertStory.needing(1, "xizhu", "liyi").under(WITHIN_THE_COUNTY).issued();
    story.does(new OpenNextWave("dispatcher", 1, new JurisdictionCode("32")));
    assertThat(story.lastCallOut().search().borders()).isEqualTo(codes("320371", "32"));
  }

  @Test
  void anAlertIssuedWithoutBordersHasNone() {
    AlertStory story = AlertStory.needing(1, "xizhu").issued();
    assertThat(story.lastCallOut().search().borders()).isEmpty();
    story.does(new OpenNextWave("dispatcher", 1, new JurisdictionCode("3203")));
    assertThat(story.lastCallOut().search().borders()).isEmpty();
  }
}
