package muster.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class whose tests run on real servers: those that the Maven profile {@code containers} runs.
 * {@link ServerUse} finds the classes that forget to say so.
 *
 * <p>When there are no servers, the first class fails with the reason and the others are skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag(OnRealServers.TAG)
@ExtendWith(ServersOfTheRun.class)
public @interface OnRealServers {
  String TAG = "real-servers";
}
