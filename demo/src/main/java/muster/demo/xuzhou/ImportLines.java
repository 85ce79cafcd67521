package muster.demo.xuzhou;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.demo.xuzhou.GeneratedTeam.Person;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Lines for the bulk imports of volunteer-service. */
final class ImportLines {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private ImportLines() {}

  private record VolunteerLine(
      String id, String name, String subject, String phone, JurisdictionCode jurisdiction) {}

  private record TeamLine(
      String id,
      String name,
      JurisdictionCode jurisdiction,
      String kind,
      GeoPoint base,
      Set<String> capabilities,
      List<MemberLine> members) {}

  private record MemberLine(String volunteerId, TeamSnapshot.Member.Role role) {}

  private record PresenceLine(
      String volunteerId,
      boolean onDuty,
      @Nullable GeoPoint location,
      @Nullable Double accuracyMeters) {}

  static Stream<String> volunteers(GeneratedTeam team) {
    return team.members().stream()
        .map(
            person ->
                JSON.writeValueAsString(
                    new VolunteerLine(
                        person.id(),
                        person.name(),
                        person.id(),
                        person.phone(),
                        team.jurisdiction())));
  }

  static String team(GeneratedTeam team) {
    return JSON.writeValueAsString(
        new TeamLine(
            team.id(),
            team.name(),
            team.jurisdiction(),
            team.kind(),
            team.base(),
            team.capabilities(),
            team.members().stream()
                .map(person -> new MemberLine(person.id(), person.role()))
                .toList()));
  }

  static Stream<String> presences(GeneratedTeam team) {
    return team.onDuty().map(ImportLines::presence);
  }

  static Stream<String> offDuty(GeneratedTeam team) {
    return team.onDuty().map(person -> offDuty(person.id()));
  }

  static String offDuty(String volunteerId) {
    return JSON.writeValueAsString(new PresenceLine(volunteerId, false, null, null));
  }

  private static String presence(Person person) {
    return JSON.writeValueAsString(
        new PresenceLine(person.id(), true, person.position(), person.accuracyMeters()));
  }
}
