package muster.dispatch.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.dispatch.team.TravelAssumptions;
import org.jspecify.annotations.Nullable;

/**
 * The call-out policy of every category.
 *
 * @param byCategory one for each category, none missing
 */
public record CallOutPolicies(Map<Category, CallOutPolicy> byCategory) {

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
