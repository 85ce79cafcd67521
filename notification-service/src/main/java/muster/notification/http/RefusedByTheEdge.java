package muster.notification.http;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import muster.contracts.problem.ProblemType;

/**
 * On a controller, for the description of its API: what each of its operations refuses before its
 * own rules. Nothing else reads it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
    responseCode = "400",
    description = "The request is not valid, or can't be read",
    content =
        @Content(
            mediaType = ProblemType.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
    responseCode = "401",
    description = "A token is needed",
    content =
        @Content(
            mediaType = ProblemType.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
    responseCode = "403",
    description = "Not allowed, or outside the caller's jurisdiction",
    content =
        @Content(
            mediaType = ProblemType.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
    responseCode = "406",
    description = "Not acceptable",
    content =
        @Content(
            mediaType = ProblemType.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
    responseCode = "408",
    description = "Too slow",
    content =
        @Content(
            mediaType = ProblemType.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
    responseCode = "429",
    description = "Too many requests",
    content =
        @Content(
            mediaType = ProblemType.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
    responseCode = "431",
    description = "Header too large",
    content =
        @Content(
            mediaType = ProblemType.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
    responseCode = "503",
    description = "Not available now; Retry-After says when to try again",
    content =
        @Content(
            mediaType = ProblemType.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemSchema.class)))
public @interface RefusedByTheEdge {}
