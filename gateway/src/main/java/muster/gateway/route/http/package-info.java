/** Requests carried to the services and their answers back. */
@NullMarked
package muster.gateway.route.http;

import org.jspecify.annotations.NullMarked;
