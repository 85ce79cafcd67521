/** The figures for the system page. */
@NullMarked
package muster.gateway.system.http;

import org.jspecify.annotations.NullMarked;
