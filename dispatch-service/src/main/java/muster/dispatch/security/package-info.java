/** Who may call what: tokens, roles and the table of paths. */
@NullMarked
package muster.dispatch.security;

import org.jspecify.annotations.NullMarked;
