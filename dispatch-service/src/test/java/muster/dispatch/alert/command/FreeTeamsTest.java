package muster.dispatch.alert.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.dispatch.Shortfall.Cause;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.dispatch.team.Pick;
import muster.dispatch.team.Search;
import muster.dispatch.team.Selection;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** Teams that others are taking at this moment, each when it is asked for. */
@OnRealServers
class FreeTeamsTest {
  /** One more than are asked for one by one. */
  private static final int TAKEN = FreeTeams.MAX_ROUNDS + 1;

  private static final double RADIUS_METERS = 3_000;

  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final GeoPoint place = RunningDispatch.newPlace();

  @Test
  void aWaveThatOthersHaveAlwaysBeenFasterForSaysWhyItIsShort() throws SQLException {
    // All of them within the radius, however many rounds there are.
    List<String> teams = dispatch.seedTeams(place, TAKEN + 1, RADIUS_METERS / (TAKEN + 2));

    Selection selection = held(2, teams.subList(1, teams.size()));

    assertThat(selection.picks()).extracting(Pick::teamId).containsExactly(teams.getFirst());
    assertThat(selection.shortfalls()).containsExactly(new Shortfall(Cause.ON_OTHER_TASK, 1));
  }

  @Test
  void oneThatGetsWhatItWantsInTheEndIsNotShort() throws SQLException {
    List<String> teams = dispatch.seedTeams(place, 4, 100);

    Selection selection = held(1, teams.subList(0, 3));

    assertThat(selection.picks()).extracting(Pick::teamId).containsExactly(teams.getLast());
    assertThat(selection.shortfalls()).isEmpty();
  }

  @Test
  void oneThatIsShortAnywayCountsTheTeamsThatOthersTook() throws SQLException {
    List<String> teams = dispatch.seedTeams(place, 3, 100);

    Selection selection = held(3, teams.subList(1, 3));

    assertThat(selection.picks()).extracting(Pick::teamId).containsExactly(teams.getFirst());
    assertThat(selection.shortfalls()).containsExactly(new Shortfall(Cause.ON_OTHER_TASK, 2));
  }

  /**
   * What a new alert gets while somebody else, whom nobody sees yet, is about to hold the teams.
   */
  private Selection held(int wanted, List<String> takenByOthers) throws SQLException {
    var beans = dispatch.context;
    try (Connection others = dispatch.database().getConnection()) {
      others.setAutoCommit(false);
      lock(others, takenByOthers);
      return Objects.requireNonNull(
          beans
              .getBean(TransactionOperations.class)
              .execute(
                  transaction -> {
                    transaction.setRollbackOnly();
                    return beans
                        .getBean(FreeTeams.class)
                        .hold(
                            UUID.randomUUID(),
                            Category.CROWD,
                            new Search(place, RADIUS_METERS, wanted, Set.of(), Set.of(), false),
                            beans.getBean(Clock.class).instant());
                  }));
    }
  }

  /** As TeamCommitmentTable locks a team, until the connection is closed. */
  private static void lock(Connection connection, List<String> teams) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "select pg_advisory_xact_lock(hashtextextended(?, 1952801133))")) {
      for (String team : teams) {
        lock.setString(1, team);
        lock.execute();
      }
    }
  }
}
