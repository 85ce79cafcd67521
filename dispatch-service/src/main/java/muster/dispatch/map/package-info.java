/** Teams and people on duty as a map shows them: never one person, never an exact place. */
@NullMarked
package muster.dispatch.map;

import org.jspecify.annotations.NullMarked;
