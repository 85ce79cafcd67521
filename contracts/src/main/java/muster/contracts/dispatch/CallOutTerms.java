package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

@JsonClassDescription(
    "The terms one alert runs under: its category's policy at the moment of issue, with the number"
        + " of teams or people the issuer asked for. They stay with the alert, so a changed policy"
        + " never changes a running call-out; a person may, with alert.changed.")
public record CallOutTerms(
    @JsonPropertyDescription(
            "Teams that are kept, 1 to 200; where people are needed 1, and as many are kept as it"
                + " takes")
        int teamsNeeded,
    @JsonPropertyDescription(
            "Standby teams to gather before the teams that have not answered are stood down, 0 to"
                + " 50; with 0 they are stood down at the moment the alert is covered")
        int standbyTeams,
    @JsonPropertyDescription(
            "Teams called in the first wave, 1 to 500; where people are needed, the people on duty in"
                + " them")
        int waveSize,
    @JsonPropertyDescription("Factor on the wave size for each further wave, 1 to 10")
        double waveGrowth,
    @JsonPropertyDescription("Search radius of the first wave in metres, 50 to 100000")
        double radiusMeters,
    @JsonPropertyDescription("Factor on the radius for each further wave, 1 to 10")
        double radiusGrowth,
    @JsonPropertyDescription("Waves before the alert escalates, 1 to 10") int maximumWaves,
    @JsonPropertyDescription("How long a wave has to answer, 1 s to 24 h")
        Duration acknowledgementDeadline,
    @JsonPropertyDescription(
            "How long a team's devices have to confirm before the team is replaced as unreached, 1"
                + " s to 24 h")
        Duration reachDeadline,
    @JsonPropertyDescription("Alert to first team on scene, the standard to be met, 1 s to 24 h")
        Duration responseTarget,
    @JsonPropertyDescription("An alert nobody ends expires after this, 1 s to 30 d")
        Duration expiry,
    @JsonPropertyDescription("Capabilities each team must have, at most 20")
        Set<String> requiredCapabilities,
    @JsonPropertyDescription("True: teams already on another alert may be called too")
        boolean sharesTeams,
    @JsonPropertyDescription(
            "Jurisdictions whose teams may be called, and those of all below them; once the alert"
                + " has escalated the parent's, too. Absent: teams of all jurisdictions")
        @Nullable Set<JurisdictionCode> borders,
    @JsonPropertyDescription(
            "People that are needed, 1 to 500: teams are kept until those who come with them are as"
                + " many. Absent: teams are counted")
        @Nullable Integer peopleNeeded,
    @JsonPropertyDescription(
            "How long a team that is in may take to say that it is on its way before it is"
                + " reminded, 1 s to 24 h. Absent: nobody is reminded")
        @Nullable Duration reminderAfter) {

  public CallOutTerms {
    requiredCapabilities = Collections.unmodifiableSortedSet(new TreeSet<>(requiredCapabilities));
    borders = borders == null ? null : inOrder(borders);
  }

  /** Without borders and reminders, for an alert that needs teams. */
  public CallOutTerms(
      int teamsNeeded,
      int standbyTeams,
      int waveSize,
      double waveGrowth,
      double radiusMeters,
      double radiusGrowth,
      int maximumWaves,
      Duration acknowledgementDeadline,
      Duration reachDeadline,
      Duration responseTarget,
      Duration expiry,
      Set<String> requiredCapabilities,
      boolean sharesTeams) {
    this(
        teamsNeeded,
        standbyTeams,
        waveSize,
        waveGrowth,
        radiusMeters,
        radiusGrowth,
        maximumWaves,
        acknowledgementDeadline,
        reachDeadline,
        responseTarget,
        expiry,
        requiredCapabilities,
        sharesTeams,
        null,
        null,
        null);
  }

  /** The same terms within these borders. */
  public CallOutTerms within(Set<JurisdictionCode> jurisdictions) {
    return with(
        teamsNeeded, peopleNeeded, waveSize, responseTarget, expiry, jurisdictions, reminderAfter);
  }

  /** The same terms with teams reminded after so long; null: never. */
  public CallOutTerms remindingAfter(@Nullable Duration after) {
    return with(teamsNeeded, peopleNeeded, waveSize, responseTarget, expiry, borders, after);
  }

  private static Set<JurisdictionCode> inOrder(Set<JurisdictionCode> jurisdictions) {
    TreeSet<JurisdictionCode> sorted = new TreeSet<>(Comparator.comparing(JurisdictionCode::value));
    sorted.addAll(jurisdictions);
    return Collections.unmodifiableSortedSet(sorted);
  }

  /** For an alert that needs more or fewer teams than before. */
  public CallOutTerms withTeamsNeeded(int others) {
    return with(others, null, waveSize, responseTarget, expiry, borders, reminderAfter);
  }

  /** For an alert that needs more or fewer people than before. */
  public CallOutTerms withPeopleNeeded(int others) {
    return with(1, others, waveSize, responseTarget, expiry, borders, reminderAfter);
  }

  /** For an alert that calls more or fewer in its first wave than before. */
  public CallOutTerms withWaveSize(int others) {
    return with(teamsNeeded, peopleNeeded, others, responseTarget, expiry, borders, reminderAfter);
  }

  /**
   * For an alert that needs so many people instead of teams.
   *
   * @param people on duty to call in the first wave
   */
  public CallOutTerms needingPeople(int needed, int people) {
    return with(1, needed, people, responseTarget, expiry, borders, reminderAfter);
  }

  /** For an alert whose clocks run already: they are those of the terms before. */
  public CallOutTerms withClocksOf(CallOutTerms before) {
    return with(
        teamsNeeded,
        peopleNeeded,
        waveSize,
        before.responseTarget,
        before.expiry,
        borders,
        reminderAfter);
  }

  private CallOutTerms with(
      int newTeamsNeeded,
      @Nullable Integer newPeopleNeeded,
      int newWaveSize,
      Duration newResponseTarget,
      Duration newExpiry,
      @Nullable Set<JurisdictionCode> newBorders,
      @Nullable Duration newReminderAfter) {
    return new CallOutTerms(
        newTeamsNeeded,
        standbyTeams,
        newWaveSize,
        waveGrowth,
        radiusMeters,
        radiusGrowth,
        maximumWaves,
        acknowledgementDeadline,
        reachDeadline,
        newResponseTarget,
        newExpiry,
        requiredCapabilities,
        sharesTeams,
        newBorders,
        newPeopleNeeded,
        newReminderAfter);
  }
}
