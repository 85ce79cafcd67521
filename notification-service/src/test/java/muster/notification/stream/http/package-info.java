@NullMarked
package muster.notification.stream.http;

import org.jspecify.annotations.NullMarked;
