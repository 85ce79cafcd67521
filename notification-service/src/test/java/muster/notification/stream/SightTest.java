package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.place.JurisdictionCode;
import muster.notification.Incident;
import org.junit.jupiter.api.Test;

/** Who sees what of an alert of Xizhu that has called teams from elsewhere. */
class SightTest {
  private static final String VILLAGE = "320371003209";
  private static final String CHANGZHOU = "320412001001";
  private static final String OTHER_TOWN = "320412002001";

  private final AlertBoard board = new AlertBoard(10);
  private final Incident incident = new Incident(VILLAGE);
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();
  private long offset;

  @Test
  void theFirstCallTellsOfTheAlertAndTheNextOnesOnlyOfTheTeam() {
    next(incident.issued());
    AddressedEvent call = next(incident.offeredTo(first, "a", CHANGZHOU));
    AddressedEvent other = next(incident.offeredTo(second, "b", OTHER_TOWN));
    AddressedEvent again = next(incident.offeredTo(first, "a", CHANGZHOU));

    assertThat(sight("3204", call)).isEqualTo(Sight.FIRST_AS_GUEST);
    assertThat(sight("3204", other)).isEqualTo(Sight.AS_GUEST);
    assertThat(sight("3204", again)).isEqualTo(Sight.AS_GUEST);
    // Each scope has its own first call.
    assertThat(sight("320412001", call)).isEqualTo(Sight.FIRST_AS_GUEST);
    assertThat(sight("320412001", other)).isEqualTo(Sight.NOTHING);
    assertThat(sight("320412002", call)).isEqualTo(Sight.NOTHING);
    assertThat(sight("320412002", other)).isEqualTo(Sight.FIRST_AS_GUEST);
  }

  @Test
  void beforeTheCallAndOfOtherTeamsAGuestSeesNothing() {
    AddressedEvent issued = next(incident.issued());
    AddressedEvent ours = next(incident.offeredTo(second, "ours", VILLAGE));
    AddressedEvent updated = next(incident.updated("before"));
    next(incident.offeredTo(first, "a", CHANGZHOU));

    for (AddressedEvent hidden :
        List.of(
            issued,
            ours,
            updated,
            next(incident.acknowledged(second, "ours", "v")),
            next(incident.clue("at the bridge")),
            next(incident.note("Mrs Li rang")))) {
      assertThat(sight("3204", hidden)).as(hidden.event().toString()).isEqualTo(Sight.NOTHING);
      assertThat(sight("3203", hidden)).isEqualTo(Sight.ALL);
    }
    for (AddressedEvent told :
        List.of(
            next(incident.updated("after")),
            next(incident.acknowledged(first, "a", "v")),
            next(incident.covered(2)),
            next(incident.resolved()),
            next(incident.answeredLate(first, "a", "v")),
            next(incident.reopened()))) {
      assertThat(sight("3204", told)).as(told.event().toString()).isEqualTo(Sight.AS_GUEST);
    }
  }

  @Test
  void whoIsResponsibleForTheAlertOrIsSubordinateToItIsNoGuest() {
    Incident ofTheCounty = new Incident("320371");
    next(ofTheCounty.issued());
    AddressedEvent call = next(ofTheCounty.offeredTo(first, "a", VILLAGE));
    for (String scope : List.of("32", "3203", "320371")) {
      assertThat(sight(scope, call)).as(scope).isEqualTo(Sight.ALL);
    }
    for (String scope : List.of("320371003", VILLAGE, "320372", "3204", "41")) {
      assertThat(sight(scope, call)).as(scope).isEqualTo(Sight.NOTHING);
    }
  }

  @Test
  void anOfferThatDoesNotSayWhereTheTeamBelongsMakesNobodyAGuest() {
    next(incident.issued());
    AddressedEvent call = next(incident.offered(first, "a"));
    assertThat(sight("3204", call)).isEqualTo(Sight.NOTHING);
    assertThat(sight("3204", next(incident.resolved()))).isEqualTo(Sight.NOTHING);
  }

  @Test
  void ofAnAlertWhoseBeginningIsNotKnownNobodyIsAGuest() {
    AddressedEvent call = next(incident.offeredTo(first, "a", CHANGZHOU));
    assertThat(sight("3204", call)).isEqualTo(Sight.NOTHING);
    assertThat(sight("32", call)).isEqualTo(Sight.NOTHING);
  }

  private AddressedEvent next(Incident happened) {
    return board.accept(new LogRecord(0, offset++, 100, happened.nextEvent())).orElseThrow();
  }

  private static Sight sight(String scope, AddressedEvent event) {
    return new Viewer.Operator(
            "o", new JurisdictionCode(scope), List.of(), Optional.empty(), Optional.empty())
        .sight(event);
  }
}
