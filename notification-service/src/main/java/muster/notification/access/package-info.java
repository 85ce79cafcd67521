@NullMarked
package muster.notification.access;

import org.jspecify.annotations.NullMarked;
