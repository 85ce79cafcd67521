/** Alerts and tasks: who is called, in which wave, who has answered. */
@NullMarked
package muster.dispatch;

import org.jspecify.annotations.NullMarked;
