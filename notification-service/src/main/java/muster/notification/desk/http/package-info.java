/** Desks over HTTP. */
@NullMarked
package muster.notification.desk.http;

import org.jspecify.annotations.NullMarked;
