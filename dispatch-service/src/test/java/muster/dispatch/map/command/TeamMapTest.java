package muster.dispatch.map.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.map.MapTile;
import muster.dispatch.map.TilePicture;
import muster.dispatch.team.TeamVisitor;
import org.junit.jupiter.api.Test;

/** How old what the map shows may be. */
class TeamMapTest {
  private static final JurisdictionCode CITY = new JurisdictionCode("3203");
  private static final MapTile WORLD = new MapTile(0, 0, 0);

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private final Set<String> onTask = ConcurrentHashMap.newKeySet();
  private final TeamMap map = new TeamMap(this::tell, onTask::contains, now::get);

  /** One team, of which as many are on duty as looks were taken. */
  private void tell(TeamVisitor visitor) {
    int onDuty = looks.incrementAndGet();
    visitor.team(
        new TeamSnapshot(
            "t-1", Instant.EPOCH, 1, "Team", CITY, new GeoPoint(34, 117), Set.of(), List.of()),
        onDuty);
  }

  private TilePicture draw() {
    return map.draw(CITY, WORLD, Crs.WGS84);
  }

  private int onDuty() {
    return draw().clusters().getFirst().onDuty();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void aLookServesForSomeSeconds() {
    assertThat(onDuty()).isEqualTo(1);
    pass(TeamMap.FRESH);
    assertThat(onDuty()).isEqualTo(1);
    assertThat(looks).hasValue(1);
  }

  @Test
  void afterThatTheNextOneIsTakenAndNobodyWaitsForIt() {
    var unused = draw();
    pass(TeamMap.FRESH.plusNanos(1));
    assertThat(onDuty()).isEqualTo(1);
    await().atMost(Duration.ofSeconds(10)).until(() -> looks.get() == 2);
    await().atMost(Duration.ofSeconds(10)).until(() -> onDuty() == 2);
  }

  @Test
  void whoComesAfterAPauseSeesNothingOld() {
    var unused = draw();
    pass(TeamMap.STALE.plusNanos(1));
    assertThat(onDuty()).isEqualTo(2);
  }

  @Test
  void whatTeamsDoIsAlwaysAsOfNow() {
    assertThat(draw().teams()).isEmpty();
    onTask.add("t-1");
    assertThat(draw().teams()).singleElement().matches(TilePicture.TeamPoint::onTask);
    assertThat(looks).hasValue(1);
  }
}
