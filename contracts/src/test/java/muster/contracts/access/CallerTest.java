package muster.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.contracts.place.JurisdictionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private static final JurisdictionCode XIZHU = new JurisdictionCode("320371003209");

  @Test
  void aTokensClaimsSayWhoItIsAndWhatForWhichJurisdiction() {
    Caller caller =
        Caller.of(Map.of("sub", "chen", "roles", List.of("officer"), "jurisdiction", "320371"));
    assertThat(caller.subject()).isEqualTo("chen");
    assertThat(caller.has(Role.OFFICER)).isTrue();
    assertThat(caller.has(Role.DISPATCHER)).isFalse();
    assertThat(caller.hasAny(Role.DISPATCHER, Role.OFFICER)).isTrue();
    assertThat(caller.hasAny(Role.DISPATCHER, Role.OPERATOR)).isFalse();
    assertThat(caller.hasAny()).isFalse();
    assertThat(caller.covers(XIZHU)).isTrue();
    assertThat(caller.covers(new JurisdictionCode("3203"))).isFalse();
  }

  @Test
  void anAccountIsTheSameInWhateverFormItsLettersCome() {
    String composed = "ren\u00e9.m\u00fcller";
    String decomposed = "rene\u0301.mu\u0308ller";
    assertThat(Caller.of(Map.of("sub", decomposed)).subject()).isEqualTo(composed);
    assertThat(Caller.of(Map.of("sub", composed)).subject()).isEqualTo(composed);
    assertThat(Caller.of(Map.of("sub", "rene.muller")).subject()).isEqualTo("rene.muller");
    assertThat(new Caller(decomposed, Set.of(), Optional.empty()).subject()).isEqualTo(composed);
  }

  @Test
  void whatOnlyLooksAlikeIsAnotherAccount() {
    assertThat(Caller.of(Map.of("sub", "\uff57\uff41\uff4e\uff47")).subject()).isNotEqualTo("wang");
    assertThat(Caller.of(Map.of("sub", "Wang")).subject()).isNotEqualTo("wang");
    assertThat(Caller.of(Map.of("sub", " wang")).subject()).isNotEqualTo("wang");
  }

  @ParameterizedTest
  @EnumSource
  void everyRoleIsReadFromItsLowerCaseName(Role role) {
    assertThat(Caller.of(Map.of("roles", List.of(role.claim()))).roles()).containsExactly(role);
    assertThat(role.claim()).isEqualTo(role.claim().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void aTokenWithoutClaimsMayNothingAnywhere() {
    Caller caller = Caller.of(Map.of());
    assertThat(caller).isEqualTo(new Caller("", Set.of(), Optional.empty()));
    assertThat(caller.covers(XIZHU)).isFalse();
  }

  @Test
  void unknownRolesAndRolesInAnotherFormGrantNothing() {
    assertThat(Caller.of(Map.of("roles", List.of("admin", "DISPATCHER", " officer", ""))).roles())
        .isEmpty();
    assertThat(Caller.of(Map.of("roles", "dispatcher")).roles()).isEmpty();
    assertThat(Caller.of(Map.of("roles", 7)).roles()).isEmpty();
    assertThat(Caller.of(Map.of("roles", Arrays.asList(null, 7, List.of("officer")))).roles())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "%", "all", "320", "3203 ", "３２０３"})
  void aScopeThatIsNoCodeIsNoScopeRatherThanAllOfThem(String claim) {
    Caller caller = Caller.of(Map.of("roles", List.of("dispatcher"), "jurisdiction", claim));
    assertThat(caller.scope()).isEmpty();
    assertThat(caller.covers(XIZHU)).isFalse();
  }

  @Test
  void claimsOfTheWrongTypeAreNotRead() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", 42);
    claims.put("jurisdiction", 3203);
    claims.put("roles", null);
    assertThat(Caller.of(claims)).isEqualTo(Caller.of(Map.of()));
  }

  @Test
  void theNameIsTheTokensAndElseTheAccount() {
    assertThat(Caller.of(Map.of("sub", "liu", "name", "刘敏")).name()).isEqualTo("刘敏");
    assertThat(Caller.of(Map.of("sub", "liu")).name()).isEqualTo("liu");
    assertThat(Caller.of(Map.of("sub", "liu", "name", 7)).name()).isEqualTo("liu");
    assertThat(Caller.of(Map.of("sub", "liu", "name", " \u3164\u200B\n")).name()).isEqualTo("liu");
  }

  /** It is shown to colleagues, on one line, whatever an issuer lets people call themselves. */
  @Test
  void aNameIsOneLineThatReadsAsItIsAndIsCutAtItsLimit() {
    assertThat(Caller.of(Map.of("sub", "liu", "name", " Liu\n\tMin\u202Ex ")).name())
        .isEqualTo("Liu Min\uFFFDx");
    String atLimit = "刘".repeat(Caller.MAX_NAME - 1) + "\uD840\uDC00";
    assertThat(Caller.of(Map.of("sub", "liu", "name", atLimit)).name()).isEqualTo(atLimit);
    assertThat(Caller.of(Map.of("sub", "liu", "name", atLimit + "敏")).name()).isEqualTo(atLimit);
  }
}
