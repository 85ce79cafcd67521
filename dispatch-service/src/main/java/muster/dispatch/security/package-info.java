/** Who may call what: the table of paths and roles. */
@NullMarked
package muster.dispatch.security;

import org.jspecify.annotations.NullMarked;
