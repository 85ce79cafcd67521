@NullMarked
package muster.notification;

import org.jspecify.annotations.NullMarked;
