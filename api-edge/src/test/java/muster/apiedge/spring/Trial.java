package muster.apiedge.spring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import muster.apiedge.Cursor;
import muster.apiedge.Page;
import muster.apiedge.PlaceJson;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The smallest service that has an edge. */
@SpringBootConfiguration
@EnableAutoConfiguration
class Trial {
  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http) {
    return ApiSecurity.chain(
        http,
        rules ->
            rules
                .pathMatchers(HttpMethod.POST, "/api/notes")
                .hasAnyAuthority(ApiSecurity.names(Role.OFFICER)));
  }

  enum Kind {
    SHORT,
    LONG
  }

  record Note(
      @Required @Text(max = 10) @Nullable String text,
      @Text(max = 5, mayBeBlank = true) @Nullable String remark,
      @Nullable Kind kind,
      @Nullable Integer number,
      @Nullable Instant at,
      @Valid @Nullable PlaceRequest place,
      @Nullable List<String> tags,
      @Valid @Nullable Note inner) {}

  /** What came of it. */
  record Taken(String by, String text, @Nullable PlaceJson place, String hash) {}

  @RestController
  static final class Notes {
    private final JsonMapper mapper;

    Notes(JsonMapper mapper) {
      this.mapper = mapper;
    }

    @PostMapping("/api/notes")
    Taken take(
        @RequestHeader(name = IdempotencyKey.HEADER, required = false) @IdempotencyKey
            @Nullable String key,
        @RequestBody @Valid Note note,
        @AuthenticationPrincipal Caller caller) {
      return new Taken(
          caller.subject(),
          Objects.requireNonNull(note.text()),
          note.place() == null ? null : PlaceJson.of(note.place().toWgs84("place")),
          HexFormat.of().formatHex(RequestHash.of(mapper, note)));
    }

    @GetMapping("/api/notes")
    Page<String> list(
        @RequestParam(required = false) @Nullable Instant from,
        @RequestParam(name = "kind", required = false) @Nullable Kind ofKind,
        @RequestParam(required = false) @Nullable List<String> tag,
        @RequestParam(required = false) @Nullable String cursor,
        @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
      Cursor.id(cursor);
      return new Page<>(tag == null ? List.of() : tag, null);
    }

    @GetMapping("/api/notes/{id}")
    Map<String, String> get(@PathVariable UUID id, @RequestParam String form) {
      return Map.of("id", id.toString(), "form", form);
    }

    /** Already JSON, as a text: the framework would write it as text for whoever accepts that. */
    @GetMapping("/api/written")
    String written() {
      return "{}";
    }

    @GetMapping(path = "/api/lines", produces = "text/csv")
    String lines() {
      return "a,b";
    }

    @GetMapping(path = "/api/lines", params = "progress", produces = "text/csv")
    String linesWithProgress() {
      return "a,b";
    }

    @NeverInConflict
    @AlsoRefuses(ProblemType.NOT_FOUND)
    @PostMapping("/api/trials")
    ResponseEntity<Note> trial(@RequestBody Note note) {
      return ResponseEntity.created(URI.create("/api/trials/1")).body(note);
    }

    @DeleteMapping("/api/away")
    void databaseAway() {
      throw new DataAccessResourceFailureException("Connection to 10.0.0.7 refused");
    }

    @DeleteMapping("/api/bug")
    void bug() {
      throw new IllegalStateException("secret");
    }
  }
}
