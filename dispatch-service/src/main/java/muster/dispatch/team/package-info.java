@NullMarked
package muster.dispatch.team;

import org.jspecify.annotations.NullMarked;
