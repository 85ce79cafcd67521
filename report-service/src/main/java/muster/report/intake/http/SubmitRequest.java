package muster.report.intake.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import muster.apiedge.Jurisdictions;
import muster.apiedge.json.TextOrInteger;
import muster.apiedge.spring.PlaceRequest;
import muster.apiedge.spring.Required;
import muster.apiedge.spring.Text;
import muster.contracts.dispatch.Category;
import org.jspecify.annotations.Nullable;

/** What somebody reports. */
record SubmitRequest(
    @Required @Nullable Category category,
    @Required @Text(max = Limits.TEXT) @Nullable String text,
    @Valid @Nullable PlaceRequest location,
    @Text(max = Limits.ADDRESS, mayBeBlank = true) @Nullable String address,
    @Schema(
            description = "GB/T 2260 code; if absent, by the place, else the reporter's own",
            example = "320371003209")
        @Pattern(regexp = Jurisdictions.FORM, message = Jurisdictions.MESSAGE) @Nullable String jurisdiction,
    @Schema(
            description =
                "The running alert this is a clue on: its id, or its number of 5 to 8 digits; of one"
                    + " that was merged, the alert that goes on gets it",
            example = "40317")
        @Text(max = Limits.REFERENCE)
        @TextOrInteger
        @Nullable String alertId) {}
