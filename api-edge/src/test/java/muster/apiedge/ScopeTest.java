package muster.apiedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.Set;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.ProblemType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  private static final Caller OFFICER =
      new Caller("chen", Set.of(Role.OFFICER), Optional.of(code("320371")));
  private static final Caller NOWHERE = new Caller("wang", Set.of(Role.OFFICER), Optional.empty());

  @ParameterizedTest
  @ValueSource(strings = {"320371", "320371003", "320371003209"})
  void whatLiesInTheCallersJurisdictionIsInScope(String jurisdiction) {
    assertThatCode(() -> Scope.require(OFFICER, code(jurisdiction))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3203", "32", "320382", "320372"})
  void whatLiesAboveOrBesideIsOutOfScope(String jurisdiction) {
    assertOutOfScope(() -> Scope.require(OFFICER, code(jurisdiction)));
  }

  @Test
  void aCallerWithoutAJurisdictionHasNone() {
    assertOutOfScope(() -> Scope.require(NOWHERE, code("32")));
    assertOutOfScope(() -> Scope.within(NOWHERE, code("32")));
    assertOutOfScope(() -> Scope.within(NOWHERE, null));
  }

  @ParameterizedTest
  @CsvSource({"320371, 320371", "320371003, 320371003", "32, 320371", ", 320371"})
  void aListIsOfTheNarrowerOfTheTwo(String asked, String listed) {
    assertThat(Scope.within(OFFICER, asked == null ? null : code(asked))).isEqualTo(code(listed));
  }

  @Test
  void aListOfAnotherJurisdictionIsOutOfScope() {
    assertOutOfScope(() -> Scope.within(OFFICER, code("320382")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"32", "3203"})
  void aServiceAsAWholeIsForWhoHasACity(String scope) {
    Caller operator = new Caller("zhou", Set.of(Role.OPERATOR), Optional.of(code(scope)));
    assertThatCode(() -> Scope.requireCity(operator)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"320371", "320371003", "320371003209", "320371003209001"})
  void andNotForWhoHasLess(String scope) {
    Caller operator = new Caller("zhou", Set.of(Role.OPERATOR), Optional.of(code(scope)));
    assertOutOfScope(() -> Scope.requireCity(operator));
    assertOutOfScope(() -> Scope.requireCity(NOWHERE));
  }

  @Test
  void aJurisdictionOfAnotherFormIsNamed() {
    assertThat(Jurisdictions.parse("jurisdiction", "320371")).isEqualTo(code("320371"));
    for (String wrong : new String[] {"", "1", "32037", "３２０３", "3203 "}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> Jurisdictions.parse("jurisdiction", wrong))
          .withMessage("jurisdiction " + Jurisdictions.MESSAGE + ".");
    }
  }

  private static JurisdictionCode code(String code) {
    return new JurisdictionCode(code);
  }

  private static void assertOutOfScope(ThrowingCallable check) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(check)
        .matches(refusal -> refusal.problem().type() == ProblemType.OUT_OF_SCOPE);
  }
}
