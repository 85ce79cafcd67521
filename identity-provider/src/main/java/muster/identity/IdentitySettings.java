package muster.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What this identity provider is set to.
 *
 * @param audience what every access token is meant for
 * @param keyFolder where the signing key is kept, so that tokens outlive a restart
 * @param wholeCity the jurisdiction of demo tokens for somebody unknown
 * @param demoPassword of every person's account, hashed
 */
@Validated
@ConfigurationProperties("muster.identity")
public record IdentitySettings(
    @NotBlank String audience,
    Path keyFolder,
    Duration demoTokenLifetime,
    @Pattern(regexp = IdentitySettings.JURISDICTION) String wholeCity,
    @NotBlank String demoPassword,
    @Valid @NotEmpty List<AccountSettings> accounts) {
  /** A GB/T 2260 code from province (2 digits) to village (12) or grid below it. */
  public static final String JURISDICTION = "\\d{2,15}";

  public static final String ROLE = "dispatcher|operator|officer|captain|volunteer|reporter";

  /**
   * One account.
   *
   * @param subject the username where none is given
   * @param machine a client of its own, which has a secret instead of a password
   */
  public record AccountSettings(
      @NotBlank String username,
      @Nullable String subject,
      @NotBlank String name,
      @NotEmpty Set<@Pattern(regexp = ROLE) String> roles,
      @Pattern(regexp = JURISDICTION) String jurisdiction,
      boolean machine) {
    Account account() {
      return new Account(username, subject == null ? username : subject, name, roles, jurisdiction);
    }
  }
}
