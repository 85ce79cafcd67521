@NullMarked
package muster.notification.roster;

import org.jspecify.annotations.NullMarked;
