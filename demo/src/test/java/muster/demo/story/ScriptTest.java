package muster.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import muster.demo.story.Script.Reaction;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static List<Reaction> wave(Script script, int wave, int teams) {
    return IntStream.range(0, teams).mapToObj(_ -> script.next(wave, false)).toList();
  }

  @Test
  void tooFewComeInTheFirstWaveAndOneMoreThanNeededInTheSecond() {
    Script script = new Script(Pace.QUICK);
    assertThat(wave(script, 1, 5)).filteredOn(Reaction.Acknowledges.class::isInstance).hasSize(1);
    assertThat(wave(script, 2, 9)).filteredOn(Reaction.Acknowledges.class::isInstance).hasSize(2);
  }

  @Test
  void someDeclineAndSomeNeverAnswer() {
    List<Reaction> first = wave(new Script(Pace.QUICK), 1, 5);
    assertThat(first).hasAtLeastOneElementOfType(Reaction.Declines.class);
    assertThat(first).hasAtLeastOneElementOfType(Reaction.Hesitates.class);
    assertThat(first).hasAtLeastOneElementOfType(Reaction.DoesNotLook.class);
  }

  @Test
  void whoReplacesAnUnreachedTeamDoesNotFillTheWave() {
    Script script = new Script(Pace.QUICK);
    assertThat(script.next(1, true)).isInstanceOf(Reaction.Declines.class);
    assertThat(script.next(1, false)).isInstanceOf(Reaction.Acknowledges.class);
  }

  @Test
  void whoIsFollowedOnPagesDoesTheSameSlower() {
    List<Reaction> quick = wave(new Script(Pace.QUICK), 1, 5);
    List<Reaction> followed = wave(new Script(Pace.FOLLOWED), 1, 5);
    assertThat(followed.stream().map(Object::getClass).toList())
        .isEqualTo(quick.stream().map(Object::getClass).toList());
    assertThat(followed.getFirst())
        .isEqualTo(new Reaction.Acknowledges(Duration.ofSeconds(6), 240));
  }
}
