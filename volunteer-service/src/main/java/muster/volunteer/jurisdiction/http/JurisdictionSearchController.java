package muster.volunteer.jurisdiction.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import muster.apiedge.PlaceJson;
import muster.apiedge.Scope;
import muster.apiedge.SearchTerms;
import muster.apiedge.spring.Text;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionSearch;
import muster.volunteer.jurisdiction.command.WordTable;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds jurisdictions by what somebody types. */
@RestController
@RequestMapping("/api/search/jurisdictions")
@Tag(name = "Search")
class JurisdictionSearchController {
  private final WordTable words;

  JurisdictionSearchController(WordTable words) {
    this.words = words;
  }

  /** A jurisdiction that was found. */
  record FoundJurisdiction(
      JurisdictionCode code,
      String name,
      JurisdictionCode.Level level,
      @Nullable JurisdictionCode parentCode,
      @Nullable PlaceJson location) {
    static FoundJurisdiction of(Jurisdiction found) {
      return new FoundJurisdiction(
          found.code(),
          found.name(),
          found.code().level(),
          found.parent(),
          found.location() == null ? null : PlaceJson.of(found.location()));
    }
  }

  /** What was found, the best first. */
  record FoundJurisdictions(List<FoundJurisdiction> items) {}

  @GetMapping
  @Operation(
      summary = "Jurisdictions in scope by code, name or pinyin",
      description =
          "The beginning of a code, part of a name, or the beginning of a reading in pinyin without"
              + " tones or of its initials (xizhucun, xzc). First that of this code or name, then"
              + " the names that begin with it, then those that have it, then readings; the wider"
              + " before the narrower. A new name is found after some seconds.")
  FoundJurisdictions search(
      @Parameter(description = "1 to 100 characters; of several words all have to be there")
          @RequestParam
          @Text(max = SearchTerms.LONGEST)
          String q,
      @RequestParam(defaultValue = SearchTerms.USUAL_LIMIT) @Min(1) @Max(SearchTerms.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    return new FoundJurisdictions(
        words
            .search(
                new JurisdictionSearch(
                    Scope.within(caller, null), SearchTerms.of(q), SearchTerms.whole(q), limit))
            .stream()
            .map(FoundJurisdiction::of)
            .toList());
  }
}
