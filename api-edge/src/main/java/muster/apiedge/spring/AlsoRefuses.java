package muster.apiedge.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import muster.contracts.problem.ProblemType;

/**
 * On a method that refuses for a reason that can't be seen from what it takes, for the API's
 * description.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AlsoRefuses {
  ProblemType[] value();
}
