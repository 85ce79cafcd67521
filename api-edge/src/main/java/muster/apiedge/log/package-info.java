/** What a service's log looks like; Logback. */
@NullMarked
package muster.apiedge.log;

import org.jspecify.annotations.NullMarked;
