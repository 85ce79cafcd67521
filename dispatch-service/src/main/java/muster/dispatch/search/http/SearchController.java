package muster.dispatch.search.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import muster.apiedge.Scope;
import muster.apiedge.SearchTerms;
import muster.apiedge.spring.Text;
import muster.contracts.access.Caller;
import muster.dispatch.search.FoundAlert;
import muster.dispatch.search.FoundTeam;
import muster.dispatch.search.command.AlertSearch;
import muster.dispatch.search.command.TeamFinder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds by what somebody types, in the caller's jurisdiction. */
@RestController
@RequestMapping("/api/search")
@Tag(name = "Search")
final class SearchController {
  private static final String Q = "1 to 100 characters; of several words all have to be there";

  private final AlertSearch alerts;
  private final TeamFinder teams;

  SearchController(AlertSearch alerts, TeamFinder teams) {
    this.alerts = alerts;
    this.teams = teams;
  }

  /** What was found, the best first. */
  record FoundAlerts(List<FoundAlert> items) {}

  /** What was found, the best first. */
  record FoundTeams(List<FoundTeam> items) {}

  @GetMapping("/alerts")
  @Operation(
      summary = "Alerts in scope by number, id or words",
      description =
          "That of this number or id first, then those with all the words in headline, description"
              + " or address, the newest first. By its words a new alert is found after some"
              + " seconds.")
  FoundAlerts alerts(
      @Parameter(description = Q) @RequestParam @Text(max = SearchTerms.LONGEST) String q,
      @RequestParam(defaultValue = SearchTerms.USUAL_LIMIT) @Min(1) @Max(SearchTerms.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    return new FoundAlerts(
        alerts.search(Scope.within(caller, null), SearchTerms.whole(q), SearchTerms.of(q), limit));
  }

  @GetMapping("/teams")
  @Operation(
      summary = "Teams in scope by id or name",
      description =
          "Those that this service could call. That of this id or name first, then names that begin"
              + " with it, then those that have all the words, then ids that begin with it.")
  FoundTeams teams(
      @Parameter(description = Q) @RequestParam @Text(max = SearchTerms.LONGEST) String q,
      @RequestParam(defaultValue = SearchTerms.USUAL_LIMIT) @Min(1) @Max(SearchTerms.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    return new FoundTeams(
        teams.search(Scope.within(caller, null), SearchTerms.whole(q), SearchTerms.of(q), limit));
  }
}
