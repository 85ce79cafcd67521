@NullMarked
package muster.notification.desk;

import org.jspecify.annotations.NullMarked;
