package muster.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * An {@link OnRealServers} class whose result depends on what a server does by itself: how it
 * starts, dies and comes back, keeps, orders, locks and delivers. CI runs it on both kinds of
 * server, processes and containers; what a service answers by its own rules is the same on either,
 * and CI runs that once.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@OnRealServers
@Tag(OnBothKinds.TAG)
public @interface OnBothKinds {
  String TAG = "both-kinds";
}
