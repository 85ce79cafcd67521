package muster.dispatch.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.team.TravelAssumptions;
import org.jspecify.annotations.Nullable;

/**
 * The call-out policy of every category.
 *
 * @param byCategory one for each category, none missing
 */
public record CallOutPolicies(Map<Category, CallOutPolicy> byCategory) {
  private static final int COUNTY_DIGITS = 6;

  public CallOutPolicies {
    for (Category category : Category.values()) {
      if (!byCategory.containsKey(category)) {
        throw new IllegalArgumentException("there is no call-out policy for " + category);
      }
    }
    byCategory = Collections.unmodifiableMap(new EnumMap<>(byCategory));
  }

  public CallOutPolicy policy(Category category) {
    CallOutPolicy policy = byCategory.get(category);
    if (policy == null) {
      throw new IllegalStateException("no policy for " + category);
    }
    return policy;
  }

  /**
   * The terms of a new alert.
   *
   * @param teamsNeeded 1 to 200, or null for the policy's own number
   * @throws IllegalArgumentException if {@code teamsNeeded} is out of its limits
   */
  public CallOutTerms terms(Category category, @Nullable Integer teamsNeeded) {
    CallOutPolicy policy = policy(category);
    return teamsNeeded == null ? policy.terms() : policy.terms(teamsNeeded);
  }

  /**
   * The same with borders: teams of the alert's county may be called, and those of whoever calls.
   * Where a life is at stake, and teams are shared for it, there is no border.
   *
   * @param scope of who calls; null: not known, and no border
   */
  public CallOutTerms terms(
      Category category,
      @Nullable Integer teamsNeeded,
      JurisdictionCode jurisdiction,
      @Nullable JurisdictionCode scope) {
    return within(terms(category, teamsNeeded), jurisdiction, scope);
  }

  /**
   * The same for an alert that may need people instead.
   *
   * @param peopleNeeded 1 to 500, or null: it is the teams that count
   */
  public CallOutTerms terms(
      Category category,
      @Nullable Integer teamsNeeded,
      @Nullable Integer peopleNeeded,
      JurisdictionCode jurisdiction,
      @Nullable JurisdictionCode scope) {
    return within(
        peopleNeeded == null
            ? terms(category, teamsNeeded)
            : policy(category).termsForPeople(peopleNeeded),
        jurisdiction,
        scope);
  }

  /** Of an alert of the category that needs as many teams, or people, as the terms say. */
  public int waveSize(Category category, CallOutTerms terms) {
    CallOutPolicy policy = policy(category);
    Integer people = terms.peopleNeeded();
    return people == null
        ? policy.terms(terms.teamsNeeded()).waveSize()
        : policy.termsForPeople(people).waveSize();
  }

  private static CallOutTerms within(
      CallOutTerms terms, JurisdictionCode jurisdiction, @Nullable JurisdictionCode scope) {
    return scope == null || terms.sharesTeams()
        ? terms
        : terms.within(new HashSet<>(List.of(county(jurisdiction), scope)));
  }

  private static JurisdictionCode county(JurisdictionCode code) {
    return code.value().length() <= COUNTY_DIGITS
        ? code
        : new JurisdictionCode(code.value().substring(0, COUNTY_DIGITS));
  }

  public TravelAssumptions travelAssumptions(Category category) {
    return new TravelAssumptions(policy(category).travelMetersPerSecond());
  }

  /** The defaults with some policies replaced. */
  public CallOutPolicies with(Map<Category, CallOutPolicy> replaced) {
    Map<Category, CallOutPolicy> all = new EnumMap<>(byCategory);
    all.putAll(replaced);
    return new CallOutPolicies(all);
  }

  public static CallOutPolicies defaults() {
    return DefaultPolicies.all();
  }
}
