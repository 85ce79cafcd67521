package muster.gateway.session.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import muster.apiedge.ProblemException;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.contracts.problem.ProblemType;
import muster.gateway.session.Device;
import muster.gateway.session.TokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/session}: who am I, for the pages. */
@RestController
public final class SessionController {
  /** The field by which a page shows that a request is its own. */
  static final String CSRF_HEADER = "X-XSRF-TOKEN";

  private final SignedIn signedIn;
  private final TokenStore store;
  private final boolean exercise;

  /**
   * @param exercise whether this is a stack for training
   */
  public SessionController(SignedIn signedIn, TokenStore store, boolean exercise) {
    this.signedIn = signedIn;
    this.store = store;
    this.exercise = exercise;
  }

  /** Who is signed in. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionView(
      @JsonPropertyDescription("The account, as its tokens name it") String subject,
      @JsonPropertyDescription("The person's name; the account's where the issuer has none")
          String name,
      @JsonPropertyDescription("Lower-case names of roles") List<String> roles,
      @JsonPropertyDescription("GB/T 2260 code of the area; absent where there is none")
          @Nullable String jurisdiction,
      @JsonPropertyDescription("desk or phone, as the login said") String device,
      @JsonPropertyDescription("When the session ends, however much it is used") Instant expiresAt,
      @JsonPropertyDescription("Changes are asked for with the cookie XSRF-TOKEN in this header")
          String csrfHeader,
      @JsonPropertyDescription("True on a stack for training, as every page says; else absent")
          @Nullable Boolean exercise) {}

  @GetMapping(path = "/api/session", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<SessionView> show(HttpServletRequest request) {
    Parameters.none(request);
    Optional<String> id = signedIn.findSessionId(request);
    HttpSession session = request.getSession(false);
    if (id.isEmpty() || session == null) {
      throw new ProblemException(ProblemType.UNAUTHORIZED);
    }
    JWTClaimsSet claims =
        store
            .find(id.get())
            .map(kept -> claims(kept.tokens().access()))
            .orElseThrow(() -> new ProblemException(ProblemType.UNAUTHORIZED));
    Caller caller = Caller.of(claims.getClaims());
    String name = claims.getClaim("name") instanceof String given ? given : caller.subject();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new SessionView(
                caller.subject(),
                name,
                caller.roles().stream().map(Role::claim).sorted().toList(),
                caller.scope().map(String::valueOf).orElse(null),
                session.getAttribute(Device.OF_SESSION) instanceof String device
                    ? device
                    : Device.DESK.wireName(),
                Instant.ofEpochMilli(session.getCreationTime())
                    .plusSeconds(session.getMaxInactiveInterval()),
                CSRF_HEADER,
                exercise ? true : null));
  }

  /** It came from the issuer itself: nothing is to be verified. */
  private static JWTClaimsSet claims(String token) {
    try {
      return JWTParser.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new IllegalStateException("the issuer's access token is no JWT", e);
    }
  }
}
