package muster.identity.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import muster.identity.DemoTokens;
import muster.identity.IdentitySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /demo/tokens}: a token without a password, for this machine alone. */
@RestController
class DemoTokenController {
  private final DemoTokens tokens;

  DemoTokenController(DemoTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Who is asked for.
   *
   * @param username a demo account, a role, or any subject such as {@code v-000123}
   */
  record TokenRequest(
      @NotBlank @Size(max = 64) String username,
      @Nullable @Size(min = 1, max = 6) Set<@Pattern(regexp = IdentitySettings.ROLE) String> roles,
      @Nullable @Pattern(regexp = IdentitySettings.JURISDICTION) String jurisdiction,
      @Nullable @Size(min = 1, max = 64) String name) {}

  record TokenAnswer(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn) {}

  @PostMapping("/demo/tokens")
  TokenAnswer issue(@Valid @RequestBody TokenRequest request) {
    var token =
        tokens.issue(request.username(), request.roles(), request.jurisdiction(), request.name());
    return new TokenAnswer(token.value(), "Bearer", token.lifetime().toSeconds());
  }
}
