/** Who sits at which desk of the command center, and looks at what. */
@NullMarked
package muster.notification.desk;

import org.jspecify.annotations.NullMarked;
