@NullMarked
package muster.notification.stream;

import org.jspecify.annotations.NullMarked;
