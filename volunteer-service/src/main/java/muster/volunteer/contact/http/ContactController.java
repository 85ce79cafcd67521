package muster.volunteer.contact.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import muster.apiedge.ProblemException;
import muster.apiedge.spring.AlsoRefuses;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.problem.ProblemType;
import muster.volunteer.contact.Calls;
import muster.volunteer.contact.TeamContact;
import muster.volunteer.contact.command.TeamContacts;
import muster.volunteer.http.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom to ring up of a team that the caller's alert has called from elsewhere. */
@RestController
@Tag(name = "Teams")
class ContactController {
  private static final Logger LOG = LoggerFactory.getLogger(ContactController.class);

  private final TeamContacts contacts;

  ContactController(TeamContacts contacts) {
    this.contacts = contacts;
  }

  @AlsoRefuses(ProblemType.UNAVAILABLE)
  @GetMapping("/api/teams/{id}/contact")
  @Operation(
      summary = "Whom to ring up of a team that an alert has called",
      description =
          "Its captain, and one member more who is on duty and has a phone, for the captain may"
              + " have none or be on another alert (with no phone of a captain at all, one who is"
              + " off duty); everybody if it has no captain. For dispatchers and officers who are"
              + " responsible for the alert, wherever the team belongs, within a day of the call."
              + " Each read is recorded.")
  TeamContact get(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(
              description =
                  "The alert that has called the team: its id, or its number of 5 to 8 digits",
              schema = @Schema(implementation = String.class))
          @RequestParam
          AlertReference alertId) {
    String teamId = Refusals.checkedId(id);
    try {
      return Refusals.orThrow(contacts.read(caller, teamId, alertId));
    } catch (Calls.Unavailable e) {
      LOG.warn("It could not be found out which teams were called: {}", e.getMessage());
      throw new ProblemException(ProblemType.UNAVAILABLE);
    }
  }
}
