@NullMarked
package muster.notification.http;

import org.jspecify.annotations.NullMarked;
