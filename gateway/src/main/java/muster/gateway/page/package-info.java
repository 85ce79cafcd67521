/** The files of the pages. */
@NullMarked
package muster.gateway.page;

import org.jspecify.annotations.NullMarked;
