/** A client of the services' event streams. */
@NullMarked
package muster.demo.stream;

import org.jspecify.annotations.NullMarked;
