/** Alerts and tasks as they are shown. */
@NullMarked
package muster.dispatch.alert.view;

import org.jspecify.annotations.NullMarked;
