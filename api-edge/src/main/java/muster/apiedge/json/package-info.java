/** What JSON a service takes, and what is said of any other; Jackson. */
@NullMarked
package muster.apiedge.json;

import org.jspecify.annotations.NullMarked;
