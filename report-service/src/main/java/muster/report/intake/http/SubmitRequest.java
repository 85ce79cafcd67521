package muster.report.intake.http;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.report.web.CleanText;
import org.jspecify.annotations.Nullable;

/** What somebody reports. */
record SubmitRequest(
    @NotNull @Nullable Category category,
    @NotBlank @Size(max = Limits.TEXT) @CleanText @Nullable String text,
    @Valid @Nullable PlaceRequest location,
    @Size(max = Limits.ADDRESS) @CleanText @Nullable String address,
    @Schema(description = "GB/T 2260 code; the reporter's own if absent", example = "320371003209")
        @Pattern(regexp = Limits.JURISDICTION, message = Limits.JURISDICTION_MESSAGE) @Nullable String jurisdiction,
    @Schema(description = "The running alert this is a clue on") @Nullable UUID alertId) {}
