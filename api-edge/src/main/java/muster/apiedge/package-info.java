/** The HTTP edge of a service, the same in all of them; each framework's part lies beneath. */
@NullMarked
package muster.apiedge;

import org.jspecify.annotations.NullMarked;
