package muster.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * An {@link OnRealServers} class that is tried on both kinds of server, processes and containers:
 * its result depends on what a server does by itself, how it starts, dies and comes back, keeps,
 * orders, locks and delivers. Of each of these a module needs one; what is slow and tries the same
 * again, or what a service answers by its own rules, is tried on processes alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@OnRealServers
@Tag(OnBothKinds.TAG)
public @interface OnBothKinds {
  String TAG = "both-kinds";
}
